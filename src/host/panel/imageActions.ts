import { commands, env, Uri } from 'vscode';
import { linkLanguage } from '../../core/documents/languages.ts';
import { renderLink } from '../../core/documents/insert/renderLink.ts';
import type { AssetAction } from '../../shared/galleryMessages.ts';
import { commandIds } from '../contributions.ts';
import { previewLink, relativeLinkPath, type LinkAsset } from '../editor/linkPlace.ts';
import { fileOf } from '../workspace/fileOf.ts';
import type { Services } from '../services.ts';

/** Commands that show their own progress and outcome. */
type OwnTab = 'cutOut' | 'createIconSet' | 'useAsStyle';

/** A workspace image, with what the panel's actions need to know. */
export interface ShownImage extends LinkAsset {
	/** Its workspace folder. */
	readonly folder: Uri;
}

/** Runs an action that needs only the image. @throws UserError */
export async function actOnImage(
	services: Services,
	shown: ShownImage,
	action: Extract<AssetAction, 'open' | 'reveal' | 'copyPath' | 'copyMarkdown' | 'edit' | OwnTab>,
): Promise<void> {
	const { uri } = shown;
	switch (action) {
		case 'open':
			await commands.executeCommand('vscode.open', uri);
			return;
		case 'reveal':
			await commands.executeCommand('revealInExplorer', uri);
			return;
		case 'copyPath':
			await env.clipboard.writeText(uri.scheme === 'file' ? uri.fsPath : uri.toString(true));
			return;
		case 'copyMarkdown':
			await env.clipboard.writeText(markdownOf(services, shown));
			return;
		case 'edit':
			await commands.executeCommand(commandIds.edit, uri);
			return;
		case 'cutOut':
		case 'createIconSet':
		case 'useAsStyle':
			// These open a tab that may stay open for hours, and report their own errors: don't wait for them.
			commands.executeCommand(commandIds[action], uri).then(undefined, services.reportError);
			return;
	}
}

/** The link that Insert Link would write; undefined if it can't be inserted. */
export function describeLink({ lastEditor }: Services, shown: ShownImage): string | undefined {
	const { current } = lastEditor;
	return current && previewLink(current, shown);
}

/** Relative to the most recently used Markdown document, otherwise to the workspace folder. */
function markdownOf({ lastEditor }: Services, { uri, folder, alt }: ShownImage): string {
	const language = linkLanguage('markdown');
	if (language === undefined) {
		throw new TypeError('There is no Markdown');
	}
	const document = lastEditor.current?.document;
	const isMarkdown =
		document !== undefined && linkLanguage(document.languageId, document.fileName)?.family === 'markdown';
	const from = isMarkdown ? fileOf(document) : Uri.joinPath(folder, 'index.md');
	const path = relativeLinkPath(from, uri);
	return renderLink(language, language.block, { path, alt });
}
