/** Takes the screenshots for the README in a real VS Code: `npm run screenshots`. Writes to media/screenshots. */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmulator } from '../test/emulator/emulator.ts';
import { repository } from '../test/support/repository.ts';
import { openWorkbench, type Workbench } from '../test/support/workbench/openWorkbench.ts';
import { chatOf, chatSettings } from '../test/support/workbench/chat.ts';
import { panelOf } from '../test/ui/panel/panelPage.ts';
import { webviewOf } from '../test/support/workbench/webview.ts';
import { closeShared } from '../test/support/workbench/sharedServer.ts';

const sentence = 'A lighthouse at dawn, calm sea, wide negative space for a headline';
const folder = join(repository, 'media/screenshots');

await mkdir(folder, { recursive: true });
await using emulator = await startEmulator({ durationMs: 2000 });
const env = {
	IMAGE_ASSETS_API_BASE_URL: emulator.baseUrl,
	IMAGE_ASSETS_API_KEY: 'cdt_demo',
	IMAGE_ASSETS_WAIT_SCALE: '0.1',
};
const size = { width: 1360, height: 760 };

async function keep(workbench: Workbench, name: string): Promise<void> {
	// No tooltip of what happens to be under the pointer.
	await workbench.page.mouse.move(0, 0);
	await workbench.page.locator('.monaco-hover:visible').waitFor({ state: 'detached' });
	await copyFile(await workbench.screenshot(name), join(folder, `${name}.png`));
	console.log(`media/screenshots/${name}.png`);
}

/** A selected sentence, and the image made from it next to the document that now links to it. */
async function selection(): Promise<void> {
	const workbench = await openWorkbench({ env, ...size });
	const { editor, notifications, inHost } = workbench;
	await editor.open('docs/guide.md');
	await notifications.clearAll();
	await editor.select(sentence);
	await inHost(async ({ commands }) => {
		await commands.executeCommand('imageAssets.generateFromSelection', { aspectRatio: '3:2' });
	});
	await inHost(async ({ commands, workspace, ViewColumn }) => {
		const [image] = await workspace.findFiles('assets/*.webp');
		await commands.executeCommand('vscode.open', image, {
			viewColumn: ViewColumn.Beside,
			preserveFocus: true,
		});
	});
	await notifications.find(/^Saved/);
	await workbench.page.waitForTimeout(1500);
	await keep(workbench, 'selection');
	await workbench.close();
}

async function quality(): Promise<void> {
	const workbench = await openWorkbench({ env, ...size, theme: 'light' });
	const { editor, quickInput, runCommand } = workbench;
	await editor.open('docs/guide.md');
	await runCommand('Image Assets: Generate Image…');
	await quickInput.opened('Generate Image (1/4)');
	await quickInput.type('a fox reading a map');
	await quickInput.accept();
	await quickInput.opened('Generate Image (2/4)');
	await quickInput.items();
	await keep(workbench, 'quality');
	await workbench.close();
}

