import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
	commands,
	Disposable,
	EventEmitter,
	type l10n,
	Position,
	Range,
	Selection,
	Uri,
	window,
	workspace,
	type InputBox,
	type InputBoxValidationMessage,
	type TextEditor,
} from 'vscode';
import { emulatorControl } from '../emulator/emulatorControl.ts';
import { inEnglish } from '../../src/host/texts/inEnglish.ts';
import { anyKey } from '../support/filesContaining.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

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
	const editor = await window.showTextDocument(inWorkspace(path));
	const { document } = editor;
	if (document.isDirty) {
		await commands.executeCommand('workbench.action.files.revert');
	}
	// VS Code may have the document of an earlier test still open, and reads the file again a moment later.
	const lines = (text: string) => text.replace(/^\ufeff/, '').replace(/\r\n/g, '\n');
	await waitFor(`what ${path} holds now`, () => lines(document.getText()) === lines(content));
	return editor;
}

/** Selects the first occurrence of a text. */
/**
 * Selects ranges in the active editor of a document. VS Code reports an earlier selection late, which
 * would undo this one: asks VS Code something and selects again, until the selection stays.
 */
export async function selectRanges(
	{ document }: TextEditor,
	selections: readonly Selection[],
): Promise<void> {
	await waitFor('the selection', async () => {
		const editor = window.activeTextEditor;
		if (editor?.document !== document) {
			return false;
		}
		editor.selections = selections;
		await commands.getCommands(true);
		return (
			editor === window.activeTextEditor &&
			editor.selections.length === selections.length &&
			editor.selections.every((selection, index) => selection.isEqual(selections[index] ?? selection))
		);
	});
}

export async function select(editor: TextEditor, text: string): Promise<void> {
	const start = editor.document.getText().indexOf(text);
	assert.notEqual(start, -1, `the document has no "${text}"`);
	const { document } = editor;
	const range = new Selection(document.positionAt(start), document.positionAt(start + text.length));
	await selectRanges(editor, [range]);
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
	assert.doesNotMatch(JSON.stringify(uris), anyKey, 'an API key is in the result');
	return uris.map(uri => workspace.asRelativePath(uri, false));
}

export interface Said {
	readonly severity: 'info' | 'warning' | 'error';
	readonly message: string;
	readonly buttons: readonly string[];
}

interface ExtensionApi {
	readonly l10n: typeof l10n;
	readonly window: typeof window;
}

/** VS Code's API as the extension gets it. */
async function extensionApi(): Promise<ExtensionApi> {
	const url = pathToFileURL(join(import.meta.dirname, 'extensionWindow.mjs')).href;
	return (await import(url)) as ExtensionApi;
}

/** VS Code's `window` as the extension sees it, with some of its functions replaced until `restore`. */
export async function replaceInWindow(functions: Partial<typeof window>): Promise<{ restore: () => void }> {
	const { window: own } = await extensionApi();
	const names = Object.keys(functions) as (keyof typeof window)[];
	const originals = Object.fromEntries(names.map(name => [name, own[name]]));
	Object.assign(own, functions);
	return {
		restore: () => {
			Object.assign(own, originals);
		},
	};
}

/** The button of a message to press, if any; what it does before it answers has happened by then. */
export type Press = (message: Said) => Promise<string | undefined>;

/** Shown once to each user: here, to the first test that records an image by hand. UI tests are about it. */
const recordNotice = 'Image Assets keeps the prompts and settings of its images';

/**
 * Notes what notifications say, in English in any display language, instead of showing them, until `restore`. Unless
 * told otherwise, none is answered.
 */
export async function noteMessages(
	press: Press = () => Promise.resolve(undefined),
): Promise<{ readonly said: Said[]; restore: () => void }> {
	const said: Said[] = [];
	const { l10n: own } = await extensionApi();
	const english = (text: string) => inEnglish(text, own.bundle);
	// A dialog's options come before its buttons.
	const note =
		(severity: Said['severity']) =>
		async (shown: string, ...options: unknown[]) => {
			const message = english(shown);
			if (message.startsWith(recordNotice)) {
				return undefined;
			}
			const labels = options.filter(option => typeof option === 'string');
			const buttons = labels.map(english);
			const one = { severity, message, buttons };
			said.push(one);
			const pressed = await press(one);
			return pressed === undefined ? undefined : labels[buttons.indexOf(pressed)];
		};
	const { restore } = await replaceInWindow({
		showInformationMessage: note('info'),
		showWarningMessage: note('warning'),
		showErrorMessage: note('error'),
	});
	return {
		said,
		restore: () => {
			restore();
			assert.doesNotMatch(JSON.stringify(said), anyKey, 'an API key was shown');
		},
	};
}

/** Sets user settings of ours, and takes them back afterwards. */
export async function withSettings(
	values: Record<string, unknown>,
	task: () => Promise<void>,
): Promise<void> {
	const configuration = workspace.getConfiguration('imageAssets');
	const before = Object.keys(values).map(name => [name, configuration.inspect(name)?.globalValue] as const);
	for (const [name, value] of Object.entries(values)) {
		await configuration.update(name, value, true);
	}
	try {
		await task();
	} finally {
		for (const [name, value] of before) {
			await configuration.update(name, value, true);
		}
	}
}

/**
 * Enters these keys, one after the other, wherever one is asked for, until `restore`. `told` are the errors that the
 * boxes began with.
 */
export async function enterKeys(
	...keys: string[]
): Promise<{ readonly told: string[]; restore: () => void }> {
	const told: string[] = [];
	const { l10n: own } = await extensionApi();
	const { restore } = await replaceInWindow({
		createInputBox: () =>
			acceptingInput(keys.shift() ?? '', message => told.push(inEnglish(message, own.bundle))),
	});
	return { told, restore };
}

/** An input box that is accepted with this value as soon as it is shown; `onError` gets what it said then. */
export function acceptingInput(
	value: string,
	onError: (message: string) => void = () => undefined,
): InputBox {
	const accepted = new EventEmitter<void>();
	const never = () => new Disposable(() => undefined);
	const input = {
		value,
		validationMessage: undefined as InputBoxValidationMessage | undefined,
		buttons: [],
		onDidAccept: accepted.event,
		onDidChangeValue: never,
		onDidTriggerButton: never,
		onDidHide: never,
		show: () => {
			if (input.validationMessage !== undefined) {
				onError(input.validationMessage.message);
			}
			accepted.fire();
		},
		dispose: () => {
			accepted.dispose();
		},
	};
	return input as unknown as InputBox;
}
