import { joinPath, parentOf } from '../../assets/assetPath.ts';
import { isSamePath, isWithinFolder } from '../../assets/samePath.ts';
import { plainFolders } from './conventions.ts';
import type { ImageList } from './imageList.ts';
import type { ImagePlace, PathReference, Root, ImageSearch, Surroundings } from './surroundings.ts';
import { isByPage, isLasting, pathOf, type LearnedRoots, type Start } from './learnedRoots.ts';
import {
	classOf,
	isPartial,
	isTemplate,
	keyOf,
	keysOf,
	mayStartFrom,
	pageFolder,
	siteForm,
} from './pathKind.ts';
import { formsOf, isServedApart, ownServed, pathsBy } from './searchImage.ts';
import { overlaid } from './overlays.ts';
import { firstFolder, pathFromRoot, pathFrom, type WrittenPath } from './writtenPath.ts';

/**
 * Where a missing image belongs: where the references of its document lead, else those around it, else where the
 * project's configuration says, else where its kind of project has them. Undefined where none of these says it.
 *
 * @param search an image that was found for it is a different one
 * @param allLearned what is learned, the nearest first; the first one is the document's own
 */
export function placeNewImage(
	search: ImageSearch,
	around: Surroundings,
	images: ImageList | undefined,
	allLearned: readonly LearnedRoots[],
): ImagePlace | undefined {
	const { reference, written } = search;
	const { workspaceFolder } = around.place;
	const built = formsOf(written, undefined, around).at(-1) ?? written;
	const isTaught = () => allLearned.some(learned => learned.of(keyOf(reference, written)).length > 0);
	const hasOwnFolder = () =>
		around.roots
			.filter(root => root.holdsSources !== true && mayStartFrom(root, reference, written))
			.some(root => hasSiblings(pathFromRoot(root, written, workspaceFolder), images));
	if (built !== written && !isTaught() && !hasOwnFolder()) {
		// The site is served below its first folder.
		return placeNewImage({ ...search, written: built }, around, images, allLearned);
	}
	const set = around.roots
		.filter(({ why }) => why === 'setting')
		.flatMap(root => pathFromRoot(root, written, workspaceFolder) ?? []);
	if (set.length > 0) {
		return placed(nearSiblings(set, images), 'setting');
	}
	const taught = byLearnedRoots(search, around, images, allLearned);
	const isBeside = classOf(reference) !== 'given' && isOfBundle(reference, around);
	if (taught?.root === 'document' || (!isBeside && hasSiblings(taught?.path, images))) {
		return taught;
	}
	// What other documents teach leads to a folder without images: a declared root may lead to one with images.
	const usual = byKind({ reference, written }, around, images);
	return taught === undefined || isBeside || hasSiblings(usual?.path, images) ? usual : taught;
}

/** Whether Hugo, or a theme of it, looks in the page's own bundle first. */
const isOfBundle = ({ path }: PathReference, { place, roots }: Surroundings): boolean =>
	/\/index(?:\.[\w-]{2,8})?\.\w+$/.test(place.path) &&
	!path.includes('/') &&
	roots.some(({ why }) => why === 'Hugo');

/** Where similarly written paths lead; its root is `document` where those of the document itself say so. */
function byLearnedRoots(
	{ reference, written, found }: ImageSearch,
	around: Surroundings,
	images: ImageList | undefined,
	allLearned: readonly LearnedRoots[],
): ImagePlace | undefined {
	// Other documents' own folders say nothing of a tag that stays as it is in a component.
	const isOfSite =
		classOf(reference) === 'tag' && !isPartial(around) && siteForm(reference, written, around) !== undefined;
	for (const key of keysOf(reference, written)) {
		for (const [index, learned] of allLearned.entries()) {
			const starts = learned
				.of(key)
				.filter(start => index === 0 || start !== 'document' || !isOfSite)
				.filter(start => index < 2 || isLasting(start, written))
				.filter(start => index === 0 || !isOfAnotherSite(start, around));
			const paths = starts
				.flatMap(start => pathOf(start, written, around) ?? [])
				.filter(path => found === undefined || !isSamePath(path, found.path, false));
			if (paths.length > 0) {
				// Each page has a folder of its own, where nothing else need be.
				const isBesidePages =
					classOf(reference) === 'given' &&
					/\/index\.\w+$/.test(around.place.path) &&
					starts.every(start => start === 'document');
				return placed(
					nearSiblings(
						written.prefix === '' ? [...paths.slice(0, 1), ...overlaid(paths[0], around)] : paths,
						images,
					),
					index === 0 || isByPage(starts[0]) || isBesidePages ? 'document' : 'sibling',
				);
			}
		}
	}
	return undefined;
}

const placed = (path: string | undefined, root: string): ImagePlace | undefined =>
	path === undefined ? undefined : { path, exists: false, root };

/** The first one that would be next to other images, else the first. */
function nearSiblings(paths: readonly string[], images: ImageList | undefined): string | undefined {
	return paths.find(path => hasSiblings(path, images)) ?? paths[0];
}

const hasSiblings = (path: string | undefined, images: ImageList | undefined): boolean =>
	path !== undefined && images?.hasFolder(parentOf(path)) === true;

/** Whether a start is the root of another site than the one that the document's folder belongs to. */
function isOfAnotherSite(start: Start, around: Surroundings): boolean {
	const { place, project } = around;
	if (typeof start === 'string' || !start.prefix.startsWith('/')) {
		return false;
	}
	const site = ownServed(around);
	if (
		site !== undefined &&
		isWithinFolder(start.folder, site.project) &&
		isServedApart(start.folder, site, around)
	) {
		return true;
	}
	const isOfSite = ({ prefix, why }: Root) => prefix.startsWith('/') && !plainFolders.has(why);
	const own = project.roots.find(root => isOfSite(root) && isWithinFolder(place.path, root.project));
	return (
		own !== undefined &&
		!isWithinFolder(start.folder, own.project) &&
		!project.roots.some(root => isOfSite(root) && isSamePath(root.folder, start.folder, false))
	);
}

