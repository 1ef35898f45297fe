import { baseNameOf } from '../../assets/assetPath.ts';
import type { ImageList } from './imageList.ts';

/** The hash that a bundler, or Hugo with what it did, puts into the names of what it builds. */
const hash = /[._-](?:hu_?)?(?=[a-f]*\d)[\da-f]{8,64}(?:_[\w]{1,80})?(?=\.\w+$)/;

/** The image that one is built from, by its name: `boat.png` for `boat.3e2d7713f2cb.png`. */
export function builtFrom(path: string, images: ImageList): string | undefined {
	const name = baseNameOf(path);
	const source = name.replace(hash, '');
	return source === name ? undefined : [...images.named(source)][0];
}

const scaffold = /\/(?:templates?|scaffolds?|skeletons?|boilerplates?|blueprints?)\//g;
/** The folder of one half of an exercise: what the other one lacks is the same. */
const half = /^(.+[-_])[ab]$|^(|.+[-_])(?:start|initial|before|problem|solution|final|finished|after)$/;

/**
 * The image that stands for one that is not there, since folders are laid over each other before anyone sees them: the
 * parts of a scaffold for new projects, or the two halves of an exercise.
 *
 * @param path absolute
 */
export function twinOf(path: string, images: ImageList): string | undefined {
	const ends = [...path.matchAll(scaffold)].map(({ index }) => path.slice(index));
	const others = [...images.named(baseNameOf(path))];
	return others.find(
		other => ends.some(end => other.endsWith(end)) || areHalves(path.split('/'), other.split('/')),
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
