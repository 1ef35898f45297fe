import { workspace, type TextDocument, type Uri } from 'vscode';

/** The scheme of notebook cell documents. */
const cellScheme = 'vscode-notebook-cell';

/**
 * The file that contains a document, which its paths are relative to: for a cell, its notebook; otherwise the
 * document itself.
 */
export function fileOf(document: TextDocument): Uri {
	if (document.uri.scheme !== cellScheme) {
		return document.uri;
	}
	const notebook = workspace.notebookDocuments.find(each =>
		each.getCells().some(cell => cell.document === document),
	);
	return notebook?.uri ?? document.uri;
}
