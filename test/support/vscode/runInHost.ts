import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { anyKey, filesContaining } from '../filesContaining.ts';
import { readMochaResult, type MochaResult } from '../mochaResult.ts';
import { outFolder, repository } from '../repository.ts';
import { copySampleWorkspace } from '../sampleWorkspace.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { installVsCode, type VsCodeVersion } from './installVsCode.ts';

export interface HostRun {
	version: VsCodeVersion;
	/** The built module whose `run()` runs the tests. */
	extensionTests: string;
	/** Runs the desktop VS Code, downloaded on first use, instead of the one from the npm registry. */
	desktop?: boolean;
	/** The display language of VS Code in a browser, English by default. Only our texts are translated. */
	language?: 'ko';
	/** Added to the environment of the extension host. */
	env?: Record<string, string>;
}

/** The versions under test by their names in desktop VS Code's downloads. */
const desktopVersions: Record<VsCodeVersion, string> = { oldest: '1.106.3', newest: 'stable' };

/**
 * Runs tests inside the extension host of a real VS Code, on a copy of the sample workspace. A run
 * that ends in any way but "some passed, none failed" counts as at least one failure.
 */
export async function runInHost(hostRun: HostRun): Promise<MochaResult> {
	const workspace = await copySampleWorkspace();
	const temporary = await temporaryFolder('integration');
	const resultFile = join(temporary.path, 'result.json');
	// Tests can only open folders in a window with a workspace file; the first one is the copy.
	const workspaceFile = join(temporary.path, 'lighthouse.code-workspace');
	await writeFile(workspaceFile, JSON.stringify({ folders: [] }));
	const host = hostRun.desktop === true ? desktopHost(hostRun.version) : await browserHost(hostRun.version);
	await mkdir(join(outFolder, 'screenshots'), { recursive: true });
	let failed = false;
	try {
		await runTests({
			...host,
			extensionDevelopmentPath: repository,
			extensionTestsPath: hostRun.extensionTests,
			launchArgs: [...host.launchArgs, workspaceFile, '--disable-extensions'],
			extensionTestsEnv: {
				...hostRun.env,
				...host.env,
				IMAGE_ASSETS_TEST_FOLDER: workspace.folder,
				IMAGE_ASSETS_TEST_RESULT: resultFile,
				...(hostRun.language === undefined ? {} : { IMAGE_ASSETS_TEST_LANGUAGE: hostRun.language }),
			},
		});
	} catch (error) {
		if (!(error instanceof TestRunFailedError)) {
			throw error;
		}
		failed = true;
	}
	const result = (await readMochaResult(resultFile)) ?? { passes: 0, failures: 0, pending: 0 };
	const leaks = await filesContaining(workspace.folder, anyKey);
	for (const leak of leaks) {
		console.error(`An API key was written to ${leak}`);
	}
	await temporary.remove();
	await workspace.remove();
	const complete = !failed && result.passes > 0 && leaks.length === 0;
	return complete ? result : { ...result, failures: Math.max(1, result.failures) };
}

interface Host {
	vscodeExecutablePath?: string;
	version?: string;
	launchArgs: string[];
	env: Record<string, string>;
}

function desktopHost(version: VsCodeVersion): Host {
	return { version: desktopVersions[version], launchArgs: [], env: {} };
}

/** Runs our own program, a script for the Node that runs us, in place of VS Code's executable. */
async function browserHost(version: VsCodeVersion): Promise<Host> {
	const installation = await installVsCode(version);
	return {
		vscodeExecutablePath: process.execPath,
		launchArgs: [join(import.meta.dirname, 'browserHost.ts')],
		env: { IMAGE_ASSETS_TEST_HOST: version, IMAGE_ASSETS_TEST_VSCODE: installation.version },
	};
}
