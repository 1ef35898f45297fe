/**
 * `npm run demo`: the extension in a real VS Code, headless, against the emulator. Selects the prompt of
 * the sample document, generates an image from it through the editor's context menu, and prints the
 * result. Exits with 0 only if an image was saved and linked.
 */
import { cp, rm, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { startEmulator } from '../test/emulator/emulator.ts';
import { outFolder, repository } from '../test/support/repository.ts';
import { runQuietly } from '../test/support/runProgram.ts';
import { sampleWorkspace } from '../test/support/sampleWorkspace.ts';
import { openWorkbench, openWorkbenches } from '../test/support/workbench/openWorkbench.ts';
import { closeShared } from '../test/support/workbench/sharedServer.ts';

const prompt = 'A lighthouse at dawn, calm sea, wide negative space for a headline';
const document = 'docs/guide.md';

/** The result stays on disk for inspection; the demo leaves nothing else behind. */
async function demo(): Promise<void> {
	await runQuietly(process.execPath, 'esbuild.js');
	await using service = await startEmulator({ durationMs: 3000 });
	const folder = join(outFolder, 'demo/lighthouse');
	await rm(folder, { recursive: true, force: true });
	await cp(sampleWorkspace, folder, { recursive: true });
	console.log('Opening VS Code …');
	const workbench = await openWorkbench({
		openInPlace: folder,
		env: { IMAGE_ASSETS_API_BASE_URL: service.baseUrl, IMAGE_ASSETS_API_KEY: 'cdt_demo' },
	});
	const { editor, explorer, notifications } = workbench;
	await editor.open(document);
	await editor.select(prompt);
	console.log(`Selected: ${await editor.selectedText()}`);
	const menu = await editor.contextMenu();
	await workbench.screenshot('demo-menu');
	await menu.choose('Generate Image from Selection');
	console.log('Waiting for the image …');
	const saved = await notifications.find(/^Saved /, 60_000);
	await editor.waitForText('](../assets/');
	const link = /!\[[^\]]*\]\((\.\.\/assets\/[^)]+)\)/g;
	const links = [...(await editor.text(document)).matchAll(link)].filter(([text]) =>
		text.includes(prompt.slice(0, 18)),
	);
	const [inserted, target] = links[0] ?? [];
	if (inserted === undefined || target === undefined) {
		throw new Error('No link was inserted');
	}
	const image = join(folder, 'docs', target);
	const { size } = await stat(image);
	await editor.save();
	await explorer.reveal(relative(folder, image));
	const screenshot = await workbench.screenshot('demo');
	if (size === 0 || service.ledger.total === 0) {
		throw new Error('The image is empty, or nothing was charged');
	}
	console.log(`\n${saved.text}`);
	console.log(`Image       ${relative(folder, image)} (${Math.ceil(size / 1024)} KiB)`);
	console.log(`Link        ${inserted}   in ${document}`);
	console.log(`Credits     ${service.ledger.total}`);
	console.log(`Workspace   ${relative(repository, folder)}`);
	console.log(`Screenshot  ${relative(repository, screenshot)}`);
}

try {
	await demo();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	for (const workbench of openWorkbenches()) {
		console.error(`See ${await workbench.screenshot('demo-failed').catch(() => 'no screenshot')}`);
	}
	process.exitCode = 1;
} finally {
	await Promise.all(openWorkbenches().map(workbench => workbench.close()));
	await closeShared();
}
process.exit();
