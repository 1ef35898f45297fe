import type { Page } from 'playwright-core';
import type { PageElement } from './pageElement.ts';
import { waitFor } from './waitFor.ts';

export interface StatusBarItem {
	text: string;
	/** What a screen reader says about it; most items put their tooltip there. */
	label: string;
}

export interface StatusBar {
	items: () => Promise<StatusBarItem[]>;
	/** Waits for an item whose text or label contains `text`. */
	find: (text: string) => Promise<StatusBarItem>;
	press: (text: string) => Promise<void>;
}

export function statusBarOf(page: Page): StatusBar {
	const entries = page.locator('.statusbar-item:visible');

	async function items(): Promise<StatusBarItem[]> {
		const labels = entries.locator('.statusbar-item-label');
		return labels.evaluateAll((elements: PageElement[]) =>
			elements.map(element => ({
				text: (element.textContent ?? '').trim(),
				label: element.getAttribute('aria-label') ?? '',
			})),
		);
	}

	async function indexOf(text: string): Promise<{ index: number; item: StatusBarItem }> {
		return waitFor(`"${text}" in the status bar`, async () => {
			const all = await items();
			const index = all.findIndex(item => item.text.includes(text) || item.label.includes(text));
			const item = all[index];
			return item === undefined ? undefined : { index, item };
		});
	}

	return {
		items,
		find: async text => (await indexOf(text)).item,
		press: async text => {
			const { index } = await indexOf(text);
			await entries.locator('.statusbar-item-label').nth(index).click();
		},
	};
}
