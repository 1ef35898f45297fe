/**
 * `npm start`: the extension to play with, on a copy of the sample workspace and against the emulator, so
 * that nothing costs anything. Uses the desktop VS Code if there is one (`code` on the PATH), otherwise the
 * browser. Runs until Ctrl+C.
 */
import { accessSync, constants } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { startEmulator } from '../test/emulator/emulator.ts';
import { repository } from '../test/support/repository.ts';
import { runQuietly } from '../test/support/runProgram.ts';
import { copySampleWorkspace } from '../test/support/sampleWorkspace.ts';
import { temporaryFolder } from '../test/support/temporaryFolder.ts';
import { spawnTree } from '../test/support/vscode/processTree.ts';
import { quietSettings } from '../test/support/vscode/quietSettings.ts';
import { startVsCodeServer } from '../test/support/vscode/vsCodeServer.ts';
import { workbenchUrl } from '../test/support/vscode/workbenchPage.ts';

await runQuietly(process.execPath, 'esbuild.js');
const service = await startEmulator({
	timeScale: 0.3,
	print: line => {
		console.log(line);
	},
});
const { folder } = await copySampleWorkspace();
const env = { IMAGE_ASSETS_API_BASE_URL: service.baseUrl };

const code = desktopVsCode();
if (code === undefined) {
	const server = await startVsCodeServer({ env, settings: quietSettings, keepsSecrets: true });
	console.log(`VS Code     ${workbenchUrl(server, { workspace: folder, extension: repository })}`);
} else {
	const child = spawnTree(code, await desktopArguments(), {
		env: { ...process.env, ...env },
		stdio: 'ignore',
	});
	child.on('exit', () => process.exit());
	console.log('VS Code     opens in a window of its own; closing it ends this');
}
console.log(`Workspace   ${folder}`);
console.log(`Service     ${service.baseUrl} (emulated: nothing is charged)`);
console.log('API key     any key that starts with cdt_ works');
console.log('Ctrl+C stops everything.');

/** A separate profile with its own settings and extensions: the window neither shows nor changes the user's. */
async function desktopArguments(): Promise<string[]> {
	const { path } = await temporaryFolder('profile');
	await mkdir(join(path, 'User'));
	await writeFile(join(path, 'User/settings.json'), JSON.stringify(quietSettings, null, '\t'));
	return [
		...['--wait', '--new-window', '--disable-workspace-trust', '--skip-welcome'],
		...['--user-data-dir', path, '--extensions-dir', join(path, 'extensions')],
		...[`--extensionDevelopmentPath=${repository}`, folder],
	];
}

function desktopVsCode(): string | undefined {
	const name = process.platform === 'win32' ? 'code.cmd' : 'code';
	return (process.env.PATH ?? '')
		.split(delimiter)
		.map(place => join(place, name))
		.find(path => {
			try {
				accessSync(path, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}
