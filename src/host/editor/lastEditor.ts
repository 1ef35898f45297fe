import { Disposable, EventEmitter, window, workspace, type Event, type TextDocument } from 'vscode';
import type { EditorPlace } from './linkPlace.ts';

/** The text editor that the user worked in last: while a webview has the focus, VS Code says that there is none. */
export interface LastEditor {
	/** Its document and where its selection was; undefined where there is none, or its document was closed. */
	readonly current: EditorPlace | undefined;
	/** Another editor, or another selection in it. */
	readonly onDidChange: Event<void>;
	dispose(): void;
}

export function createLastEditor(): LastEditor {
	const changed = new EventEmitter<void>();
	let current = isOfUser(window.activeTextEditor?.document) ? window.activeTextEditor : firstVisible();
	const listeners = Disposable.from(
		window.onDidChangeActiveTextEditor(editor => {
			if (editor !== undefined && isOfUser(editor.document)) {
				current = editor;
				changed.fire();
			}
		}),
		window.onDidChangeTextEditorSelection(({ textEditor }) => {
			if (textEditor === window.activeTextEditor && isOfUser(textEditor.document)) {
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
		get current() {
			return current;
		},
		onDidChange: changed.event,
		dispose: () => {
			listeners.dispose();
		},
	};
}

function firstVisible() {
	return window.visibleTextEditors.find(({ document }) => isOfUser(document));
}

/** Not an output channel, a diff's left side or the like. */
function isOfUser(document: TextDocument | undefined): boolean {
	return (
		document !== undefined &&
		(document.isUntitled || workspace.fs.isWritableFileSystem(document.uri.scheme) === true)
	);
}