/** One job that runs, one that failed, and one with an unknown outcome. */
async function jobs(): Promise<void> {
	emulator.setOptions({ durationMs: 60_000 });
	const workbench = await openWorkbench({ env, ...size, ownServer: true });
	const { editor, notifications, quickInput, inHost, runCommand } = workbench;
	const generate = (prompt: string, quality = 'low') =>
		inHost(({ commands }, args) => void commands.executeCommand('imageAssets.generate', args), {
			prompt,
			quality,
		});
	await editor.open('docs/guide.md');
	emulator.faults.add({ on: 'create', kind: 'resetAfterBody' });
	await generate('a fox reading a map', 'medium');
	await notifications.find(/nobody knows/);
	emulator.faults.add({
		on: 'create',
		kind: 'fails',
		message: 'The prompt was refused by the safety system',
	});
	await generate('a duel at dawn');
	await notifications.find(/Queued|Generating/);
	emulator.finish();
	await notifications.find(/couldn't make the image/);
	await generate(sentence);
	await notifications.find(/Queued|Generating/);
	// The progress stays.
	await notifications.hide();
	await runCommand('Image Assets: Show Jobs');
	await quickInput.opened('Jobs');
	await quickInput.items();
	await workbench.page.waitForTimeout(500);
	await keep(workbench, 'jobs');
	await workbench.close();
}

/** The quick fixes for a path whose image is missing. */
async function missing(): Promise<void> {
	const workbench = await openWorkbench({ env, ...size });
	const { editor, notifications, quickFixes, page } = workbench;
	await editor.open('index.html');
	await notifications.clearAll();
	await notifications.hide();
	await editor.select('assets/stairs.png');
	await page.locator('.squiggly-info').first().waitFor();
	await quickFixes.titles();
	await page.waitForTimeout(1000);
	await keep(workbench, 'missing');
	await workbench.close();
}

/** All missing images of the workspace, with their total. */
async function missingList(): Promise<void> {
	const workbench = await openWorkbench({ env, ...size, theme: 'light' });
	const { editor, notifications, quickInput, runCommand, page } = workbench;
	await editor.open('index.html');
	await notifications.clearAll();
	await notifications.hide();
	await runCommand('Image Assets: Generate Missing Images…');
	await quickInput.opened('Generate Missing Images · 4 of 4 · 180 credits');
	await quickInput.items();
	await page.mouse.move(900, 600);
	await page.waitForTimeout(1000);
	await keep(workbench, 'missing-list');
	await workbench.close();
}

/** The review of an edit. */
async function review(): Promise<void> {
	emulator.setOptions({ durationMs: 500 });
	const workbench = await openWorkbench({ env, ...size });
	const { inHost, notifications, page } = workbench;
	await inHost(async ({ commands }) => {
		await commands.executeCommand('imageAssets.generate', {
			prompt: 'A lighthouse at dawn, calm sea',
			file: 'hero.webp',
			aspectRatio: '3:2',
		});
		await commands.executeCommand('imageAssets.edit', {
			prompt: 'A lighthouse at night, stars above a calm sea',
			references: ['assets/hero.webp'],
			review: true,
		});
	});
	await webviewOf(page).getByRole('button', { name: 'Discard' }).waitFor();
	await notifications.clearAll();
	await notifications.hide();
	await page.waitForTimeout(1500);
	await keep(workbench, 'review');
	await workbench.close();
}

/** The panel with everything in it: what runs, what needs a decision, variations to choose from, and the gallery. */
async function panel(theme: 'dark' | 'light'): Promise<void> {
	emulator.clear();
	emulator.setOptions({ durationMs: 300 });
	const workbench = await openWorkbench({
		env,
		width: 1400,
		height: 900,
		theme,
		ownServer: true,
		settings: { 'imageAssets.style': 'soft paper cut, muted blues', 'imageAssets.confirmAbove': 1000 },
	});
	const { editor, inHost, notifications, page, runById } = workbench;
	await editor.open('docs/guide.md');
	const finished = [
		['Onboarding sun, warm gradient', '1:1', 'high'],
		['Harbour at night, long exposure', '3:2', 'medium'],
		['Desert dunes for the empty state', '3:2', 'low'],
		['A fox reading a map under a tree', '2:3', 'low'],
	];
	for (const [prompt, aspectRatio, quality] of finished) {
		await inHost(({ commands }, args) => commands.executeCommand('imageAssets.generate', args), {
			prompt,
			aspectRatio,
			quality,
		});
	}
	await notifications.clearAll();
	await notifications.hide();
	await runById('workbench.action.closeSidebar');
	await runById('imageAssets.openPanel');
	const { prompt, generate, view } = await panelOf(workbench);
	await prompt.fill(sentence);
	await view.getByRole('spinbutton', { name: 'Variations' }).focus();
	await page.keyboard.press('3');
	await generate.click();
	await view.getByRole('checkbox').nth(2).waitFor();
	await view.getByRole('checkbox').nth(1).check();
	emulator.faults.add({ on: 'create', kind: 'resetAfterBody' });
	await view.getByRole('spinbutton', { name: 'Variations' }).focus();
	await page.keyboard.press('1');
	await prompt.fill('Team photo, collage');
	await generate.click();
	await view
		.getByText(/may have cost/)
		.first()
		.waitFor();
	emulator.setOptions({ durationMs: 60_000 });
	await prompt.fill('Pricing hero, isometric city');
	await view
		.getByRole('radiogroup', { name: 'Quality' })
		.getByRole('radio', { name: /^Medium/ })
		.check();
	await view.getByRole('radiogroup', { name: 'Aspect ratio' }).getByRole('radio', { name: /3:2/ }).check();
	await generate.click();
	await view
		.getByText(/Generating…/)
		.first()
		.waitFor();
	await page.waitForTimeout(2500);
	await keep(workbench, `panel-${theme}`);
	await page.setViewportSize({ width: 410, height: 900 });
	await page.waitForTimeout(1500);
	await keep(workbench, `panel-${theme}-narrow`);
	await workbench.close();
}

/** The chat's agent, whose model is a script: its question with the price, and the result. */
async function agent(): Promise<void> {
	emulator.setOptions({ durationMs: 300 });
	const workbench = await openWorkbench({
		env,
		...size,
		keepsSecrets: true,
		model: true,
		settings: chatSettings,
	});
	const { inHost, notifications, page } = workbench;
	const chat = chatOf(workbench);
	await chat.start('Scaffold the page');
	await chat.result(2);
	await notifications.clearAll();
	await notifications.hide();
	await notifications.hide();
	await chat.say('Fill assets/stairs.png at low');
	await chat.question('for 45 credits?');
	await inHost(async ({ commands, workspace }) => {
		const [image] = await workspace.findFiles('assets/stairs.png');
		await commands.executeCommand('vscode.open', image, { preserveFocus: true });
	});
	await page.waitForTimeout(1500);
	await keep(workbench, 'agent-confirmation');
	await chat.press('Allow in this Session');
	await chat.result(3);
	await notifications.find(/^An agent spent/);
	await page.waitForTimeout(3000);
	await keep(workbench, 'agent-result');
	await workbench.close();
}

/** The panel right after the extension was installed. */
async function start(): Promise<void> {
	const { IMAGE_ASSETS_API_KEY: _, ...withoutKey } = env;
	const workbench = await openWorkbench({ env: withoutKey, ...size, keepsSecrets: true });
	await workbench.runById('imageAssets.openPanel');
	const { button } = await panelOf(workbench);
	await button('Set API Key').waitFor();
	await workbench.page.waitForTimeout(1000);
	await keep(workbench, 'panel-start');
	await workbench.close();
}

const pictures: Readonly<Record<string, () => Promise<void>>> = {
	selection,
	quality,
	jobs,
	missing,
	'missing-list': missingList,
	review,
	'panel-dark': () => panel('dark'),
	'panel-light': () => panel('light'),
	start,
	agent,
};
const wanted = process.argv.slice(2);
try {
	for (const [name, take] of Object.entries(pictures)) {
		if (wanted.length === 0 || wanted.includes(name)) {
			await take();
		}
	}
} finally {
	await closeShared();
}
