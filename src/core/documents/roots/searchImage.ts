import { baseNameOf, joinPath, parentOf } from '../../assets/assetPath.ts';
import { isSamePath, isWithinFolder, pathBelow } from '../../assets/samePath.ts';
import { plainFolders } from './conventions.ts';
import { foldersUpTo } from './foldersUpTo.ts';
import type { ImageList } from './imageList.ts';
import type { ImagePlace, PathReference, Root, Surroundings } from './surroundings.ts';
import type { LearnedRoots, Start } from './learnedRoots.ts';
import { classOf, isOfPage, keyOf, keysOf, mayStartFrom, pageFolder, siteForm } from './pathKind.ts';
import { overlaid } from './overlays.ts';
import {
	isLanguage,
	isTranslation,
	languageFolder,
	sharedFolders,
	twinDocument,
	twinOf,
	versionOf,
} from './twinImage.ts';
import { firstFolder, fromSite, pathFromRoot, pathFrom, type WrittenPath } from './writtenPath.ts';

/** The image at a path as written, relative to its document's folder; undefined where there is none. */
export async function searchBeside(
	reference: PathReference,
	written: WrittenPath,
	around: Surroundings,
	learned: LearnedRoots,
): Promise<ImagePlace | undefined> {
	const path = besideDocument(written, around);
	const found = await fileAt(path, reference, around);
	if (found === undefined) {
		return undefined;
	}
	teach(learned, reference, written, 'document');
	return { path: found, exists: true, ...(found !== path && { root: 'scale' }) };
}

/** The file that a path leads to, which for what is imported, or for Grav, may be another scale of it. */
async function fileAt(
	path: string | undefined,
	reference: PathReference,
	around: Surroundings,
): Promise<string | undefined> {
	if (path === undefined || (await around.files.exists(path))) {
		return path;
	}
	return classOf(reference) === 'import' || pageOfGrav.test(around.place.path)
		? otherScale(path, around)
		: undefined;
}

/**
 * The image that a path means, from any other place that it may start from; undefined where there is none. The start
 * that leads to it is learned.
 *
 * @param plain the kinds of paths that are taken literally in this document
 */
export async function searchElsewhere(
	reference: PathReference,
	written: WrittenPath,
	around: Surroundings,
	learned: LearnedRoots,
	plain: ReadonlySet<string>,
): Promise<ImagePlace | undefined> {
	const served =
		(await byRoots(reference, written, around)) ?? (await besideRoots(reference, written, around));
	if (served !== undefined) {
		teach(learned, reference, written, served.start);
		return { path: served.path, exists: true, root: served.root };
	}
	const images = await around.images();
	const beside = besideDocument(written, around);
	const isPlain =
		plain.has(keyOf(reference, written)) &&
		beside !== undefined &&
		images?.hasFolder(parentOf(beside)) === true;
	const somewhere = images && (await endingAlike(reference, written, around, images, isPlain));
	if (somewhere === undefined) {
		const twin = images && (beside === undefined ? namedServed(written, images) : twinOf(beside, images));
		return twin !== undefined && (await around.files.exists(twin))
			? { path: twin, exists: true, root: 'twin' }
			: undefined;
	}
	const site =
		written.prefix === '' && isTranslation(somewhere, around.place.path) ? ownSite(around) : undefined;
	if (site !== undefined && !isWithinFolder(somewhere, site)) {
		// Of another language's own site.
		return { path: somewhere, exists: true, root: 'translation' };
	}
	const start = isOfPage(somewhere, reference, written, around)
		? ({ prefix: '', folder: parentOf(parentOf(somewhere)), byPage: true } as const)
		: startOf(somewhere, written);
	if (start !== undefined) {
		teach(learned, reference, written, start);
	}
	return { path: somewhere, exists: true, root: 'suffix' };
}

function besideDocument(written: WrittenPath, { place }: Surroundings): string | undefined {
	return written.prefix === '' ? pathFrom(parentOf(place.path), written, place.workspaceFolder) : undefined;
}

function teach(learned: LearnedRoots, reference: PathReference, written: WrittenPath, start: Start): void {
	for (const key of keysOf(reference, written)) {
		learned.add(key, start);
	}
}

interface Served {
	readonly path: string;
	readonly start: Start;
	readonly root: string;
}

