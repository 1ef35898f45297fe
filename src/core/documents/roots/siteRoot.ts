import { baseNameOf, normalizePath, parentOf } from '../../assets/assetPath.ts';
import { isWithin, isWithinFolder, pathBelow } from '../../assets/samePath.ts';
import type { LinkFamily } from '../languages.ts';
import { foldersUpTo } from './foldersUpTo.ts';
import { readPath } from './writtenPath.ts';

/**
 * Languages whose paths a browser resolves against the site. Markdown is also read outside the site, so its paths
 * stay relative.
 */
const onSite: ReadonlySet<LinkFamily> = new Set(['markup', 'script', 'styles']);

const template = /^(?:jinja|django)(?:-|$)/;
const templateName = /\.(?:jinja2?|j2)$/i;
const pageName = /\.x?html?$/i;

/** What decides how the paths of a document's links are written. */
interface PathsOf {
	readonly family: LinkFamily | undefined;
	readonly languageId: string;
	/** Of the document's own references, as `ImageReference.path` has them. */
	readonly paths: readonly string[];
	/** What the project serves, where a site is built of it. */
	readonly roots: readonly LinkRoot[];
}

/**
 * The path of a link that isn't relative to its document: as the document's own references are written, else from the
 * root of the site where the asset is served there. Undefined where the relative path is the right one. All paths are
 * absolute, and spelled like the workspace folder's.
 */
export function pathFromRoot(
	{ family, languageId, paths, roots }: PathsOf,
	document: string,
	asset: string,
	workspaceFolder: string,
): string | undefined {
	return (
		habitualPath(paths, asset, workspaceFolder) ??
		angularPath(document, asset, roots) ??
		siteRootPath(family, document, asset, workspaceFolder, languageId) ??
		(family === 'markdown' ? servedPath(document, asset, roots, paths) : undefined)
	);
}

/**
 * `/img/a.png` for an asset below a folder that site builders and frameworks serve at the root of the site: `public`
 * or `static`, next to the document or next to a folder that it is in; the nearest to the asset. Undefined where the
 * relative path is the right one. All paths are absolute, and spelled like the workspace folder's.
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
	// A document that is itself served finds its neighbors with a relative path, also when it is opened without a
	// server.
	const isServed = within.some(folder => names.includes(baseNameOf(folder)) && isWithin(page, folder, false));
	return root === undefined || isServed ? undefined : image.slice(root.length);
}

/** The part of a project's root that is needed to write a link. */
export interface LinkRoot {
	readonly prefix: string;
	/** Absolute. */
	readonly folder: string;
	readonly project?: string;
	readonly why?: string;
}

/**
 * How the document's own references would write an asset: `/assets/a.png` where they begin with `/assets/`, `@/a.png`
 * where they have that alias. Undefined where they are relative, or no folder of the asset is one of theirs.
 *
 * @param paths of the document's references, as `ImageReference.path` has them
 */
export function habitualPath(
	paths: readonly string[],
	asset: string,
	workspaceFolder: string,
): string | undefined {
	const written = paths.flatMap(path => readPath(path) ?? []);
	const rooted = written.filter(({ prefix }) => prefix !== '');
	if (rooted.length * 2 <= written.length) {
		return undefined;
	}
	const segments = (pathBelow(workspaceFolder, asset, false) ?? '').split('/');
	let best: { readonly link: string; readonly common: number } | undefined;
	for (const path of rooted) {
		const folders = path.rest.split('/').slice(0, -1);
		const start = folders.length === 0 ? -1 : segments.slice(0, -1).indexOf(folders[0] ?? '');
		if (start >= 0) {
			const differs = folders.findIndex((folder, index) => folder !== segments[start + index]);
			const common = differs < 0 ? folders.length : differs;
			if (common > (best?.common ?? 0)) {
				const link = path.prefix + '../'.repeat(path.ups) + segments.slice(start).join('/');
				best = { link, common };
			}
		}
	}
	return best?.link;
}

/**
 * An asset below a folder that the project serves at the root of its site, for Markdown that the site shows: relative
 * paths can't leave the folder of the pages. Undefined for a document that is itself served, and for those about the
 * project, which aren't shown there.
 */
export function servedPath(
	document: string,
	asset: string,
	roots: readonly LinkRoot[],
	paths: readonly string[] = [],
): string | undefined {
	const page = normalizePath(document);
	const isCopy = (why: string) =>
		why === 'Hugo' || (why === 'copy' && roots.some(each => each.why === 'Eleventy'));
	const root = roots.find(
		({ prefix, folder, why = '' }) =>
			(prefix === '/' ? !apart.has(why) : prefix.startsWith('/') && isCopy(why)) &&
			isWithinFolder(normalizePath(asset), folder),
	);
	const isPage = root?.why === 'VuePress' || !aboutProject.test(page);
	if (root === undefined || !(isPage || parentOf(page) !== root.project)) {
		return undefined;
	}
	const below = pathBelow(root.folder, page, false);
	// Posts and collections are served elsewhere than where they are. Those with paths from there keep to them.
	const isMoved = collected.has(root.why ?? '') && collection.test(below ?? '');
	const served = pathBelow(root.folder, asset, false) ?? '';
	if (
		below !== undefined &&
		(!isMoved || collection.test(served) || paths.some(each => each.startsWith('../')))
	) {
		return undefined;
	}
	const at =
		root.why === 'Jekyll'
			? roots.find(({ why, project }) => why === 'base' && project === root.project)
			: undefined;
	return (at ?? root).prefix + served;
}

/** `assets/a.png` for a template of Angular, whose paths start from the root of the site, which may be anywhere. */
function angularPath(document: string, asset: string, roots: readonly LinkRoot[]): string | undefined {
	const serving = roots.filter(
		({ prefix, folder, why }) =>
			why?.toLowerCase().startsWith('angular') === true &&
			prefix.startsWith('/') &&
			isWithinFolder(normalizePath(asset), folder),
	);
	// The innermost folder is what the configuration means.
	const [root] = serving.sort((a, b) => b.folder.length - a.folder.length);
	if (root === undefined || !/\.(?:component|page)\.html$/.test(document)) {
		return undefined;
	}
	return root.prefix.slice(1) + (pathBelow(root.folder, asset, false) ?? '');
}

/** In the folder of the project; that of VuePress is its first page there. */
const aboutProject =
	/\/(?:[Rr]eadme|README|CONTRIBUTING|CHANGELOG|CODE_OF_CONDUCT|SECURITY|SUPPORT)(?:[.-][\w-]+)?\.\w+$/;
const collected: ReadonlySet<string> = new Set(['Jekyll', 'Hexo']);
/** Its files aren't served as they are. */
const collection = /(?:^|\/)_[^/]*\//;
/** They show no Markdown but what they serve. */
const apart: ReadonlySet<string> = new Set(['Flutter', 'mdBook']);

/** The folders around a path, the innermost first, up to but not including the workspace folder. */
function foldersAbove(path: string, workspace: string): readonly string[] {
	return foldersUpTo(parentOf(path), workspace).slice(0, -1);
}

/** Whether it is a template of Flask or Django, which serve `static` at `/static/`, unless their settings say otherwise. */
function servesStaticBelow(document: string, workspace: string, languageId: string): boolean {
	const isTemplate = template.test(languageId) || templateName.test(document);
	const isBelow = foldersAbove(document, workspace).some(folder => baseNameOf(folder) === 'templates');
	return isTemplate || (isBelow && pageName.test(document));
}
