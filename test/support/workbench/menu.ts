import type { Page } from 'playwright-core';
import { waitFor } from './waitFor.ts';

/** The context menu (or submenu) that is open, topmost last. */
export interface Menu {
	/** The labels of all items, without separators and key bindings, in order. */
	items: () => Promise<string[]>;
	/** Chooses an item by its label; more labels go down into submenus. Waits for the item to appear. */
	choose: (...labels: string[]) => Promise<void>;
	close: () => Promise<void>;
}

export function menuOf(page: Page): Menu {
	const menus = page.locator('.context-view .monaco-menu');
	const labels = (index: number) =>
		menus
			.nth(index)
			.locator(
				':scope > .monaco-action-bar > .actions-container > .action-item .action-label:not(.separator)',
			);

	async function items(): Promise<string[]> {
		const depth = await waitFor('a menu', async () => (await menus.count()) || undefined);
		return (await labels(depth - 1).allInnerTexts()).map(text => text.trim());
	}

	return {
		items,
		choose: async (...path) => {
			for (const [depth, label] of path.entries()) {
				const index = await waitFor(
					`"${label}" in the menu`,
					async () => {
						const texts = await labels(depth).allInnerTexts();
						const found = texts.findIndex(text => text.trim() === label);
						return found === -1 ? undefined : found;
					},
					20_000,
				).catch(async () => {
					throw new Error(`No "${label}" in the menu: ${(await items()).join(' | ')}`);
				});
				const item = labels(depth).nth(index);
				await item.hover();
				if (depth < path.length - 1) {
					await item.click();
					continue;
				}
				// A menu that has just opened may ignore a click; it closes when it takes one.
				await waitFor('the menu to take the click', async () => {
					if ((await menus.count()) === 0) {
						// It took the one before after all.
						return true;
					}
					await item.click({ timeout: 5000 });
					return menus
						.first()
						.waitFor({ state: 'detached', timeout: 3000 })
						.then(() => true);
				});
			}
		},
		close: async () => {
			await page.keyboard.press('Escape');
			await menus.first().waitFor({ state: 'detached' });
		},
	};
}
