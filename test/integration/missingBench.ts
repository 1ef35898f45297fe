import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import {
	commands,
	languages,
	Range,
	workspace,
	type CodeAction,
	type Diagnostic,
	type TextDocument,
	type TextEditor,
} from 'vscode';
import { imageHeader } from '../../src/core/images/verifyImage.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { inWorkspace, noteMessages, openFile, service, type Press, type Said } from './hostBench.ts';

export const onePixel = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

export function marksOf({ uri }: TextDocument): Diagnostic[] {
	return languages.getDiagnostics(uri).filter(({ source }) => source === 'Image Assets');
}

/** Waits until the marks of a document are at these paths, and no others. */
export async function marked({ document }: TextEditor, ...paths: string[]): Promise<Diagnostic[]> {
	const texts = () => marksOf(document).map(({ range }) => document.getText(range));
	await waitFor(
		`marks at ${paths.join(', ')}`,
		() => texts().sort().join() === [...paths].sort().join(),
	).catch((error: unknown) => {
		throw new Error(`There are marks at ${texts().join(', ')}`, { cause: error });
	});
	return marksOf(document);
}

export async function fixesAt({ document }: TextEditor, text: string): Promise<CodeAction[]> {
	const offset = document.getText().indexOf(text);
	assert.notEqual(offset, -1);
	const at = document.positionAt(offset + 1);
	const actions = await commands.executeCommand<CodeAction[]>(
		'vscode.executeCodeActionProvider',
		document.uri,
		new Range(at, at),
		'quickfix',
	);
	return actions.filter(({ command }) => command?.command.startsWith('imageAssets.') === true);
}

/** The fixes, once there are some: VS Code gives none when an extension that starts offers actions of its own meanwhile. */
export function someFixesAt(editor: TextEditor, text: string): Promise<CodeAction[]> {
	return waitFor(`fixes at ${text}`, async () => {
		const fixes = await fixesAt(editor, text);
		return fixes.length > 0 ? fixes : undefined;
	});
}

export async function take(actions: readonly CodeAction[], title: string): Promise<void> {
	const action = actions.find(each => each.title === title);
	assert.ok(action?.command, `no "${title}" among ${actions.map(each => each.title).join(', ')}`);
	await commands.executeCommand(action.command.command, ...((action.command.arguments ?? []) as unknown[]));
}

export async function headerOf(path: string) {
	return imageHeader(await workspace.fs.readFile(inWorkspace(path)));
}

/** What each test of a suite about missing images gets for itself. */
export interface MissingBench {
	/** The messages of this test so far. */
	readonly said: readonly Said[];
	/** Of this test alone: VS Code is late to notice what is deleted and created again immediately. */
	readonly folder: string;
	/** Writes a file in that folder. */
	write(name: string, content: string | Uint8Array): Promise<void>;
	/** The same, and opens it in an editor. */
	open(name: string, text: string): Promise<TextEditor>;
}

let tests = 0;

/** Call it where a suite begins. @param press which buttons of messages are pressed; by default none. */
export function useMissingBench(press?: Press): MissingBench {
	let said: readonly Said[] = [];
	let restore: () => void;
	let folder = '';
	setup(async () => {
		folder = `missing-${++tests}`;
		await service.clear();
		await commands.executeCommand('workbench.action.closeAllEditors');
		({ said, restore } = await noteMessages(press));
	});
	teardown(async () => {
		restore();
		// An unsaved document would be kept open as it is.
		await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
		// What lies in a folder of another test ends like a path of this one, and would be taken for its image.
		await rm(inWorkspace(folder).fsPath, { recursive: true, force: true });
	});
	return {
		get said() {
			return said;
		},
		get folder() {
			return folder;
		},
		write: async (name, content) =>
			workspace.fs.writeFile(inWorkspace(`${folder}/${name}`), Buffer.from(content as Uint8Array)),
		open: (name, text) => openFile(`${folder}/${name}`, text),
	};
}
