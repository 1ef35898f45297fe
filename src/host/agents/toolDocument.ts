import { l10n, workspace, type TextDocument } from 'vscode';
import { UserError } from '../../core/userError.ts';
import { linkText, rootsFor } from '../editor/linkPlace.ts';
import type { SavedFile } from '../results/savedFile.ts';
import { toolFile } from './toolPaths.ts';

/** The document that an image is for. @throws UserError if there is none, or it isn't text. */
export async function toolDocument(text: string): Promise<TextDocument> {
	const { uri } = await toolFile('document', text);
	try {
		return await workspace.openTextDocument(uri);
	} catch (error) {
		throw new UserError(
			l10n.t('"document" isn\'t valid: {0} can\'t be opened as text.', text),
			undefined,
			error,
		);
	}
}

/** The link that the document should contain to show an image; nothing is written. */
export async function linkIn(
	document: TextDocument,
	{ uri, image, alt, sizeAsked }: SavedFile,
): Promise<string> {
	const roots = await rootsFor(document.uri, uri);
	return linkText(document, { uri, alt, width: image.width, height: image.height, sizeAsked }, roots);
}
