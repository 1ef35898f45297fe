import type { Frame, FrameLocator, Locator } from 'playwright-core';
import type { Workbench } from '../../support/workbench/openWorkbench.ts';
import { waitFor } from '../../support/workbench/waitFor.ts';
import { webviewOf } from '../../support/workbench/webview.ts';

/** The panel in a workbench. */
export interface Panel {
	readonly view: FrameLocator;
	readonly prompt: Locator;
	readonly generate: Locator;
	readonly button: (name: string | RegExp) => Locator;
	readonly radio: (name: string | RegExp) => Locator;
	/** The cards of the list, the newest first. */
	readonly cards: Locator;
	/** The image of a file, by its name. */
	saved(name: string): Locator;
	/** Chooses from an image's menu. */
	pressOn(image: Locator, name: string): Promise<void>;
	frame(): Promise<Frame>;
}

/** The panel that is open, as soon as it can be used. */
export function panelOf({ page }: Workbench): Promise<Panel> {
	return pageIn(webviewOf(page));
}

/** The page in one of several webviews, as soon as it can be used. */
export async function pageIn(view: FrameLocator): Promise<Panel> {
	const prompt = view.getByRole('textbox', { name: 'Prompt', exact: true });
	await prompt.waitFor();
	const exact = (name: string | RegExp) => ({ name, ...(typeof name === 'string' && { exact: true }) });
	return {
		view,
		prompt,
		generate: view.getByRole('button', { name: /^Generate/ }),
		button: name => view.getByRole('button', exact(name)),
		radio: name => view.getByRole('radio', exact(name)),
		cards: view.locator('.jobs li'),
		saved: name => view.locator('.asset').filter({ hasText: name }),
		async pressOn(image, name) {
			await image.click({ button: 'right' });
			await view.getByRole('menuitem', { name, exact: true }).click();
		},
		async frame() {
			const element = await view.locator('html').elementHandle();
			const frame = await element.ownerFrame();
			if (frame === null) {
				throw new Error('The panel has no frame');
			}
			return frame;
		},
	};
}

/** The panels that this test knows to be empty, each by its window's turn. */
const emptied = new WeakMap<Workbench, number>();

/**
 * Opens the panel; keys that a palette needs get lost while another editor is still opening. The first time in a
 * test, nothing is left in it of what other tests did in this window.
 */
export async function openPanel(workbench: Workbench): Promise<Panel> {
	await workbench.runById('imageAssets.openPanel');
	const panel = await panelOf(workbench);
	if (emptied.get(workbench) !== workbench.turn) {
		emptied.set(workbench, workbench.turn);
		await emptyPanel(panel);
	}
	return panel;
}

/** Leaves the window with a panel that is closed and empty, for tests that open it in another way. */
export async function closeEmptyPanel(workbench: Workbench): Promise<void> {
	const panel = await openPanel(workbench);
	await workbench.runById('workbench.action.closeActiveEditor');
	await panel.prompt.waitFor({ state: 'detached' });
}

async function emptyPanel(panel: Panel): Promise<void> {
	const { view, prompt } = panel;
	await (
		await panel.frame()
	).evaluate("postMessage({ type: 'draft', draft: { prompt: '' }, at: Date.now() + 1, focus: true }, '*')");
	await waitFor('an empty prompt', async () => (await prompt.inputValue()) === '');
	// The page reports only typed text to the host.
	await prompt.fill('-');
	await prompt.fill('');
	for (const name of ['Folder', 'File name']) {
		const field = view.getByRole('textbox', { name });
		if ((await field.count()) > 0 && (await field.inputValue()) !== '') {
			await field.fill('');
		}
	}
	await pressAll('the references to go', panel.button(/^Remove Image \d+$/));
	await pressAll('the failed jobs to go', panel.cards.getByRole('button', { name: 'Dismiss' }));
}

/** Presses what is found of these buttons until there is none. */
async function pressAll(what: string, buttons: Locator): Promise<void> {
	await waitFor(what, async () => {
		const count = await buttons.filter({ visible: true }).count();
		if (count === 0) {
			return true;
		}
		await buttons.filter({ visible: true }).first().click();
		await waitFor(what, async () => (await buttons.filter({ visible: true }).count()) < count, 5000);
		return false;
	});
}

/** Whether what is typed goes there. */
export function hasFocus(place: Locator): Promise<boolean> {
	return place.evaluate((it: unknown) => (it as { matches(selector: string): boolean }).matches(':focus'));
}

/** What is on the clipboard, once it is this. */
export async function clipboardIs({ inHost }: Workbench, expected: RegExp): Promise<string> {
	return waitFor(`${String(expected)} on the clipboard`, async () => {
		const text = await inHost(({ env }) => env.clipboard.readText());
		return expected.test(text) ? text : undefined;
	});
}
