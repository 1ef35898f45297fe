import { isSamePath } from '../assets/samePath.ts';

/** A drive, as URIs of Windows files carry it: `c:`. */
const drive = /^[a-z]:$/i;

/**
 * The relative path from a document to an asset, with POSIX separators and nothing escaped. Both paths are POSIX
 * paths from one root: URI paths (`/c:/site/a.md`), or both relative to one workspace folder. Drive letters are
 * compared case-insensitively, and with `ignoresCase` so are all names. Undefined where there is no relative path:
 * other drives, or the asset is the document's folder. A first segment with a colon gets `./`, so that it cannot be
 * read as a scheme.
 */
export function relativePath(
	documentPath: string,
	assetPath: string,
	ignoresCase = false,
): string | undefined {
	const from = segments(documentPath).slice(0, -1);
	const to = segments(assetPath);
	let shared = 0;
	while (shared < from.length && shared < to.length && same(from[shared], to[shared], ignoresCase)) {
		shared++;
	}
	if (shared === 0 && (drive.test(from[0] ?? '') || drive.test(to[0] ?? ''))) {
		return undefined;
	}
	const way = [...from.slice(shared).map(() => '..'), ...to.slice(shared)];
	if (way.length === 0 || way.at(-1) === '..') {
		return undefined;
	}
	return withoutScheme(way.join('/'));
}

/** A path whose first segment has a colon, with `./` before it. */
export function withoutScheme(path: string): string {
	return /^[^/]*:/.test(path) ? `./${path}` : path;
}

/** A path that says it is relative, as bundlers want it: `./x.webp`, `../x.webp`. */
export function explicitlyRelative(path: string): string {
	return /^(?:\.{0,2}\/|\.\.?$)/.test(path) ? path : `./${path}`;
}

function segments(path: string): string[] {
	const kept: string[] = [];
	for (const segment of path.split('/')) {
		if (segment === '..') {
			kept.pop();
		} else if (segment !== '' && segment !== '.') {
			kept.push(segment);
		}
	}
	return kept;
}

function same(a: string | undefined, b: string | undefined, ignoresCase: boolean): boolean {
	return a !== undefined && b !== undefined && isSamePath(`/${a}`, `/${b}`, ignoresCase);
}
