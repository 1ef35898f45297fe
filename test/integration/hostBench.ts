import assert from 'node:assert/strict';
import { commands, Position, Range, Selection, Uri, window, workspace, type TextEditor } from 'vscode';
import { emulatorControl } from '../emulator/emulatorControl.ts';

/** The emulator that the tests' VS Code was started with. */
export const service = emulatorControl(process.env.IMAGE_ASSETS_API_BASE_URL ?? 'http://127.0.0.1:1');

export function workspaceFolder(): Uri {
	const folder = workspace.workspaceFolders?.[0]?.uri;
	assert.ok(folder, 'no folder is open');
	return folder;
}

export function inWorkspace(path: string): Uri {
	return Uri.joinPath(workspaceFolder(), path);
}

/** Writes a file and opens it in an editor. */
export async function openFile(path: string, content: string): Promise<TextEditor> {
	await workspace.fs.writeFile(inWorkspace(path), Buffer.from(content));
	return window.showTextDocument(inWorkspace(path));
}

/** Selects the first occurrence of a text. */
export function select(editor: TextEditor, text: string): void {
	const start = editor.document.getText().indexOf(text);
	assert.notEqual(start, -1, `the document has no "${text}"`);
	const { document } = editor;
	editor.selection = new Selection(document.positionAt(start), document.positionAt(start + text.length));
}

export async function replaceText(editor: TextEditor, text: string, by: string): Promise<void> {
	const { document } = editor;
	const start = document.getText().indexOf(text);
	assert.notEqual(start, -1, `the document has no "${text}"`);
	const range = new Range(document.positionAt(start), document.positionAt(start + text.length));
	assert.ok(
		await editor.edit(edit => {
			edit.replace(range, by);
		}),
	);
}

export const atStart = new Position(0, 0);

export async function exists(path: string): Promise<boolean> {
	try {
		await workspace.fs.stat(inWorkspace(path));
		return true;
	} catch {
		return false;
	}
}

/** Runs a generating command; resolves to the saved files relative to the workspace. */
export async function run(command: string, ...args: unknown[]): Promise<string[]> {
	const uris = await commands.executeCommand<Uri[]>(`imageAssets.${command}`, ...args);
	return uris.map(uri => workspace.asRelativePath(uri, false));
}

export interface Said {
	readonly severity: 'info' | 'warning' | 'error';
	readonly message: string;
	readonly buttons: readonly string[];
}

/** Notes what notifications say instead of showing them, until `restore`. None of them is answered. */
export function noteMessages(): { readonly said: Said[]; restore: () => void } {
	const said: Said[] = [];
	const names = {
		info: 'showInformationMessage',
		warning: 'showWarningMessage',
		error: 'showErrorMessage',
	} as const;
	const originals = Object.entries(names).map(([, name]) => [name, window[name]] as const);
	for (const [severity, name] of Object.entries(names)) {
		Object.assign(window, {
			[name]: (message: string, ...buttons: string[]) => {
				said.push({ severity: severity as Said['severity'], message, buttons });
				return Promise.resolve(undefined);
			},
		});
	}
	return {
		said,
		restore: () => {
			Object.assign(window, Object.fromEntries(originals));
		},
	};
}

/** Sets user settings of ours, and takes them back afterwards. */
export async function withSettings(
	values: Record<string, unknown>,
	task: () => Promise<void>,
): Promise<void> {
	const configuration = workspace.getConfiguration('imageAssets');
	for (const [name, value] of Object.entries(values)) {
		await configuration.update(name, value, true);
	}
	try {
		await task();
	} finally {
		for (const name of Object.keys(values)) {
			await configuration.update(name, undefined, true);
		}
	}
}
