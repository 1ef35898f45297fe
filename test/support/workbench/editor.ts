import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { InHost } from './driver/hostCaller.ts';
import { menuOf, type Menu } from './menu.ts';
import { waitFor } from './waitFor.ts';

/** Zero-based, as in VS Code's API. */
export interface TextRange {
	start: { line: number; character: number };
	end: { line: number; character: number };
}

/** The text editor. Paths are relative to the workspace folder. */
export interface Editor {
	/** Opens a file as a click in the Explorer does, with the keyboard focus in it. */
	open: (path: string) => Promise<void>;
	/** Selects the first occurrence of a text in the active editor. */
	select: (text: string) => Promise<void>;
	selectRange: (range: TextRange) => Promise<void>;
	/** Opens the context menu at the cursor, by keyboard. */
	contextMenu: () => Promise<Menu>;
	/** The document's text in the editor, saved or not; without a path the active document's. */
	text: (path?: string) => Promise<string>;
	/** Waits until the document contains `text`. */
	waitForText: (text: string, path?: string) => Promise<void>;
	/** Waits until the document is exactly `text`. */
	waitForExactText: (text: string, path?: string) => Promise<void>;
	/** The selected text of the active editor. */
	selectedText: () => Promise<string>;
	/** The workspace-relative path of the active tab, image or text, if it shows a file. */
	activePath: () => Promise<string | undefined>;
	save: () => Promise<void>;
}

export function editorOf(page: Page, inHost: InHost, folder: string): Editor {
	async function text(path?: string): Promise<string> {
		const file = path === undefined ? null : resolve(folder, path);
		return inHost(async (vscode, argument) => {
			const { window, workspace, Uri } = vscode;
			const active = window.activeTextEditor?.document;
			const document = argument === null ? active : await workspace.openTextDocument(Uri.file(argument));
			return document?.getText() ?? '';
		}, file);
	}

	/** Sets the selection and waits until the page shows the editor with the keyboard focus in it. */
	async function selectRange(range: TextRange): Promise<void> {
		await inHost(async ({ window, Selection, TextEditorRevealType }, { start, end }) => {
			const editor = window.activeTextEditor;
			if (editor === undefined) {
				throw new Error('No text editor is active');
			}
			editor.selection = new Selection(start.line, start.character, end.line, end.character);
			editor.revealRange(editor.selection, TextEditorRevealType.InCenterIfOutsideViewport);
			await window.showTextDocument(editor.document, editor.viewColumn);
		}, range);
		await page.locator('.editor-instance .monaco-editor.focused').first().waitFor();
	}

	return {
		open: async path => {
			const file = resolve(folder, path);
			await inHost(async ({ commands, Uri }, argument) => {
				await commands.executeCommand('vscode.open', Uri.file(argument), { preview: false });
			}, file);
			await page.locator(`.tab.active[data-resource-name="${path.split('/').at(-1) ?? ''}"]`).waitFor();
		},
		select: async wanted => {
			const content = await text();
			const index = content.indexOf(wanted);
			if (index === -1) {
				throw new Error(`The document has no "${wanted}"`);
			}
			await selectRange({
				start: positionAt(content, index),
				end: positionAt(content, index + wanted.length),
			});
		},
		selectRange,
		contextMenu: async () => {
			await page.keyboard.press('Shift+F10');
			const menu = menuOf(page);
			await menu.items();
			return menu;
		},
		text,
		waitForText: async (wanted, path) => {
			await waitFor(`"${wanted}" in the document`, async () => (await text(path)).includes(wanted));
		},
		waitForExactText: async (wanted, path) => {
			await waitFor('the document as it should be', async () => (await text(path)) === wanted);
		},
		selectedText: () =>
			inHost(
				({ window }) => window.activeTextEditor?.document.getText(window.activeTextEditor.selection) ?? '',
			),
		activePath: async () => {
			const path = await inHost(({ window, workspace, Uri }) => {
				const input = window.tabGroups.activeTabGroup.activeTab?.input as { uri?: unknown } | undefined;
				return input?.uri instanceof Uri ? workspace.asRelativePath(input.uri) : null;
			});
			return path ?? undefined;
		},
		save: () => inHost(async ({ commands }) => commands.executeCommand('workbench.action.files.save')),
	};
}

function positionAt(text: string, index: number): { line: number; character: number } {
	const lines = text.slice(0, index).split(/\r\n|\n/);
	return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
