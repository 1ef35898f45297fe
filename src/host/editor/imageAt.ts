import { Range, workspace, type TextDocument, type Uri } from 'vscode';
import { findImageReferences } from '../../core/documents/references/findImageReferences.ts';
import { mayHaveImages } from '../../core/documents/references/imageMarks.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { createImagePlaces, locateImages } from '../../core/documents/roots/imagePlaces.ts';
import { projectFiles } from '../project/projectFiles.ts';
import { readerOf } from '../storage/folderReader.ts';
import { placeIn } from '../workspace/places.ts';

/** An existing image that a document refers to, and where. */
interface ImageAt {
	readonly uri: Uri;
	readonly folder: Uri;
	readonly range: Range;
}

/** The existing image whose path is at an offset of a document; undefined if there is none. */
export async function imageAt(document: TextDocument, at: number): Promise<ImageAt | undefined> {
	const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
	const text = document.getText();
	if (folder === undefined || text.length > longestDocument || !mayHaveImages(text)) {
		return undefined;
	}
	const { languageId, fileName } = document;
	const reference = findImageReferences({ text, languageId, fileName }).find(
		({ start, end }) => start <= at && at <= end,
	);
	if (reference === undefined) {
		return undefined;
	}
	const range = new Range(document.positionAt(reference.start), document.positionAt(reference.end));
	const places = createImagePlaces({
		...createFolderListings(readerOf(folder)),
		...projectFiles(folder),
	});
	const [found] = locateImages(await places.search([reference], placeIn(folder, document.uri)));
	return found && { uri: folder.with({ path: found.path }), folder, range };
}