/** By the user's roots, those that the project declares, and those of its kind. */
async function byRoots(
	reference: PathReference,
	written: WrittenPath,
	around: Surroundings,
): Promise<Served | undefined> {
	const { roots, place } = around;
	const forms = formsOf(written, siteForm(reference, written, around), around);
	for (const form of forms) {
		for (const root of roots.filter(each => each.exists && mayStartFrom(each, reference, written))) {
			const { prefix, why } = root;
			for (const { base, path } of pathsBy(root, form, place.workspaceFolder)) {
				const found = await fileAt(path, reference, around);
				if (found !== undefined) {
					const start = form === written ? { prefix, folder: base } : startOf(path, written, form);
					return { path: found, start: start ?? { prefix: prefix.slice(1), folder: base }, root: why };
				}
			}
		}
	}
	return undefined;
}

/** Where a path leads by a root: `/static/a.png` is `static/a.png`, rather than `static/static/a.png`. */
export function pathsBy({ prefix, folder }: Root, form: WrittenPath, workspaceFolder: string) {
	const isNamed = prefix === '/' && firstFolder(form) === baseNameOf(folder);
	return (isNamed ? [parentOf(folder), folder] : [folder]).flatMap(base => {
		const path = pathFromRoot({ prefix, folder: base }, form, workspaceFolder);
		return path === undefined ? [] : [{ base, path }];
	});
}

/** The forms of a path: as written, from the root of the site, and without the path that the site is served at. */
export function formsOf(
	written: WrittenPath,
	site: WrittenPath | undefined,
	{ roots, project }: Pick<Surroundings, 'roots' | 'project'>,
): readonly WrittenPath[] {
	const bases = [
		...roots.flatMap(({ prefix, isSite }) => (isSite === true ? [prefix] : [])),
		...project.bases,
	];
	const fromTop = written.prefix === '/' ? `/${written.rest}` : '';
	return [
		...(site === undefined ? [written] : [written, site]),
		...bases
			.filter(base => fromTop.startsWith(base))
			.map(base => fromSite({ ...written, rest: fromTop.slice(base.length) })),
	];
}

/** The project that says itself where such paths lead, other than from the root of its site. */
function declaredIn(
	reference: PathReference,
	written: WrittenPath,
	{ roots, place }: Surroundings,
): string | undefined {
	return roots.find(
		root =>
			root.exists &&
			declarations.has(root.why) &&
			root.prefix.length > 1 &&
			mayStartFrom(root, reference, written) &&
			pathFromRoot(root, written, place.workspaceFolder) !== undefined,
	)?.project;
}

const declarations = new Set(['tsconfig', 'alias', 'package.json', 'package']);

/** From folders above the document, which may be a site, from its page, and from the stylesheet that imports it. */
async function besideRoots(
	reference: PathReference,
	written: WrittenPath,
	around: Surroundings,
): Promise<Served | undefined> {
	const { files, place, project, roots } = around;
	const images = await around.images();
	const { workspaceFolder } = place;
	const of = classOf(reference);
	const bases: (readonly [folder: string, start: (folder: string) => Start, root: string])[] = [];
	const form = siteForm(reference, written, around) ?? written;
	if (of === 'tag' || of === 'markdown' || (of === 'styles' && roots.some(({ why }) => why === 'Hugo'))) {
		const ofPage = pathFrom(pageFolder(around) ?? parentOf(place.path), written, workspaceFolder);
		const paths = [besideDocument(written, around), ...(written.prefix === '' ? [ofPage] : [])];
		for (const path of paths.flatMap(each => overlaid(each, around))) {
			const start = startOf(path, written);
			if (start !== undefined && (await files.exists(path))) {
				return { path, start, root: 'overlay' };
			}
		}
	}
	if (form.prefix === '/') {
		const start = (folder: string): Start =>
			!form.rest.includes('/') && isSamePath(`${folder}/index`, place.path.replace(/\.\w+$/, ''), false)
				? 'document'
				: { prefix: written.prefix, folder };
		const assets = joinPath(workspaceFolder, 'assets');
		for (const folder of [...foldersUpTo(parentOf(place.path), workspaceFolder), assets]) {
			bases.push([folder, start, 'folder']);
		}
	} else if (of === 'styles') {
		const start = (folder: string) => ({ prefix: '', folder: joinPath(folder, '../'.repeat(form.ups)) });
		for (const folder of [...project.sass, ...foldersUpTo(parentOf(place.path), workspaceFolder)]) {
			bases.push([folder, start, 'importer']);
		}
	} else if (
		(of === 'tag' || of === 'markdown') &&
		(/\.(?:md|mdx|markdown)$/i.test(place.path) || (form.ups > 0 && (await mayBecomeFolder(around))))
	) {
		const page = pageFolder(around);
		if (page !== undefined) {
			bases.push([page, () => 'page', 'page']);
		}
	}
	// A site may be committed as it was built, and nothing imports its stylesheets.
	const known = form.prefix === '/' ? 'mayHave' : 'has';
	for (const [folder, start, root] of bases) {
		const path = pathFrom(folder, form, workspaceFolder);
		if (path !== undefined && images?.[known](path) !== false && (await files.exists(path))) {
			return { path, start: start(folder), root };
		}
	}
	return undefined;
}

