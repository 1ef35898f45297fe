/**
 * Replaces VS Code's executable: takes its arguments for extension tests, runs them in a VS Code
 * server with a headless browser, relays what the tests print, and exits with their result.
 * Configured by `runInHost` through the environment.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { anyKey, filesContaining } from '../filesContaining.ts';
import { outFolder } from '../repository.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { relayOutput } from './relayOutput.ts';
import { displayIn } from './displayIn.ts';
import { quietSettings } from './quietSettings.ts';
import type { VsCodeVersion } from './installVsCode.ts';
import { startVsCodeServer } from './vsCodeServer.ts';
import { launchBrowser, workbenchUrl } from './workbenchPage.ts';

/** The longest silence of the tests and the longest run, in milliseconds. */
const silenceLimit = 240_000;
const runLimit = 20 * 60_000;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	strict: false,
	options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});
const extension = String(values.extensionDevelopmentPath);
const extensionTests = String(values.extensionTestsPath);
const workspace = positionals[0];
const version: VsCodeVersion = process.env.IMAGE_ASSETS_TEST_HOST === 'oldest' ? 'oldest' : 'newest';

const outputFile = join((await temporaryFolder('output')).path, 'output.txt');
const server = await startVsCodeServer({
	version,
	settings: quietSettings,
	env: { IMAGE_ASSETS_TEST_OUTPUT: outputFile },
});
const browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const language = process.env.IMAGE_ASSETS_TEST_LANGUAGE;
if (language !== undefined) {
	await displayIn(context, language);
}
const page = await context.newPage();

const exitCode = await new Promise<number>((resolve, reject) => {
	const giveUp = (why: string) => {
		const path = join(outFolder, 'screenshots', `integration-${version}.png`);
		console.error(`${why}; see ${path}`);
		page
			.screenshot({ path, timeout: 10_000 })
			.catch(() => undefined)
			.finally(() => {
				resolve(1);
			});
	};
	const silence = setTimeout(() => {
		giveUp(`No output for ${silenceLimit / 1000} s`);
	}, silenceLimit);
	const total = setTimeout(() => {
		giveUp(`Not done after ${runLimit / 1000} s`);
	}, runLimit);
	const relay = relayOutput(outputFile, () => silence.refresh());
	page.on('crash', () => {
		giveUp('The browser crashed');
	});
	// VS Code calls this with the exit code of the extension host.
	page
		.exposeFunction('codeAutomationExit', (code: number) => {
			clearTimeout(silence);
			clearTimeout(total);
			relay.finish();
			resolve(code);
		})
		.then(() => page.goto(workbenchUrl(server, { workspace: String(workspace), extension, extensionTests })))
		.catch(reject);
});
await browser.close();
const leaks = await filesContaining(server.dataFolder, anyKey);
for (const leak of leaks) {
	console.error(`An API key was written to ${leak}`);
}
await server.stop();
process.exit(leaks.length > 0 ? 1 : exitCode);
