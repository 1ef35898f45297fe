import { assetFileName } from '../../assets/assetFileName.ts';
import { joinPath } from '../../assets/assetPath.ts';
import { pathBelow } from '../../assets/samePath.ts';
import { nameKey } from '../../assets/freeName.ts';
import { formatOfName } from '../../images/imageFormat.ts';
import type { PixelSize } from '../../images/pixelSize.ts';
import type { ImageReference } from '../references/imageReference.ts';
import { describes, descriptionOf, nameWords, promptFor } from './promptOf.ts';
import { sizeInName, withoutSize } from '../sizeInName.ts';
import { lazily } from '../references/tagTexts.ts';
import { iconFinder } from './iconSets.ts';
import { locateImages, type ImagePlaces, type SearchedDocument } from '../roots/imagePlaces.ts';
import type { ImagePlace, Surroundings } from '../roots/surroundings.ts';
import type { DocumentPlace } from '../roots/fileLookup.ts';
import type { SharedRoots } from '../roots/learnedRoots.ts';

/** A reference to an image that does not exist. */
export interface MissingReference extends DocumentPlace {
	readonly reference: ImageReference;
	/** Absolute: where the image is looked for, and where it should be. */
	readonly target: string;
	/**
	 * The name of a file there that differs only in case: it should be linked, rather than generated. With the folders
	 * from the first one on that differs, too.
	 */
	readonly otherSpelling?: string;
	/** Nothing shows that it belongs there rather than elsewhere. */
	readonly isUnsure?: true;
	/** Its description belongs to another image of the document, which exists. */
	readonly isBorrowed?: true;
	/** Of an icon: a key shared by all icons of one site or app, which show one picture. */
	readonly iconSet?: string;
	/** Images that exist and show the same picture, in other sizes or formats; absolute. */
	readonly siblings: readonly string[];
}

/** One missing image, with all references to it. */
export interface MissingImage {
	/** Absolute. */
	readonly target: string;
	/** Absolute. */
	readonly workspaceFolder: string;
	/** On one line; empty where nothing says what it shows. */
	readonly prompt: string;
	/**
	 * Too vague to spend credits on unreviewed: the prompt is at most a word of the file's name, or it is a heading
	 * above other images, too, or it describes one of them.
	 */
	readonly isVague: boolean;
	/** Nothing shows that it belongs at its path rather than elsewhere. */
	readonly isUnsure: boolean;
	/** Exact pixels; undefined where no reference states them. */
	readonly size: PixelSize | undefined;
	/** The largest width that a reference states, where none states the height. */
	readonly width: number | undefined;
	/** Of an icon: how it is drawn, and what an ICO holds. */
	readonly icon?: ImageReference['icon'];
	/** Images that exist and show the same picture; absolute. */
	readonly siblings: readonly string[];
	/** Where it is missed: at least one. */
	readonly references: readonly MissingReference[];
}

/** A document, its references, and the images that were found for them. */
export interface SearchedReferences {
	readonly place: DocumentPlace;
	readonly references: readonly ImageReference[];
	readonly searched: SearchedDocument;
}

/**
 * Those of a document's references whose image does not exist, in their order. Paths that can't be a file's name, or
 * can't be resolved, are left out.
 */
export async function missingAmong(
	references: readonly ImageReference[],
	place: DocumentPlace,
	places: ImagePlaces,
): Promise<readonly MissingReference[]> {
	const searched = await places.search(references, place);
	return missingIn({ place, references, searched });
}

/** The same for a document that was already searched. @param shared what was learned from other documents */
export async function missingIn(
	{ place, references, searched }: SearchedReferences,
	shared?: SharedRoots,
): Promise<readonly MissingReference[]> {
	const places = locateImages(searched, shared);
	const located = references.map((reference, index) => ({ reference, at: places[index] }));
	const siblings = existingByPicture(located);
	const borrowed = describedElsewhere(located);
	const icons = iconFinder(searched.around);
	const folders = createTargetFolders(searched.around);
	const missing = await Promise.all(
		located.map(async ({ reference, at }): Promise<MissingReference | undefined> => {
			if (at === undefined || at.exists || !folders.canBeMade(at.path, reference)) {
				return undefined;
			}
			const otherSpelling = await folders.otherSpelling(at.path);
			return {
				reference,
				target: at.path,
				...place,
				...(otherSpelling !== undefined && { otherSpelling }),
				...(at.isUnsure && { isUnsure: at.isUnsure }),
				...(borrowed(reference) && { isBorrowed: true }),
				...(reference.icon && { iconSet: await icons.setOf(at.path) }),
				siblings: [
					...(reference.picture === undefined ? [] : (siblings.get(reference.picture) ?? [])),
					...(reference.icon ? await icons.beside(at.path) : []),
				],
			};
		}),
	);
	return missing.filter(each => each !== undefined);
}

