import { resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { InHost } from './driver/hostCaller.ts';
import { menuOf, type Menu } from './menu.ts';
import { waitFor } from './waitFor.ts';

/** The Explorer. Paths are relative to the workspace folder. */
export interface Explorer {
	/** The names shown, folders included, in order. */
	names: () => Promise<string[]>;
	/** Opens the folders above a file or folder and selects it. */
	reveal: (path: string) => Promise<void>;
	/** Adds a file that is already shown to the selection. */
	addToSelection: (path: string) => Promise<void>;
	/** Reveals a file or folder and opens its context menu; with `keepSelection` the menu of the whole selection. */
	contextMenu: (path: string, options?: { keepSelection?: boolean }) => Promise<Menu>;
	/** The row of a file that is already shown. */
	row: (path: string) => Locator;
}

export function explorerOf(page: Page, inHost: InHost, folder: string): Explorer {
	const view = page.locator('.explorer-folders-view');
	const rows = view.locator('.monaco-list-row');
	const nameOf = (path: string) => path.split('/').at(-1) ?? '';
	const row = (path: string) =>
		rows
			.filter({
				has: page.locator(
					`.monaco-icon-label[aria-label$="${path}"], .label-name:text-is("${nameOf(path)}")`,
				),
			})
			.first();

	async function reveal(path: string): Promise<void> {
		await inHost(
			async ({ commands, Uri }, argument) => {
				await commands.executeCommand('revealInExplorer', Uri.file(argument));
			},
			resolve(folder, path),
		);
		await waitFor(`${path} selected in the Explorer`, async () => {
			const selected = await view.locator('.monaco-list-row.selected .label-name').allInnerTexts();
			return selected.includes(nameOf(path));
		});
	}

	return {
		names: async () => {
			await rows.first().waitFor();
			return (await rows.locator('.label-name').allInnerTexts()).map(name => name.trim());
		},
		reveal,
		addToSelection: path => row(path).click({ modifiers: ['ControlOrMeta'] }),
		contextMenu: async (path, options) => {
			if (options?.keepSelection !== true) {
				await reveal(path);
			}
			await row(path).click({ button: 'right' });
			const menu = menuOf(page);
			await menu.items();
			return menu;
		},
		row,
	};
}
