import type { Page } from 'playwright-core';
import { waitFor } from './waitFor.ts';

/** The list of quick fixes at the cursor, by keyboard; VS Code adds its own to ours. */
export interface QuickFixes {
	/** Opens the list and reads its titles. */
	titles: () => Promise<string[]>;
	/** Opens the list, goes to a title with the arrows and accepts it. */
	take: (title: string) => Promise<void>;
}

export function quickFixesOf(page: Page): QuickFixes {
	const rows = page.locator('.action-widget .monaco-list-row.action');
	const focused = page.locator('.action-widget .monaco-list-row.action.focused');
	const titles = async () => {
		await waitFor('the quick fixes', async () => {
			await page.keyboard.press('ControlOrMeta+.');
			await rows.first().waitFor({ timeout: 5000 });
			return true;
		});
		return (await rows.allInnerTexts()).map(text => text.trim());
	};
	return {
		titles,
		take: async title => {
			let all: string[] = [];
			await waitFor(`"${title}" among the quick fixes`, async () => {
				all = await titles();
				if (all.includes(title)) {
					return true;
				}
				// A squiggle may appear before its fixes are available.
				await page.keyboard.press('Escape');
				await rows.first().waitFor({ state: 'hidden' });
				return false;
			}).catch((error: unknown) => {
				throw new Error(`There are only: ${all.join(' | ')}`, { cause: error });
			});
			await waitFor(title, async () => {
				if ((await focused.innerText()).trim() === title) {
					return true;
				}
				await page.keyboard.press('ArrowDown');
				return false;
			});
			await page.keyboard.press('Enter');
		},
	};
}