/** By the roots that the project declares, and those that are usual for its kind. */
function byKind(
	{ reference, written }: Pick<ImageSearch, 'reference' | 'written'>,
	around: Surroundings,
	images: ImageList | undefined,
): ImagePlace | undefined {
	const { place, project } = around;
	const of = classOf(reference);
	if (written.prefix !== '') {
		return byRoots({ reference, written }, around, images);
	}
	const plain = pathFrom(parentOf(place.path), written, place.workspaceFolder);
	if (of === 'import' && !written.isDotted) {
		const modules = around.roots.filter(({ imports, exists }) => imports === true && exists);
		const leading = (roots: readonly Root[]) =>
			roots.flatMap(root => pathFromRoot(root, written, place.workspaceFolder) ?? []);
		const named = leading(modules.filter(({ prefix }) => prefix !== ''));
		if (named.length > 0) {
			return placed(nearSiblings(named, images), 'alias');
		}
		const paths = leading(modules);
		const near = [...paths, ...(plain === undefined ? [] : [plain])];
		const beside = near.find(path => hasSiblings(path, images));
		return beside === undefined && written.rest.includes('/')
			? amongSiblings(written, around, images)
			: placed(beside ?? plain, 'tsconfig');
	}
	if (of === 'styles' && /\/_[^/]*$/.test(place.path) && project.sass[0] !== undefined) {
		return placed(pathFrom(project.sass[0], written, place.workspaceFolder), 'importer');
	}
	if (of === 'tag' && project.hasPages && /\.(?:md|markdown)$/i.test(place.path)) {
		return placed(
			pathFrom(pageFolder(around) ?? parentOf(place.path), written, place.workspaceFolder),
			'page',
		);
	}
	const site = siteForm(reference, written, around);
	const isSite =
		site !== undefined &&
		!(of === 'given' && isOfBundle(reference, around)) &&
		(of === 'given' ? project.isSite : !isPartial(around) || isTemplate(around));
	const isServed = (root: Root) => root.prefix.startsWith('/') && root.exists && root.isSite !== true;
	if (isSite && around.roots.some(isServed)) {
		const onSite = byRoots({ reference, written: site }, around, images);
		const isBeside = of === 'given' || !hasSiblings(onSite?.path, images);
		return isBeside && hasSiblings(plain, images) ? placed(plain, 'document') : onSite;
	}
	if (plain === undefined) {
		return undefined;
	}
	const isBeside = hasSiblings(plain, images);
	const over = isBeside ? undefined : overlaid(plain, around).find(path => hasSiblings(path, images));
	if (over !== undefined) {
		return placed(over, 'overlay');
	}
	return {
		path: plain,
		exists: false,
		...(of === 'tag' && isPartial(around) && !isBeside && { isUnsure: true }),
	};
}

/** A path with a prefix, by the roots that have it; the nearest, and those that exist, come first. */
function byRoots(
	{ reference, written }: Pick<ImageSearch, 'reference' | 'written'>,
	around: Surroundings,
	images: ImageList | undefined,
): ImagePlace | undefined {
	const { place, project, roots } = around;
	const { workspaceFolder, path: document } = place;
	const candidates = formsOf(written, undefined, around).flatMap(form =>
		roots
			.filter(root => mayStartFrom(root, reference, written))
			.flatMap(root => pathsBy(root, form, workspaceFolder).map(({ path }) => ({ root, path })))
			// The longest prefix is the most specific.
			.sort((a, b) => b.root.prefix.length - a.root.prefix.length),
	);
	const first = candidates[0]?.root;
	const nearest = candidates.filter(
		({ root }) => root.project === first?.project && root.prefix === first.prefix,
	);
	const best =
		candidates.find(({ path }) => hasSiblings(path, images)) ??
		nearest.find(({ root }) => root.exists && root.holdsSources !== true) ??
		nearest.find(({ root }) => root.holdsSources !== true) ??
		nearest[0];
	if (best !== undefined) {
		return { path: best.path, exists: false, root: best.root.why };
	}
	const sibling = amongSiblings(written, around, images);
	if (written.prefix !== '/' || (sibling !== undefined && sibling.isUnsure !== true)) {
		return sibling;
	}
	if (project.index !== undefined) {
		return placed(pathFrom(project.index, written, workspaceFolder), 'index.html');
	}
	if (/\.(?:vue|svelte|astro|[jt]sx)$/i.test(document) && firstFolder(written) !== 'public') {
		return { path: joinPath(project.package, 'public', written.rest), exists: false, isUnsure: true };
	}
	const path = pathFrom(workspaceFolder, written, workspaceFolder);
	const isEvident = parentOf(document) === workspaceFolder;
	return path === undefined ? undefined : { path, exists: false, ...(!isEvident && { isUnsure: true }) };
}

/** In the folder of the package that ends like the path's; unsure where there are several, undefined where none does. */
function amongSiblings(
	{ rest }: WrittenPath,
	{ project }: Surroundings,
	images: ImageList | undefined,
): ImagePlace | undefined {
	const folder = parentOf(rest);
	const siblings = (folder === '.' ? [] : (images?.foldersEnding(folder) ?? [])).filter(each =>
		isWithinFolder(each, project.package),
	);
	const [sibling] = siblings;
	return sibling === undefined
		? undefined
		: {
				path: joinPath(sibling, rest.slice(folder.length + 1)),
				exists: false,
				root: 'sibling',
				...(siblings.length > 1 && { isUnsure: true }),
			};
}
