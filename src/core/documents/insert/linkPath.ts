import type { LinkFamily } from '../languages.ts';
import { relativePath } from '../relativePath.ts';
import { siteRootPath } from '../roots/siteRoot.ts';
import { markdownBlocks } from '../syntax/markdownBlocks.ts';
import { markdownInline } from '../syntax/markdownInline.ts';

/** What decides how paths of a document are written. */
export interface PathsOf {
	readonly text: string;
	readonly family: LinkFamily | undefined;
	readonly languageId: string;
}

/**
 * The path of a link: from the root of the site where the asset is served there, else relative to the document.
 * All paths are absolute, POSIX, and spelled like the workspace folder's.
 */
export function linkPath(of: PathsOf, document: string, asset: string, workspaceFolder: string): string {
	return sitePath(of, document, asset, workspaceFolder) ?? relativePath(document, asset) ?? asset;
}

/** The same where the asset is served at the root of the site; else undefined. */
export function sitePath(
	{ text, family, languageId }: PathsOf,
	document: string,
	asset: string,
	workspaceFolder: string,
): string | undefined {
	// Markdown is read on its own, too: there a path is as those that the document has already.
	const kind = family === 'markdown' && startsAtRoot(text) ? 'markup' : family;
	return siteRootPath(kind, document, asset, workspaceFolder, languageId);
}

/** Whether most paths of a Markdown document's images begin at the root of the site. */
function startsAtRoot(text: string): boolean {
	let [rooted, others] = [0, 0];
	for (const block of markdownBlocks(text, false).inline) {
		for (const { target } of markdownInline(text, block, false).images) {
			const path = target && text.slice(target.destination.start, target.destination.end);
			rooted += path !== undefined && /^\/(?!\/)/.test(path) ? 1 : 0;
			others += path !== undefined && !/^(?:\/|[a-z][a-z\d+.-]*:)/i.test(path) ? 1 : 0;
		}
	}
	return rooted > others;
}
