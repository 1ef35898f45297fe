import { workspace, type TextDocument, type Uri } from 'vscode';

/** The scheme of the documents that the cells of a notebook are. */
const cellScheme = 'vscode-notebook-cell';

/** The file that a document stands in, and paths are relative to: of a cell, its notebook; else the document itself. */
export function fileOf(document: TextDocument): Uri {
	if (document.uri.scheme !== cellScheme) {
		return document.uri;
	}
	const notebook = workspace.notebookDocuments.find(each =>
		each.getCells().some(cell => cell.document === document),
	);
	return notebook?.uri ?? document.uri;
}
