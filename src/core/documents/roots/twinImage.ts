import { baseNameOf, joinPath } from '../../assets/assetPath.ts';
import { isWithinFolder } from '../../assets/samePath.ts';
import type { ImageList } from './imageList.ts';
import type { WrittenPath } from './writtenPath.ts';

/** The hash that a bundler, or Hugo with the name of its operation, puts into the names of what it builds. */
const hash = /[._-](?:hu_?)?(?=[a-f]*\d)[\da-f]{8,64}(?:_[\w]{1,80})?(?=\.\w+$)/;

/** The image that one is built from, by its name: `boat.png` for `boat.3e2d7713f2cb.png`. */
export function builtFrom(path: string, images: ImageList): string | undefined {
	const name = baseNameOf(path);
	const source = name.replace(hash, '');
	return source === name ? undefined : [...images.named(source)][0];
}

const language = /^[a-z]{2}(?:[-_](?:[a-z]{2}|[A-Z]{2}|[A-Z][a-z]{3}|hans|hant|latn|cyrl|\d{3}))?$/;

/** Whether a folder is likely named after the language of its content. */
export function isLanguage(folder: string): boolean {
	return language.test(folder);
}

/** Whether the first folder that an image and a document do not share is a language in both. */
export function isTranslation(image: string, document: string): boolean {
	const at = sharedFolders(image, document);
	return [image, document].every(path => isLanguage(path.split('/')[at] ?? ''));
}

/** The first folder that a document doesn't share with an image. */
export function languageFolder(image: string, document: string): string {
	const segments = document.split('/');
	return segments.slice(0, sharedFolders(image, document) + 1).join('/');
}

/**
 * The document that an image belongs to instead of the given one, if there is such a document: its other version, at
 * the same path but for one folder. Undefined where the image is below the document's own folder.
 */
export function twinDocument(image: string, document: string): string | undefined {
	const at = sharedFolders(image, document);
	const segments = document.split('/');
	return at < segments.length - 1 ? segments.with(at, image.split('/')[at] ?? '').join('/') : undefined;
}

/**
 * The document from which a relative path leads to an image, if there is such a document: it has the given one's name,
 * and as many of its folders as the path leaves.
 */
export function versionOf(document: string, image: string, { rest, ups }: WrittenPath): string {
	return joinPath(image.slice(0, -rest.length), ...document.split('/').slice(-1 - ups));
}

/** How many leading folders two paths have in common. */
export function sharedFolders(a: string, b: string): number {
	const [some, others] = [a.split('/'), b.split('/')];
	const differs = some.findIndex((segment, index) => segment !== others[index]);
	return differs < 0 ? some.length : differs;
}

const scaffold = /\/(?:templates?|scaffolds?|skeletons?|boilerplates?|blueprints?)\//g;
/** The folder of one half of an exercise: what is missing in the other one is the same. */
const half = /^(.+[-_])[ab]$|^(|.+[-_])(?:start|initial|before|problem|solution|final|finished|after)$/;

/**
 * The image that replaces a missing one, because folders are merged before they are used: the parts of a scaffold for
 * new projects, a template with folders above it, or the two halves of an exercise.
 *
 * @param path absolute
 */
export function twinOf(path: string, images: ImageList): string | undefined {
	const ends = [...path.matchAll(scaffold)].map(({ 0: folder, index }) => {
		const end = path.slice(index);
		return [end, end.slice(folder.length - 1)];
	});
	const isAbove = (other: string, below: string) =>
		/.\//.test(below) && other.endsWith(below) && isWithinFolder(path, other.slice(0, -below.length));
	return [...images.named(baseNameOf(path))].find(
		other =>
			ends.some(([end = '', below = '']) => other.endsWith(end) || isAbove(other, below)) ||
			areHalves(path.split('/'), other.split('/')),
	);
}

function areHalves(some: readonly string[], others: readonly string[]): boolean {
	const at = some.findIndex((segment, index) => segment !== others[index]);
	const [one = '', other = ''] = [some[at], others[at]];
	const stem = stemOf(one);
	return (
		stem !== undefined &&
		stem === stemOf(other) &&
		some.slice(at + 1).join('/') === others.slice(at + 1).join('/')
	);
}

function stemOf(folder: string): string | undefined {
	const [, ofLetter, ofWord] = half.exec(folder) ?? [];
	return ofLetter ?? ofWord;
}
