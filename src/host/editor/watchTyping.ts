import { window, workspace } from 'vscode';

/** Runs a task, and resolves to its result and whether the user typed in an editor meanwhile. */
export async function watchTyping<T>(
	task: () => Promise<T>,
): Promise<readonly [result: T, hasTyped: boolean]> {
	let hasTyped = false;
	const listener = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
		// Programs change other documents, such as a record file.
		hasTyped ||= contentChanges.length > 0 && document === window.activeTextEditor?.document;
	});
	try {
		return [await task(), hasTyped];
	} finally {
		listener.dispose();
	}
}