/** Where a target's beginning leads, in the spelling of the disk, and the part of that which is spelled like it. */
interface Spelling {
	readonly path: string;
	readonly same: string;
}

/** A folder for missing images: whether it can be made, and where it is. */
type TargetFolder = readonly [canBeMade: boolean, spelling: Promise<Spelling | undefined>];

/** Looks at each folder once. */
function createTargetFolders({ files, place: { workspaceFolder } }: Surroundings) {
	const known = new Map<string, TargetFolder>();

	async function below(above: Promise<Spelling | undefined>, segment: string): Promise<Spelling | undefined> {
		const at = await above;
		if (at === undefined) {
			return undefined;
		}
		const next = joinPath(at.path, segment);
		const isThere = await files.exists(next);
		const name = isThere ? segment : await files.otherSpelling(next);
		return name === undefined
			? undefined
			: { path: joinPath(at.path, name), same: isThere && at.same === at.path ? next : at.same };
	}

	/** @param folder from the workspace folder, with a slash at its end; empty for that itself */
	function folderOf(folder: string): TargetFolder {
		let found = known.get(folder);
		if (found === undefined) {
			const segments = folder.split('/').slice(0, -1);
			const top: Spelling = { path: workspaceFolder, same: workspaceFolder };
			const canBeMade = segments.every(canBeFolder);
			found = [canBeMade, (canBeMade ? segments : []).reduce(below, Promise.resolve(top))];
			known.set(folder, found);
		}
		return found;
	}

	return {
		/** Whether an image can be made at exactly this path on every platform, below the workspace folder. */
		canBeMade(target: string, { icon }: Pick<ImageReference, 'icon'>): boolean {
			const [folder, name] = partsOf({ target, workspaceFolder });
			const format = formatOfName(name);
			const isKnown = format !== undefined || (icon?.sizes !== undefined && /\.ico$/i.test(name));
			return isKnown && assetFileName(name, format) === name && folderOf(folder)[0];
		},
		async otherSpelling(target: string): Promise<string | undefined> {
			const [folder, name] = partsOf({ target, workspaceFolder });
			const { path, same } = (await below(folderOf(folder)[1], name)) ?? {};
			return path === undefined || same === undefined || same === path
				? undefined
				: pathBelow(same, path, false);
		},
	};
}

/** A target's folder from the workspace folder, with a slash at its end, and its name. */
function partsOf(target: Pick<MissingImage, 'target' | 'workspaceFolder'>): readonly [string, string] {
	const path = relativeTarget(target);
	const cut = path.lastIndexOf('/') + 1;
	return [path.slice(0, cut), path.slice(cut)];
}

/** The part of the path that `otherSpelling` corrects; the file's name where there is none. */
export function misspelled({ target, otherSpelling = '' }: MissingReference): string {
	return target.split('/').slice(-otherSpelling.split('/').length).join('/');
}

interface LocatedReference {
	readonly reference: ImageReference;
	readonly at: ImagePlace | undefined;
}

/** The images that exist, by the pictures that they show; images with several different descriptions are left out. */
function existingByPicture(located: readonly LocatedReference[]): ReadonlyMap<number, readonly string[]> {
	const byPath = new Map<string, ImageReference[]>();
	for (const { reference, at } of located) {
		if (at?.exists === true && reference.picture !== undefined) {
			const references = byPath.get(at.path);
			if (references === undefined) {
				byPath.set(at.path, [reference]);
			} else {
				references.push(reference);
			}
		}
	}
	const found = new Map<number, string[]>();
	for (const [path, references] of byPath) {
		const said = new Set(references.map(reference => descriptionOf({ reference })));
		for (const { picture } of said.size === 1 ? references : []) {
			if (picture !== undefined) {
				found.set(picture, [...(found.get(picture) ?? []), path]);
			}
		}
	}
	return found;
}

