import { Disposable, EventEmitter, window, workspace, type TextDocument } from 'vscode';
import { fileOf } from '../workspace/fileOf.ts';
import type { EditorPlace } from './linkPlace.ts';

export type LastEditor = ReturnType<typeof createLastEditor>;

/** The text editor the user last worked in: while a webview has focus, VS Code reports no active editor. */
export function createLastEditor() {
	const changed = new EventEmitter<void>();
	let current = isUserDocument(window.activeTextEditor?.document) ? window.activeTextEditor : firstVisible();
	const listeners = Disposable.from(
		window.onDidChangeActiveTextEditor(editor => {
			if (editor !== undefined && isUserDocument(editor.document)) {
				current = editor;
				changed.fire();
			}
		}),
		window.onDidChangeTextEditorSelection(({ textEditor }) => {
			if (textEditor === window.activeTextEditor && isUserDocument(textEditor.document)) {
				current = textEditor;
				changed.fire();
			}
		}),
		workspace.onDidCloseTextDocument(document => {
			if (document === current?.document) {
				current = firstVisible();
				changed.fire();
			}
		}),
		changed,
	);
	return {
		/** Its document and selection; undefined if there is none, or the document was closed. */
		get current(): EditorPlace | undefined {
			return current;
		},
		/** Fires for another editor, or another selection in it. */
		onDidChange: changed.event,
		dispose: () => {
			listeners.dispose();
		},
	};
}

function firstVisible() {
	return window.visibleTextEditors.find(({ document }) => isUserDocument(document));
}

/** Excludes output channels, the left side of a diff and the like. */
function isUserDocument(document: TextDocument | undefined): boolean {
	return (
		document !== undefined &&
		(document.isUntitled || workspace.fs.isWritableFileSystem(fileOf(document).scheme) === true)
	);
}
