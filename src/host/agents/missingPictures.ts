import { workspace, type Uri } from 'vscode';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { allFolders, findMissing, type FoundMissing } from '../missing/findMissing.ts';
import { readShort } from '../project/listImages.ts';
import type { Services } from '../services.ts';
import { decodeFile } from '../storage/decodeFile.ts';
import { isSamePlace, keyOf } from '../workspace/places.ts';
import { toolPlace } from './toolPaths.ts';

/** The missing images of the workspace, or of a folder that an agent named. @throws UserError; the signal's reason */
export function findIn(
	services: Services,
	folder: string | undefined,
	signal: AbortSignal,
): Promise<FoundMissing> {
	if (folder === undefined) {
		return findMissing(services, allFolders(), signal);
	}
	const { uri, workspaceFolder } = toolPlace('folder', folder);
	return findMissing(services, [{ folder: uri, workspaceFolder }], signal);
}

/** Converts offsets to lines; reads each document once. */
export function createLineFinder(): (document: Uri, offset: number) => Promise<number> {
	const texts = new Map<string, Promise<string>>();
	return async (document, offset) => {
		const key = keyOf(document);
		const text = texts.get(key) ?? textOf(document);
		texts.set(key, text);
		return (await text).slice(0, offset).split(/\r\n|\r|\n/).length;
	};
}

/** The editor's text if the document is open; empty if it can no longer be read. */
async function textOf(document: Uri): Promise<string> {
	const open = workspace.textDocuments.find(({ uri }) => isSamePlace(uri, document));
	if (open !== undefined) {
		return open.getText();
	}
	const bytes = await readShort(document, longestDocument);
	return bytes === undefined ? '' : decodeFile(document, bytes).catch(() => '');
}
