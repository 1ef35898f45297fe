import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { useService, type UiService } from '../service.ts';
import { hasFocus, openPanel, pageIn, type Panel } from './panelPage.ts';

/** The page in a side bar, alone and beside the same page in an editor. */
suite('panel: in a side bar', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	/** The page whose body says that it is there: VS Code lays webviews over the workbench, in no order. */
	async function pageAt({ page }: Workbench, place: 'panel' | 'view'): Promise<Panel> {
		const frames = page.locator('iframe.webview.ready');
		const at = await waitFor(`the page as ${place}`, async () => {
			for (let index = 0; index < (await frames.count()); index += 1) {
				const inner = frames.nth(index).contentFrame().frameLocator('iframe#active-frame');
				if ((await inner.locator(`body[data-place=${place}] .panel`).count()) > 0) {
					return { index };
				}
			}
			return undefined;
		});
		return pageIn(frames.nth(at.index).contentFrame().frameLocator('iframe#active-frame'));
	}
	const openView = async (workbench: Workbench) => {
		await workbench.runById('imageAssets.view.focus');
		return pageAt(workbench, 'view');
	};
	const typed = (panel: Panel) => panel.prompt.inputValue();

	test('shows the same as the editor: one draft, one state, both live', async () => {
		const workbench = await openWorkbench({ env: service.env, fresh: true, width: 1500 });
		const { page } = workbench;
		await openPanel(workbench);
		const view = await openView(workbench);
		const panel = await pageAt(workbench, 'panel');
		await view.prompt.click();
		await page.keyboard.type('a fox in snow', { delay: 30 });
		await waitFor('the draft in the editor', async () => (await typed(panel)) === 'a fox in snow', 3000);
		assert.ok(await hasFocus(view.prompt));
		await panel.prompt.click();
		await panel.prompt.press('Home');
		await page.keyboard.type('not ', { delay: 30 });
		await waitFor('the draft in the view', async () => (await typed(view)) === 'not a fox in snow', 3000);
		// The caret stays where it is typed, whatever the other place does.
		await page.keyboard.type('really ', { delay: 30 });
		assert.equal(await typed(panel), 'not really a fox in snow');
		await view.radio(/^Medium/).check({ force: true });
		await waitFor('the quality in the editor', () => panel.radio(/^Medium/).isChecked(), 3000);
		await view.generate.click();
		for (const each of [view, panel]) {
			await each.saved('not-really-a-fox-in-snow.webp').waitFor();
		}
		await workbench.screenshot('page-twice');
	});

	test('what is written in it stays when it is closed, moved to another container, and opened again', async () => {
		const workbench = await openWorkbench({ env: service.env, fresh: true, width: 1500 });
		let view = await openView(workbench);
		await view.prompt.fill('a wolf');
		await view.view.getByRole('textbox', { name: 'File name' }).fill('pack');
		// As a user leaves the field; a command from the test takes no focus.
		await view.view.getByRole('textbox', { name: 'File name' }).press('Tab');
		await workbench.runById('workbench.view.explorer');
		view = await openView(workbench);
		assert.equal(await typed(view), 'a wolf');
		await workbench.inHost(({ commands }) =>
			commands.executeCommand('vscode.moveViews', {
				viewIds: ['imageAssets.view'],
				destinationId: 'workbench.view.explorer',
			}),
		);
		view = await openView(workbench);
		await waitFor('the prompt', async () => (await typed(view)) === 'a wolf');
		await waitFor(
			'the name',
			async () => (await view.view.getByRole('textbox', { name: 'File name' }).inputValue()) === 'pack',
		);
		await workbench.runById('imageAssets.view.resetViewLocation');
	});

	test('its title begins a new image, opens the editor and refreshes; none of these is in the palette', async () => {
		const workbench = await openWorkbench({ env: service.env, fresh: true });
		const { page } = workbench;
		const view = await openView(workbench);
		await view.prompt.fill('a lighthouse');
		const title = page.locator('.part.sidebar .title-actions, .part.sidebar .composite.title');
		const action = (name: string) => title.getByRole('button', { name }).first();
		await action('New Image').click();
		await waitFor('an empty prompt', async () => (await typed(view)) === '');
		await waitFor('the focus in it', () => hasFocus(view.prompt));
		const kept = view.view.getByRole('menuitem', { name: 'a lighthouse' });
		await waitFor('the prompt among the last ones', async () => {
			if (!(await kept.isVisible())) {
				await view.prompt.press('ArrowUp');
			}
			return kept.isVisible();
		});
		await kept.click();
		assert.equal(await typed(view), 'a lighthouse');
		await action('Refresh').click();
		await action('Open in Editor').click();
		const panel = await pageAt(workbench, 'panel');
		await waitFor('the same draft', async () => (await typed(panel)) === 'a lighthouse');
	});

	for (const theme of ['dark', 'light'] as const) {
		test(`as narrow as a side bar can be, in ${theme}: nothing scrolls sideways`, async () => {
			const workbench = await openWorkbench({ env: service.env, fresh: true, theme, height: 1100 });
			const { page } = workbench;
			const view = await openView(workbench);
			await view.prompt.fill('a fox reading a map');
			await view.generate.click();
			const image = view.saved('a-fox-reading-a-map.webp');
			await image.locator('img').waitFor();
			const side = await page.locator('.part.sidebar').boundingBox();
			assert.ok(side);
			await page.mouse.move(side.x + side.width, 500);
			await page.mouse.down();
			await page.mouse.move(side.x + 172, 500, { steps: 8 });
			await page.mouse.up();
			const frame = await view.frame();
			await waitFor('a narrow page', async () => (await frame.evaluate<number>('innerWidth')) < 200);
			assert.equal(await frame.evaluate('document.documentElement.scrollWidth - innerWidth'), 0);
			await workbench.screenshot(`view-narrow-${theme}`);
			await image.scrollIntoViewIfNeeded();
			await image.hover();
			await workbench.screenshot(`view-narrow-image-${theme}`);
		});
	}
});
