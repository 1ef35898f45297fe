import assert from 'node:assert/strict';
import type { FrameLocator, Locator } from 'playwright-core';
import { latinTexts, testLanguages } from '../support/l10n/languages.ts';
import { settingProperties } from '../support/manifestSettings.ts';
import { openWorkbench, type Workbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { webviewOf } from '../support/workbench/webview.ts';
import { useService, type UiService } from './service.ts';

/** As much of a page as is read; tests know no DOM. */
interface ReadElement {
	readonly innerText: string;
	readonly textContent: string;
	querySelectorAll(selector: string): Iterable<{
		getAttribute(name: string): string | null;
		checkVisibility(): boolean;
		remove(): void;
	}>;
	cloneNode(deep: boolean): ReadElement;
}

for (const { id, name, letters, category, word } of testLanguages) {
	/** The main ways in a window of another language: whatever is ours is in that language. */
	suite(`a window in ${name}`, () => {
		let service: UiService;

		suiteSetup(async () => {
			service = await useService();
		});

		const prompt = 'a fox reading a map';
		/** What the user, the sample project and the emulator say. */
		const given = [
			prompt,
			'A spiral staircase inside a lighthouse',
			'The prompt was refused',
			'A keeper polishing the great lens',
			'A sailing boat passing a lighthouse',
			'night sea',
			'assets',
			// The workbench's own words stay English here.
			"(Press 'Enter' to confirm or 'Escape' to cancel)",
		];

		function assertTranslated(texts: readonly string[], where: string): void {
			assert.ok(
				texts.some(text => letters.test(text)),
				`${where} says nothing in ${name}: ${texts.join(' | ')}`,
			);
			assert.deepEqual(latinTexts(texts, given), [], where);
		}

		/** Everything that a page shows, and says of what it shows. */
		async function textsOf(part: Locator): Promise<string[]> {
			return part.evaluate((element: unknown) => {
				const body = element as ReadElement;
				const said = [...body.querySelectorAll('[aria-label], [title], [placeholder]')]
					.filter(each => each.checkVisibility())
					.flatMap(each => ['aria-label', 'title', 'placeholder'].map(name => each.getAttribute(name) ?? ''));
				return [...body.innerText.split('\n'), ...said].filter(text => text.trim() !== '');
			});
		}

		async function quickTexts({ quickInput }: Workbench): Promise<string[]> {
			const items = await quickInput.items(3000).catch(() => []);
			return [
				await quickInput.title(),
				await quickInput.placeholder(),
				await quickInput.message(),
				...items.flatMap(({ label, description, detail, separator, buttons }) => [
					label,
					description,
					detail,
					separator,
					...buttons,
				]),
			].filter(text => text !== '');
		}

		async function told({ notifications }: Workbench, text: string | RegExp): Promise<void> {
			const { text: message, buttons } = await notifications.find(text);
			assertTranslated([message, ...buttons], 'a notification');
			await notifications.hide();
		}

		const open = () => openWorkbench({ env: service.env, language: id });
		const page = (workbench: Workbench): FrameLocator => webviewOf(workbench.page);

		test('Generate Image…, step by step, and what is said of the result', async () => {
			const workbench = await open();
			const { quickInput, runCommand, screenshot } = workbench;
			await workbench.editor.open('docs/guide.md');
			await runCommand(`${category}: ${word('Generate Image…')}`);
			for (let step = 1; step <= 4; step += 1) {
				await waitFor(`step ${step}`, async () => (await quickInput.title()).includes(`${step}/`));
				if (step === 1) {
					assertTranslated(await quickTexts(workbench), 'the box for the prompt');
					await quickInput.type(prompt);
				}
				assertTranslated(await quickTexts(workbench), `step ${step}`);
				await screenshot(`${id}-generate-${step}`);
				await quickInput.accept();
			}
			await told(workbench, 'a-fox-reading-a-map.webp');
		});

		test('an edit, and its review', async () => {
			const workbench = await open();
			const { explorer, inHost, quickInput, screenshot } = workbench;
			await inHost(({ commands }, args) => commands.executeCommand('imageAssets.generate', args), {
				prompt,
				file: 'assets/fox.png',
				link: 'none',
			});
			await (await explorer.contextMenu('assets/fox.png')).choose(word('Edit Image…'));
			await waitFor('the box', async () => (await quickInput.title()).includes('fox.png'));
			assertTranslated(await quickTexts(workbench), 'the box for the edit');
			await quickInput.type(prompt);
			await quickInput.accept();
			await waitFor('the next step', async () => (await quickInput.title()).includes('2/'));
			assertTranslated(await quickTexts(workbench), 'the qualities of an edit');
			await quickInput.accept();
			await told(workbench, /fox-edited\.png/);
			await page(workbench)
				.getByRole('button', { name: word('Replace Original') })
				.waitFor();
			await screenshot(`${id}-review`);
			assertTranslated(await textsOf(page(workbench).locator('body')), 'the review');
		});

		test('the page: composer, menus, an image and what it was made with', async () => {
			const workbench = await open();
			const { runById, screenshot } = workbench;
			await runById('imageAssets.openPanel');
			const view = page(workbench);
			const field = view.getByRole('textbox', { name: word('Prompt'), exact: true });
			await field.waitFor();
			assertTranslated(await textsOf(view.locator('body')), 'the page before the first image');
			await screenshot(`${id}-page`);
			await field.fill(prompt);
			await view.getByText(word('More'), { exact: true }).click();
			await view.getByRole('button', { name: word('Presets'), exact: true }).click();
			await view.getByRole('menu').waitFor();
			assertTranslated(await textsOf(view.locator('body')), 'the composer with its menu');
			await workbench.page.keyboard.press('Escape');
			await view
				.getByRole('button', { name: new RegExp(`^${word('Generate')}`) })
				.first()
				.click();
			const card = view.locator('.asset').filter({ hasText: 'a-fox-reading-a-map' });
			await card.waitFor();
			await card.click({ button: 'right' });
			await view.getByRole('menu').waitFor();
			assertTranslated(await textsOf(view.locator('body')), 'the page with the menu of an image');
			await screenshot(`${id}-page-menu`);
			await view.getByRole('menuitem', { name: word('Show Prompt and Parameters') }).click();
			await view.getByRole('dialog').waitFor();
			assertTranslated(await textsOf(view.getByRole('dialog')), 'how an image was made');
			await screenshot(`${id}-page-details`);
		});

		test('missing images, and the jobs', async () => {
			const workbench = await open();
			const { editor, quickFixes, quickInput, runCommand, screenshot, page: window } = workbench;
			await editor.open('index.html');
			await editor.select('assets/stairs.png');
			await waitFor('the squiggle', async () => (await window.locator('.squiggly-info').count()) > 0);
			const fixes = await waitFor('our quick fixes', async () => {
				const titles = (await quickFixes.titles()).filter(
					title => title.includes('stairs') || letters.test(title),
				);
				await window.keyboard.press('Escape');
				return titles.length >= 3 && titles;
			});
			assertTranslated(fixes, 'the quick fixes');
			await runCommand(`${category}: ${word('Generate Missing Images…')}`);
			await quickInput.opened();
			await waitFor('the list', async () =>
				(await quickInput.items()).some(({ label }) => label.includes('stairs')),
			);
			assertTranslated(await quickTexts(workbench), 'the list of missing images');
			await screenshot(`${id}-missing`);
			await quickInput.dismiss();

			service.emulator.faults.add({ on: 'create', kind: 'fails', message: 'The prompt was refused' });
			await workbench.inHost(({ commands }, args) => commands.executeCommand('imageAssets.generate', args), {
				prompt,
				link: 'none',
			});
			await told(workbench, /The prompt was refused/);
			service.emulator.setOptions({ durationMs: 600_000 });
			await workbench.inHost(
				({ commands }, args) => {
					void commands.executeCommand('imageAssets.generate', args);
				},
				{ prompt, file: 'assets/slow.webp', link: 'none' },
			);
			await waitFor('the jobs', async () => {
				await runCommand(`${category}: ${word('Show Jobs')}`);
				await quickInput.opened(word('Jobs'), 5000);
				return (await quickInput.items()).length >= 2;
			});
			assertTranslated(await quickTexts(workbench), 'the jobs');
			await screenshot(`${id}-jobs`);
			await quickInput.dismiss();
			service.emulator.finish();
		});

		test('the settings', async () => {
			const workbench = await open();
			const { inHost, page: window, screenshot } = workbench;
			await inHost(({ commands }) =>
				commands.executeCommand('workbench.action.openSettings', '@ext:image-assets.image-assets'),
			);
			const rows = window.locator('.settings-editor .settings-tree-container');
			const descriptions = rows.locator('.setting-item-description');
			await descriptions.first().waitFor();
			await screenshot(`${id}-settings`);
			const seen = new Set<string>();
			await rows.hover();
			const settings = Object.keys(settingProperties).length;
			for (let step = 0; step < 60 && seen.size < settings; step += 1) {
				// The labels and links are the ids of settings, split into words by VS Code; code is in no language.
				const texts = await descriptions.evaluateAll((elements: unknown[]) =>
					(elements as ReadElement[]).map(element => {
						const copy = element.cloneNode(true);
						for (const part of copy.querySelectorAll('code, a')) {
							part.remove();
						}
						return copy.textContent;
					}),
				);
				texts.filter(text => text.trim() !== '').forEach(text => seen.add(text));
				await window.mouse.wheel(0, 250);
				await window.waitForTimeout(100);
			}
			assert.equal(seen.size, settings, 'descriptions');
			assertTranslated([...seen], 'the settings');
		});
	});
}