/** Whether a document is a page that a makefile may make a folder of. */
async function mayBecomeFolder({ files, place: { path, workspaceFolder } }: Surroundings): Promise<boolean> {
	const folders = /\.html?$/i.test(path) ? foldersUpTo(parentOf(path), workspaceFolder) : [];
	return (await Promise.all(folders.map(each => files.names(each)))).some(names => names.has('Makefile'));
}

const pageOfGrav = /\/pages\/(?:[^/]+\/)*\d\d\.[^/]+\/[^/]+\.md$/;

/** The files that Metro accepts for `a.png`: `a@2x.png`, `a.ios.png`. */
async function otherScale(path: string, { files }: Surroundings): Promise<string | undefined> {
	const folder = parentOf(path);
	const [, stem = '', extension = ''] = /^([^]*)(\.\w+)$/.exec(baseNameOf(path)) ?? [];
	const suffix = /^(?:\.(?:ios|android|native))?(?:@\d(?:\.\d+)?x)?(?:\.(?:ios|android))?$/;
	const found = [...(await files.names(folder))].find(
		name =>
			name.startsWith(stem) &&
			name.endsWith(extension) &&
			suffix.test(name.slice(stem.length, name.length - extension.length)),
	);
	return found === undefined ? undefined : joinPath(folder, found);
}

/**
 * An image that a path of two or more segments ends with, from any folder: of the document's own package, of a site
 * that its documents belong to, or of a translation; the one that shares most folders with it. A name alone matches
 * an image directly in a served folder, or any image that a theme or component is given.
 *
 * @param isPlain whether such paths are taken literally in the document: then only a translation can have the image
 * instead
 */
async function endingAlike(
	reference: PathReference,
	written: WrittenPath,
	around: Surroundings,
	images: ImageList,
	isPlain: boolean,
): Promise<string | undefined> {
	const { rest, prefix } = written;
	const { place, project } = around;
	const declaring = declaredIn(reference, written, around);
	const isServed = (siteForm(reference, written, around) ?? written).prefix === '/';
	const isOnSite = isServed && !ofRazorLibrary.test(rest);
	// Nothing puts the image of another language in a document's own folder, but for a site, which may be elsewhere.
	const isShared = (image: string) =>
		isTranslation(image, place.path) &&
		(project.isSite || prefix !== '' || !images.hasBelow(languageFolder(image, place.path)));
	const isGiven = classOf(reference) === 'given' && isServed;
	const alikes = rest.includes('/')
		? images.ending(builtRest(written, around).replace(ofRazorLibrary, '$1/wwwroot/'))
		: [...images.named(rest)].filter(
				image =>
					isGiven ||
					(isTranslation(image, place.path) &&
						parentOf(twinDocument(image, place.path) ?? '') === parentOf(image)) ||
					(prefix === '/' && served.has(baseNameOf(parentOf(image)))),
			);
	let best: string | undefined;
	let most = -1;
	for (const image of alikes) {
		const isOwn = isOfPage(image, reference, written, around);
		const common = isOwn ? Infinity : sharedFolders(image, place.path);
		if (
			common > most &&
			(declaring === undefined || isWithinFolder(image, declaring)) &&
			// The list may be out of date.
			(await around.files.exists(image)) &&
			!isOfAnotherSite(image, around, isOnSite) &&
			!(isOnSite && isOfAnotherPage(image, written, around)) &&
			(isShared(image) || (!isPlain && (await mayServe(image, written, around))))
		) {
			[best, most] = [image, common];
		}
	}
	return best;
}

/** What follows the prefix of a folder that is only there once the project is built; else all of the path. */
function builtRest({ prefix, rest }: WrittenPath, { roots }: Surroundings): string {
	const leading = roots.filter(root => root.prefix.length > 1 && `${prefix}${rest}`.startsWith(root.prefix));
	const below = `${prefix}${rest}`.slice(leading[0]?.prefix.length);
	return prefix === '/' && !leading.some(({ exists }) => exists) && below.includes('/') ? below : rest;
}

/** Whether an image of Hugo's pages is served with a page, and not at the path. */
function isOfAnotherPage(image: string, { rest }: WrittenPath, { roots }: Surroundings): boolean {
	const site = roots.find(({ why, prefix }) => why === 'Hugo' && prefix === '/')?.project;
	const below = site === undefined ? undefined : pathBelow(joinPath(site, 'content'), image, false);
	const language = below?.slice(0, below.indexOf('/')) ?? '';
	return below !== undefined && below !== rest && !(isLanguage(language) && below === `${language}/${rest}`);
}

