import { isPixelSize } from '../../images/pixelSize.ts';
import type { Region } from '../tags.ts';
import { imagePath, type Decode } from '../imagePath.ts';
import type { ImageReference } from './imageReference.ts';
import { firstFrom, firstIndex } from '../syntax/sorted.ts';

/** A reference while what belongs to it is still being gathered. */
export interface Found extends Omit<
	ImageReference,
	'texts' | 'width' | 'height' | 'sizeAt' | 'picture' | 'givenTo' | 'icon' | 'site' | 'base' | 'isLoaded'
> {
	readonly texts: { -readonly [Key in keyof ImageReference['texts']]: ImageReference['texts'][Key] };
	width?: number;
	height?: number;
	sizeAt?: NonNullable<ImageReference['sizeAt']>;
	picture?: number;
	base?: string;
	givenTo?: 'theme' | 'component';
	isLoaded?: true;
	icon?: NonNullable<ImageReference['icon']>;
	site?: string;
}

/** A heading, or its equivalent; its text is read only where an image needs it. */
interface Heading {
	readonly start: number;
	readonly text: () => string;
}

/** A figure or table with its caption. */
interface Captioned extends Region {
	readonly caption: string;
}

/** Collects what the finders of all families find in one document. */
export interface Collector {
	readonly text: string;
	readonly headings: Heading[];
	/** Elements whose images have a caption. */
	readonly captioned: Captioned[];
	/** Images that a script knows by a name, so that a tag that shows the name can describe them. */
	readonly bindings: Map<string, Found[]>;
	/** Whether anything in `[start, end)` looks like the end of an image's name. */
	has(start: number, end: number): boolean;
	/** Offsets in `[start, end)` that look like the end of an image's name. */
	hits(start: number, end: number): readonly number[];
	/** Adds a place as a reference where it is one, without white space at its ends. */
	readonly add: (place: Region, kind: ImageReference['kind'], decode: Decode) => Found | undefined;
	/** The same for a place that may also hold the address of a site. */
	readonly addShared: (place: Region, kind: ImageReference['kind'], decode: Decode) => Found | undefined;
	/** Relative paths start from there instead (`<base href>`). */
	setBase(href: string): void;
	/** The reference that begins at an offset. */
	at(start: number): Found | undefined;
	/** All references in document order, each with the heading above it. */
	finish(): readonly ImageReference[];
}

export function createCollector(text: string, marks: readonly number[]): Collector {
	const found: Found[] = [];
	const byStart = new Map<number, Found>();
	let base = '';
	const headings: Heading[] = [];
	const captioned: Captioned[] = [];
	let known = 0;
	/** The finders go through the text, so it is mostly the one that was asked for last. */
	const firstMark = (offset: number): number => {
		if ((marks[known - 1] ?? -1) >= offset || (marks[known] ?? Infinity) < offset) {
			known = firstIndex(marks.length, index => (marks[index] ?? 0) >= offset);
		}
		return known;
	};

	function add({ start, end }: Region, kind: Found['kind'], decode: Decode): Found | undefined {
		const first = marks[firstMark(start)];
		if (first === undefined || first >= end) {
			return undefined;
		}
		const untrimmed = text.slice(start, end);
		const from = start + untrimmed.length - untrimmed.trimStart().length;
		const raw = untrimmed.trim();
		// As written, this is a Windows network path and not a workspace image, whatever a backslash means in this
		// language.
		const url = decode(raw);
		const path = raw.startsWith('\\\\') ? undefined : imagePath(fromBase(url, kind));
		if (path === undefined || byStart.has(from)) {
			return undefined;
		}
		const served = /^\/[^/]/.test(base) && fromBase(url, kind) !== url && { base };
		const reference: Found = { start: from, end: from + raw.length, raw, path, kind, ...served, texts: {} };
		found.push(reference);
		byStart.set(from, reference);
		return reference;
	}

	function addShared(place: Region, kind: Found['kind'], decode: Decode): Found | undefined {
		const written = decode(text.slice(place.start, place.end).trim());
		const [address = '', site = ''] = /^(https?:\/\/[\w.-]+(?::\d+)?)\//i.exec(written) ?? [];
		if (site === '') {
			return add(place, kind, decode);
		}
		const found = add(place, kind, whole => decode(whole).slice(address.length - 1));
		if (found) {
			found.site = site.toLowerCase();
		}
		return found;
	}

	/** What a module imports starts from the module. */
	function fromBase(url: string, kind: Found['kind']): string {
		return base === '' || kind === 'import' || /^(?:[\\/]|[a-z][a-z\d+.-]*:)/i.test(url) ? url : base + url;
	}

	function finish(): readonly ImageReference[] {
		headings.sort((a, b) => a.start - b.start);
		found.sort((a, b) => a.start - b.start);
		for (const { start, end, caption } of captioned) {
			const first = firstFrom(found, start);
			for (let index = first; (found[index]?.start ?? Infinity) < end; index++) {
				const reference = found[index];
				if (reference) {
					reference.texts.caption ??= caption;
				}
			}
		}
		for (const reference of found) {
			forgetUnlikelySize(reference);
			const above = firstFrom(headings, reference.start);
			// A heading may be empty, or an image alone; beyond a few it is no longer near.
			for (let index = above - 1; index >= 0 && index > above - 4; index--) {
				const heading = headings[index]?.text() ?? '';
				if (heading !== '' && reference.texts.heading === undefined) {
					reference.texts.heading = heading;
				}
			}
		}
		return found;
	}

	return {
		text,
		headings,
		captioned,
		bindings: new Map(),
		has: (start, end) => (marks[firstMark(start)] ?? Infinity) < end,
		hits: (start, end) => marks.slice(firstMark(start), firstMark(end)),
		add,
		addShared,
		setBase: href => {
			// Where a template begins the path, it isn't known either.
			base = /[{}<>%]|\/$/.test(href) ? href : '';
		},
		at: start => byStart.get(start),
		finish,
	};
}

/** Removes a size that no image can have. */
function forgetUnlikelySize(found: Found): void {
	const { width, height } = found;
	if (width !== undefined && height !== undefined && !isPixelSize({ width, height })) {
		delete found.width;
		delete found.height;
	}
}