/** Whether what a document says of an image belongs to another picture of it, which exists. */
function describedElsewhere(located: readonly LocatedReference[]): (reference: ImageReference) => boolean {
	const byPrompt = lazily(() =>
		Map.groupBy(
			located.filter(({ at, reference }) => at?.exists === true && reference.icon === undefined),
			({ reference }) => keyOfPrompt(promptFor(reference)),
		),
	);
	const subjects = new Map<string, ReadonlyMap<string, number | undefined>>();
	return reference => {
		const said = keyOfPrompt(promptFor(reference));
		const same = said === '' || reference.icon !== undefined ? [] : (byPrompt().get(said)?.slice(-21) ?? []);
		const others =
			subjects.get(said) ??
			new Map(same.map(({ reference: other }) => [subjectOf(other), other.picture] as const));
		subjects.set(said, others);
		const isSame = reference.picture !== undefined && [...others.values()].includes(reference.picture);
		return others.size > 0 && !isSame && !others.has(subjectOf(reference));
	};
}

/** The name of an image without what tells its variants apart: those of one picture have the same. */
function subjectOf({ path }: ImageReference): string {
	const variant =
		/^(?:dark|light|day|night|mobile|desktop|tablet|small|medium|large|sm|md|lg|xl|min|retina|hd|webp)$/i;
	const words = nameWords(path).filter(word => !variant.test(word) && !/^w?\d+\w?$/i.test(word));
	// A name that only counts tells pictures apart.
	const counted = () =>
		(withoutSize(path.replace(/\.[^.]*$/, '')).match(/[^-_/ ]+/g) ?? []).filter(word => !variant.test(word));
	return (words.length === 0 ? counted() : words).join(' ').toLowerCase();
}

/** Prompts that differ only in punctuation and letter case have the same key. */
const keyOfPrompt = (prompt: string): string =>
	prompt
		.toLowerCase()
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.trim();

/** The same without short numbers, which only count. */
const keyOfSeries = (prompt: string): string => keyOfPrompt(prompt).replace(/(?<!\d)\d{1,3}(?!\d)/g, '#');

/** Folders such as `.github` hold images as well; those of version control systems don't. */
function canBeFolder(segment: string): boolean {
	const plain = segment.replace(/^\.(?=[^.])/, '');
	return assetFileName(`${plain}.png`, 'png') === `${plain}.png` && !/^\.(?:git|hg|svn)$/i.test(segment);
}

/** The exact pixels that a reference asks for: those in the file's name before those of its attributes. */
export function sizeOf({ path, width, height }: ImageReference): PixelSize | undefined {
	return sizeInName(path) ?? (width === undefined || height === undefined ? undefined : { width, height });
}

/**
 * One image for each path that is missing, in the order of the first references to them: with the most informative
 * prompt of its references, and the largest size. Paths that differ only in case count as one, as on many file
 * systems; a file that exists in another spelling isn't missing.
 */
export function groupMissing(missing: readonly MissingReference[]): readonly MissingImage[] {
	const groups = new Map<string, MissingReference[]>();
	for (const each of missing.filter(({ otherSpelling }) => otherSpelling === undefined)) {
		const key = nameKey(each.target);
		const group = groups.get(key);
		if (group === undefined) {
			groups.set(key, [each]);
		} else {
			group.push(each);
		}
	}
	const images = [...groups.values()].map(imageOf);
	const shared = sharedPrompts(images);
	return images.map(image => (shared.has(image) ? { ...image, isVague: true } : image));
}

/** How many pictures may share one description: it doesn't tell three members of a team apart. */
const mostDescribed = 2;

/** Images that share their prompt with others which show something else, as far as the documents show. */
function sharedPrompts(images: readonly MissingImage[]): ReadonlySet<MissingImage> {
	const byPrompt = Map.groupBy(images, ({ prompt, references }) =>
		references.some(isDescribed) ? keyOfPrompt(prompt) : keyOfSeries(prompt),
	);
	return new Set(
		[...byPrompt.values()].flatMap(same => {
			const described = same.filter(({ references }) => references.some(isDescribed));
			const others = same.filter(({ references }) => !references.some(isDescribed));
			return [
				...(picturesIn(same) > 1 ? others : []),
				...(picturesIn(described) > mostDescribed ? described : []),
			];
		}),
	);
}

/** How many different pictures the images show, as far as their documents show. */
function picturesIn(images: readonly MissingImage[]): number {
	return new Set(
		images.map(({ target, references: [first] }) =>
			first?.reference.picture === undefined
				? target
				: (first.iconSet ?? `${first.path} ${first.reference.picture}`),
		),
	).size;
}

