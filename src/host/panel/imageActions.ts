import { commands, env, Uri } from 'vscode';
import type { Job, SavedImage } from '../../core/jobs/job.ts';
import { hasSizeAskedFor } from '../../core/jobs/sizeNote.ts';
import { linkLanguage } from '../../core/documents/languages.ts';
import { renderLink } from '../../core/documents/insert/renderLink.ts';
import { UserError } from '../../core/userError.ts';
import type { PanelImageAction } from '../../shared/panel.ts';
import { commandIds } from '../contributions.ts';
import { insertLink } from '../editor/insertLinks.ts';
import { linkPlaceAt, previewLink, relativeLinkPath, type LinkAsset } from '../editor/linkPlace.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { requireTrust } from '../workspace/trust.ts';
import type { Services } from '../services.ts';

/** A workspace image, with what the panel's actions need to know. */
export interface ShownImage extends LinkAsset {
	/** Its workspace folder. */
	readonly folder: Uri;
}

export function shownImageOf({ intent }: Job, image: SavedImage): ShownImage {
	const folder = Uri.parse(intent.target.workspaceFolder, true);
	const { uri, width, height } = image;
	const sizeAsked = hasSizeAskedFor({ intent, image });
	return { uri: Uri.parse(uri, true), folder, alt: intent.prompt, width, height, sizeAsked };
}

/** Runs a panel action on a saved image, except using it as a reference, which the panel does itself. @throws UserError */
export async function actOnImage(
	services: Services,
	shown: ShownImage,
	action: Exclude<PanelImageAction, 'addReference'>,
): Promise<void> {
	const { uri } = shown;
	switch (action) {
		case 'open':
			await commands.executeCommand('vscode.open', uri);
			return;
		case 'reveal':
			await commands.executeCommand('revealInExplorer', uri);
			return;
		case 'insertLink':
			return insertAtCursor(services, shown);
		case 'copyPath':
			await env.clipboard.writeText(uri.scheme === 'file' ? uri.fsPath : uri.toString(true));
			return;
		case 'copyMarkdown':
			await env.clipboard.writeText(markdownOf(services, shown));
			return;
		case 'edit':
			await commands.executeCommand(commandIds.edit, uri);
			return;
	}
}

/** The link that Insert Link would write; undefined if it can't be inserted. */
export function describeLink({ lastEditor }: Services, shown: ShownImage): string | undefined {
	const { current } = lastEditor;
	return current && previewLink(current, shown);
}

async function insertAtCursor({ lastEditor }: Services, shown: ShownImage): Promise<void> {
	requireTrust();
	const { current } = lastEditor;
	if (current === undefined) {
		throw new UserError('Open the document that the link belongs to, and put the cursor there.');
	}
	const place = linkPlaceAt(current, 'insert');
	try {
		if (typeof (await insertLink(place, shown)) === 'string') {
			throw new UserError('A link cannot stand at the cursor. Put it somewhere else.');
		}
	} finally {
		place.dispose();
	}
}

/** Relative to the most recently used Markdown document, otherwise to the workspace folder. */
function markdownOf({ lastEditor }: Services, { uri, folder, alt }: ShownImage): string {
	const language = linkLanguage('markdown');
	if (language === undefined) {
		throw new Error('There is no Markdown');
	}
	const document = lastEditor.current?.document;
	const isMarkdown =
		document !== undefined && linkLanguage(document.languageId, document.fileName)?.family === 'markdown';
	const from = isMarkdown ? fileOf(document) : Uri.joinPath(folder, 'index.md');
	const path = relativeLinkPath(from, uri);
	return renderLink(language, language.block, { path, alt });
}
