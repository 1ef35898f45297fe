import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { severityIs, useService, type UiService } from './service.ts';

const sentence = 'A lighthouse at dawn, calm sea, wide negative space for a headline';

suite('what is asked before an image is made', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	/** Answers what comes before the name as it is. */
	async function toTheName({ quickInput, runCommand }: Workbench, prompt: string): Promise<void> {
		await runCommand('Image Assets: Generate Image…');
		await quickInput.opened('Generate Image (1/4)');
		await quickInput.type(prompt);
		for (let step = 1; step <= 3; step += 1) {
			await quickInput.opened(`Generate Image (${step}/4)`);
			await quickInput.accept();
		}
		await quickInput.opened('Generate Image (4/4)');
	}

	const saysBelow = ({ quickInput }: Workbench, text: string) =>
		waitFor(`"${text}" below the box`, async () => (await quickInput.message()).includes(text)).catch(
			async (error: unknown) => {
				throw new Error(`It says: ${await quickInput.message()}`, { cause: error });
			},
		);

	test('the name box says where the image is saved, what is changed in the name, and why', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { quickInput, notifications, folder } = workbench;
		await toTheName(workbench, 'a fox');
		await saysBelow(workbench, 'Saved as assets/a-fox.webp · 45 credits');
		await quickInput.type('con?:*.webp');
		await saysBelow(
			workbench,
			"Saved as assets/con-.webp · 45 credits. ? : * can't be in file names on every system.",
		);
		await severityIs(quickInput, 'info');
		await workbench.screenshot('name-changed');
		await quickInput.type('site/images/con');
		await saysBelow(
			workbench,
			'Saved as site/images/con-image.webp · 45 credits. Windows reserves the name “con” for a device.',
		);
		await quickInput.type('../outside/a.webp');
		await severityIs(quickInput, 'error');
		await quickInput.type('si:te/a.webp');
		await saysBelow(workbench, "doesn't work on every system");
		await quickInput.accept();
		await quickInput.opened('Generate Image (4/4)');
		await quickInput.type('fox?.png');
		await saysBelow(workbench, 'Saved as assets/fox-.png · 45 credits.');
		// Back keeps what was typed.
		await quickInput.pressButton('Back');
		await quickInput.opened('Generate Image (3/4)');
		await quickInput.accept();
		await quickInput.opened('Generate Image (4/4)');
		assert.equal(await quickInput.value(), 'fox?.png');
		await quickInput.accept();
		await notifications.find('Saved assets/fox-.png · 45 credits.');
		assert.ok(existsSync(join(folder, 'assets/fox-.png')));
	});

	test('a selection with options: all of them and the price in one list', async () => {
		const workbench = await openWorkbench({ env: service.env });
		const { editor, quickInput, notifications, runById } = workbench;
		await editor.open('docs/guide.md');
		await editor.select(sentence);
		await runById('imageAssets.generateFromSelectionWithOptions');
		const opened = () => quickInput.opened('Generate Image from Selection');
		const shown = async () => {
			await opened();
			return (await quickInput.items()).map(({ label, description }) => `${label}: ${description}`);
		};
		const name = 'a-lighthouse-at-dawn-calm-sea-wide-negative.webp';
		assert.deepEqual(await shown(), [
			'Generate Image: 45 credits',
			'Quality: Low',
			'Aspect Ratio: 1:1',
			'Size: 1024 × 1024',
			`Name: assets/${name}`,
		]);
		await workbench.screenshot('options');
		const choose = async (option: string, answer: () => Promise<void>, result: string) => {
			await opened();
			// A tooltip of the row under the pointer covers others.
			await workbench.page.mouse.move(0, 0);
			await quickInput.pick(option);
			await answer();
			await waitFor(result, async () => (await shown()).includes(result));
		};
		await choose('Quality', () => quickInput.pick('Medium'), 'Quality: Medium');
		await choose('Aspect Ratio', () => quickInput.pick('3:2'), 'Size: 1536 × 1024');
		const size = async () => {
			// Typed too early, it would go into the list before.
			await waitFor('the box for the size', async () =>
				(await quickInput.placeholder()).startsWith('Size in pixels'),
			);
			await quickInput.type('600x300');
			await waitFor('the size', async () => (await quickInput.items())[0]?.label === '600 × 300');
			await quickInput.accept();
		};
		await choose('Size', size, 'Size: 600 × 300');
		await choose('Quality', () => quickInput.pressButton('Back'), 'Quality: Medium');
		const typeName = async () => {
			await waitFor('the name', async () => (await quickInput.value()) === name);
			await quickInput.type('site/dawn.png');
			await saysBelow(workbench, 'Saved as site/dawn.png · 600 × 300 · 176 credits');
			await quickInput.accept();
		};
		await choose('Name', typeName, 'Name: site/dawn.png');
		assert.equal((await shown())[0], 'Generate Image: 176 credits');
		await quickInput.pick('Generate Image');
		await notifications.find('Saved site/dawn.png · 176 credits.');
		await editor.waitForText(`![${sentence}](../site/dawn.png)`);
		assert.equal(service.emulator.ledger.entries.length, 1);
	});

	test('where several folders are open and the document belongs to none, the folder is asked for', async () => {
		const temporary = await temporaryFolder('several');
		const folders = ['one', 'two'];
		for (const name of folders) {
			await mkdir(join(temporary.path, name));
		}
		const file = join(temporary.path, 'both.code-workspace');
		await writeFile(file, JSON.stringify({ folders: folders.map(path => ({ path })) }));
		const workbench = await openWorkbench({ env: service.env, openInPlace: file });
		const { inHost, notifications, quickInput, runCommand } = workbench;
		const hasBoth = () => inHost(({ workspace }) => workspace.workspaceFolders?.length === 2);
		// In a browser, VS Code sometimes opens a workspace without its folders.
		if (!(await waitFor('the folders', hasBoth, 15_000).catch(() => false))) {
			await workbench.reload();
			await waitFor('the folders after a reload', hasBoth);
		}
		await inHost(async ({ window, workspace, Selection }) => {
			const document = await workspace.openTextDocument({ content: 'a red bridge', language: 'plaintext' });
			const editor = await window.showTextDocument(document);
			editor.selection = new Selection(0, 0, 0, 12);
		});
		await workbench.runById('imageAssets.generateFromSelection');
		await quickInput.opened('Generate Image from Selection');
		assert.deepEqual(
			(await quickInput.items()).map(({ label }) => label),
			folders,
		);
		await workbench.screenshot('which-folder');
		await quickInput.pick('two');
		await notifications.find('Saved two/assets/a-red-bridge.webp · 45 credits.');
		await notifications.hide();
		await runCommand('Image Assets: Generate Image…');
		await quickInput.opened('Generate Image (1/5)');
		await quickInput.pick('one');
		await quickInput.opened('Generate Image (2/5)');
		await quickInput.pressButton('Back');
		await quickInput.opened('Generate Image (1/5)');
		await quickInput.pick('two');
		await quickInput.opened('Generate Image (2/5)');
		await quickInput.type('a red bridge');
		for (let step = 2; step <= 4; step += 1) {
			await quickInput.opened(`Generate Image (${step}/5)`);
			await quickInput.accept();
		}
		await quickInput.opened('Generate Image (5/5)');
		await saysBelow(workbench, 'Saved as two/assets/a-red-bridge-1.webp');
		await quickInput.dismiss();
		await workbench.close();
		await temporary.remove();
	});
});