function imageOf(references: readonly MissingReference[]): MissingImage {
	const [first] = references;
	let prompt = '';
	let described = false;
	let size: PixelSize | undefined;
	let distance = Infinity;
	for (const each of references) {
		const { reference } = each;
		const own = promptFor(reference);
		const describes = isDescribed(each);
		const from = translated(each);
		const isBetter =
			describes === described
				? from === distance
					? own.length > prompt.length
					: from < distance && own !== ''
				: describes;
		if (prompt === '' || isBetter) {
			prompt = own;
			described = describes;
			distance = from;
		}
		const wanted = sizeOf(reference);
		if (wanted && (size === undefined || wanted.width * wanted.height > size.width * size.height)) {
			size = wanted;
		}
	}
	const { target = '', workspaceFolder = '' } = first ?? {};
	const icon = references.map(({ reference }) => reference.icon).find(each => each !== undefined);
	const width = references.reduce((most, { reference }) => Math.max(most, reference.width ?? 0), 0);
	return {
		target,
		workspaceFolder,
		prompt,
		isVague: !described && (references.some(({ isBorrowed }) => isBorrowed === true) || !hasWords(prompt)),
		isUnsure: references.every(each => each.isUnsure === true),
		size,
		...(icon && { icon }),
		width: size === undefined && width > 0 ? width : undefined,
		// Those of one picture share a list, which may be long.
		siblings: [...new Set([...new Set(references.map(({ siblings }) => siblings))].flat())],
		references,
	};
}

/** Whether a prompt has two words that aren't numbers or versions (`3d` is a word), or as much without spaces. */
function hasWords(prompt: string): boolean {
	const words = prompt
		.match(/[\p{L}\p{M}\p{N}'’.]+/gu)
		?.filter(word => /^[2-8][dgk]$/i.test(word) || !/^(?:v|\P{L})?\d[\w.]*$|^\P{L}+$/u.test(word));
	return (
		(words?.length ?? 0) > 1 ||
		/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]{7}|[\p{sc=Thai}]{14}/u.test(prompt)
	);
}

/** Whether the document says what the image shows, rather than only where it is. */
function isDescribed({ reference: { texts, path }, isBorrowed }: MissingReference): boolean {
	const { alt, title, caption, ariaLabel } = texts;
	return isBorrowed !== true && [alt, title, caption, ariaLabel].some(text => describes(text, path));
}

/** A missing image's path from its workspace folder. */
export function relativeTarget({
	target,
	workspaceFolder,
}: Pick<MissingImage, 'target' | 'workspaceFolder'>): string {
	return pathBelow(workspaceFolder, target, false) ?? target;
}

/** A code of a language, which may have a script or a region: `de`, `pt_BR`, `zh-hant`, `es-419`. */
const language = /^[a-z]{2}(?:[-_](?:[a-z]{2}|[A-Z]{2}|[A-Z][a-z]{3}|han[st]|latn|cyrl|\d{3}))?$/;
const languageNames = new Set(
	'german french spanish portuguese italian polish russian ukrainian turkish arabic hebrew hindi thai vietnamese japanese chinese korean'.split(
		' ',
	),
);
const english = /^en(?![a-z])/;

/**
 * How far a document likely is from the original, by its folder and its name: 0 where nothing shows that it is a
 * translation, 1 for one into English, which others are often made from, 2 for any other.
 */
function translated({ path, workspaceFolder }: DocumentPlace): number {
	const segments = (pathBelow(workspaceFolder, path, false) ?? '').split('/');
	const name = segments.pop() ?? '';
	const [, ofName = ''] = /[._-]([a-z]{2}(?:[-_][a-zA-Z]{2,4})?)\.\w+$/.exec(name) ?? [];
	const [, ofReadme = ''] = /^readme[._-]([a-z]{2}(?:[-_][a-z]{2,4})?)\.\w+$/i.exec(name) ?? [];
	const codes = [...segments, ofName, ofReadme.toLowerCase()];
	const found = codes.filter(
		each =>
			each === 'i18n' ||
			languageNames.has(each.toLowerCase()) ||
			(language.test(each) && !notLanguages.has(each)),
	);
	return found.length === 0 ? 0 : found.every(each => english.test(each)) ? 1 : 2;
}

/** Folders of two letters that don't hold translations. */
const notLanguages = new Set('ui js ts db ai ci cs go rb py my io ee is as'.split(' '));
