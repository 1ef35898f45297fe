import { baseNameOf, normalizePath, parentOf } from '../../assets/assetPath.ts';
import { isSamePath, isWithin } from '../../assets/samePath.ts';
import type { LinkFamily } from '../languages.ts';

/** Languages whose paths a browser resolves against the site. Markdown is read on its own, too: there a path stays relative. */
const onSite: ReadonlySet<LinkFamily> = new Set(['markup', 'script', 'styles']);

const template = /^(?:jinja|django)(?:-|$)/;
const templateName = /\.(?:jinja2?|j2)$/i;
const pageName = /\.x?html?$/i;

/**
 * `/img/a.png` for an asset below a folder that site builders and frameworks serve at the root of the site:
 * `public` or `static`, beside the document or beside a folder that it lies in; the nearest to the asset.
 * Undefined where the way from the document is the right one. All paths are absolute, and spelled like the workspace
 * folder's.
 */
export function siteRootPath(
	family: LinkFamily | undefined,
	document: string,
	asset: string,
	workspaceFolder: string,
	languageId = '',
): string | undefined {
	if (family === undefined || !onSite.has(family)) {
		return undefined;
	}
	const page = normalizePath(document);
	const image = normalizePath(asset);
	const workspace = normalizePath(workspaceFolder);
	const within = foldersAbove(image, workspace);
	const names = servesStaticBelow(page, workspace, languageId) ? ['public'] : ['public', 'static'];
	const root = within.find(
		folder => names.includes(baseNameOf(folder)) && isWithin(page, parentOf(folder), false),
	);
	// What is served itself finds its neighbours either way, also when it is opened without a server.
	const isServed = within.some(folder => names.includes(baseNameOf(folder)) && isWithin(page, folder, false));
	return root === undefined || isServed ? undefined : image.slice(root.length);
}

/** The folders that a path lies in, the innermost first, up to the workspace folder, which is none of them. */
function foldersAbove(path: string, workspace: string): readonly string[] {
	const folders: string[] = [];
	for (
		let folder = parentOf(path);
		!isSamePath(folder, workspace, false) && isWithin(folder, workspace, false);
		folder = parentOf(folder)
	) {
		folders.push(folder);
	}
	return folders;
}

/** Whether it is a template of Flask or Django, which serve `static` at `/static/`, where their settings do not say otherwise. */
function servesStaticBelow(document: string, workspace: string, languageId: string): boolean {
	const isTemplate = template.test(languageId) || templateName.test(document);
	const isBelow = foldersAbove(document, workspace).some(folder => baseNameOf(folder) === 'templates');
	return isTemplate || (isBelow && pageName.test(document));
}