/** The files of a library of Razor components are served below its name. */
export const ofRazorLibrary = /^_content\/([^/]+)\//;

const served = new Set(['public', 'static', 'wwwroot', 'webapp', 'www']);

/** The only image directly in a folder that a server of the workspace has at `/public/`: `ui-public/a.png`. */
function namedServed({ prefix, rest }: WrittenPath, images: ImageList): string | undefined {
	const [folder = '', name = '', ...below] = rest.split('/');
	const isServed = prefix === '/' && served.has(folder) && below.length === 0;
	const found = isServed ? [...images.named(name)] : [];
	const [image] = found.filter(each => /[-_.]/.test(baseNameOf(parentOf(each)).at(-folder.length - 1) ?? ''));
	return found.length === 1 && image?.endsWith(`${folder}/${name}`) === true ? image : undefined;
}

/** The folder that a document's site serves. */
export const ownServed = ({ place, roots }: Surroundings): Root | undefined =>
	roots.find(
		({ prefix, folder, exists, project, why }) =>
			prefix === '/' &&
			exists &&
			(served.has(baseNameOf(folder)) || why === 'Flutter') &&
			isWithinFolder(place.path, project),
	);

/** Whether a folder belongs to another site, which has a folder like the one that the document's site serves. */
export function isServedApart(folder: string, own: Root, { place }: Surroundings): boolean {
	return (
		// Nearer to the document, it is of the same site.
		sharedFolders(folder, place.path) <= own.project.split('/').length &&
		!isWithinFolder(folder, own.folder) &&
		!isWithinFolder(folder, joinPath(own.project, 'themes')) &&
		(pathBelow(place.workspaceFolder, folder, false) ?? '').split('/').includes(baseNameOf(own.folder))
	);
}

/**
 * Whether an image is in the served folder of another site, while the document's site has one like it, which the path
 * starts from or the document is in.
 */
function isOfAnotherSite(image: string, around: Surroundings, isOnSite: boolean): boolean {
	const { place, roots, others } = around;
	const own = ownServed(around);
	const isServed = own !== undefined && isServedApart(parentOf(image), own, around);
	if (isOnSite) {
		return isServed || others.some(folder => isWithinFolder(image, folder));
	}
	// Django serves the folders of all applications as one.
	return isServed && isWithinFolder(place.path, own.folder) && !roots.some(({ why }) => why === 'Django');
}

/** The folder of the site that a document is of. */
export const ownSite = ({ project }: Surroundings): string | undefined =>
	project.roots.find(({ prefix, why }) => prefix === '/' && !plainFolders.has(why))?.project;

async function mayServe(image: string, written: WrittenPath, around: Surroundings): Promise<boolean> {
	const { place, files, roots, project, packageOf } = around;
	// A hidden document may be part of the other one, and a page may be what the other one is built from.
	const isPart = /(?:^|\/)\.|\.x?html?$/.test(pathBelow(place.workspaceFolder, place.path, false) ?? '');
	const isRelative = written.prefix === '' && image.endsWith(`/${written.rest}`);
	const version = isRelative && !isPart ? versionOf(place.path, image, written) : undefined;
	for (const owner of [twinDocument(image, place.path), version]) {
		if (owner !== undefined && (await files.exists(owner))) {
			return false;
		}
	}
	return (
		(await packageOf(image)) === project.package ||
		roots.some(
			({ prefix, folder }) =>
				prefix === '/' && folder !== place.workspaceFolder && isWithinFolder(image, folder),
		) ||
		// A document without a site is shown in another project's.
		(written.prefix === '/' &&
			!roots.some(({ prefix, exists }) => prefix === '/' && exists) &&
			[...served].some(folder => image.endsWith(`/${folder}/${written.rest}`)))
	);
}

/**
 * The start of a path that leads to an image; undefined where the image's path doesn't end with it.
 *
 * @param form the path without what the site is served at
 */
function startOf(image: string, { prefix, rest, ups }: WrittenPath, form?: WrittenPath): Start | undefined {
	if (prefix !== '' && ups > 0) {
		return undefined;
	}
	const short = form !== undefined && prefix === '/' && rest.endsWith(`/${form.rest}`) ? form.rest : rest;
	return image.endsWith(`/${short}`)
		? {
				prefix: prefix + rest.slice(0, rest.length - short.length),
				folder: image.slice(0, -short.length - 1) || '/',
			}
		: undefined;
}
