import { baseNameOf, parentOf } from '../../assets/assetPath.ts';
import { pathBelow } from '../../assets/samePath.ts';
import type { PathReference, Root, Surroundings } from './surroundings.ts';
import { firstFolder, fromSite, isModuleOfStyles, type WrittenPath } from './writtenPath.ts';

/** What kinds of paths start from the same place. */
type PathClass = 'import' | 'styles' | 'given' | 'markdown' | 'tag';

export function classOf({ kind, givenTo }: PathReference): PathClass {
	if (givenTo !== undefined) {
		return 'given';
	}
	return kind === 'css' ? 'styles' : kind === 'import' || kind === 'markdown' ? kind : 'tag';
}

/** Whether a path may start from a root: modules have roots that other paths don't. */
export function mayStartFrom(
	{ imports, isSite, prefix }: Root,
	reference: PathReference,
	written: WrittenPath,
): boolean {
	const of = classOf(reference);
	const isModule = of === 'import' || isModuleOfStyles(written) || (of === 'styles' && prefix !== '');
	return isSite !== true && (imports !== true || isModule);
}

/** Whether a path may begin with the name of a package. */
export const mayNamePackage = (reference: PathReference, { prefix, isDotted }: WrittenPath): boolean =>
	/^[@~][\w-]+\/$/.test(prefix) || (prefix === '' && !isDotted && classOf(reference) === 'import');

/** The key that a path shares with all paths with the same beginning, to learn from each other. */
export function keyOf(reference: PathReference, written: WrittenPath): string {
	const key = startKey(reference, written);
	const first = firstFolder(written);
	return first === '' ? key : `${key} ${first}`;
}

/** The keys under which a path learns and teaches, the narrowest first: its folder, how it begins, its start. */
export function keysOf(reference: PathReference, written: WrittenPath): readonly string[] {
	const key = startKey(reference, written);
	const { rest } = written;
	const folder = rest.slice(0, Math.max(0, rest.lastIndexOf('/')));
	const first = firstFolder(written);
	return [
		...(folder === first ? [] : [`${key} ${folder}`]),
		...(first === '' ? [] : [`${key} ${first}`]),
		key,
	];
}

function startKey(reference: PathReference, { prefix, ups, isDotted }: WrittenPath): string {
	return prefix === '' ? `${classOf(reference)} ${isDotted ? './' : ''}${'../'.repeat(ups)}` : prefix;
}

const component = /\.(?:vue|svelte|astro|mdx|[mc]?[jt]sx?)$/i;
const script = /\.[mc]?[jt]sx?$/i;
/** Blazor and Razor bundle the styles of a component into one file at the root of the site. */
const bundledStyles = /\.(?:razor|cshtml)\.css$/i;
/** The asset pipeline of Rails finds an image by its name. */
const railsStyles = '/app/assets/stylesheets/';
const templates = /\/(?:templates?|views?|layouts?|_layouts|_includes|partials?|includes?)\//i;

/**
 * The path from the root of the site, where a relative one may mean that: a tag of a component stays as it is when it
 * is built, an image in front matter is shown elsewhere, a template is part of many pages.
 */
export function siteForm(
	reference: PathReference,
	written: WrittenPath,
	around: Surroundings,
): WrittenPath | undefined {
	const of = classOf(reference);
	const { path } = around.place;
	const isOfRails = of === 'styles' && path.includes(railsStyles) && !written.isDotted;
	if (written.prefix !== '' && !(isOfRails && written.prefix === '/')) {
		return undefined;
	}
	if (of === 'given') {
		// In Quarto, front matter is relative to its document.
		return written.isDotted || /\.[qr]md$/i.test(path) ? undefined : fromSite(written);
	}
	if (of !== 'tag') {
		const named = isOfRails ? { ...written, rest: `assets/${written.rest}` } : written;
		return of === 'styles' && (isOfRails || bundledStyles.test(path)) ? fromSite(named) : undefined;
	}
	const isCopied = around.roots.some(
		({ prefix, why }) => prefix.length > 1 && copies.has(why) && `/${written.rest}`.startsWith(prefix),
	);
	const stays = component.test(path) && (!written.isDotted || script.test(path));
	return stays || (isCopied && !written.isDotted) || isTemplate(around) || isPartial(around)
		? fromSite(written)
		: undefined;
}

const copies = new Set(['copy', 'angular.json']);

/** Whether the project says that relative paths of such a document start from the site's root. */
export function isTemplate({ place, project }: Surroundings): boolean {
	return /\.x?html?$/i.test(place.path) && project.templates.some(isOne => isOne(place.path));
}

/** Whether a document is likely to be shown in pages elsewhere. */
export function isPartial({ place: { path, workspaceFolder } }: Surroundings): boolean {
	return /\.x?html?$/i.test(path) && templates.test(`/${pathBelow(workspaceFolder, path, false) ?? ''}`);
}

/** The name that the folder of a page's images has elsewhere: without the date of a post. */
export function pageName(around: Surroundings): string {
	const folder = pageFolder(around) ?? parentOf(around.place.path);
	return baseNameOf(folder).replace(/^\d{4}-\d\d-\d\d-/, '');
}

/** Whether an image, which a page's own fields name without a folder, is in one with the name of the page. */
export const isOfPage = (image: string, of: PathReference, { rest }: WrittenPath, around: Surroundings) =>
	classOf(of) === 'given' && !rest.includes('/') && baseNameOf(parentOf(image)) === pageName(around);

/** The folder that a page is served as, unless its document's name says that it already is one. */
export function pageFolder({ place: { path } }: Surroundings): string | undefined {
	const isFolder = /\/(?:index|readme|_index)(?:\.[a-z]{2}(?:[-_]\w{2,4})?)?\.\w+$/i.test(path);
	return isFolder ? undefined : path.replace(/\.[^./]*$/, '');
}
