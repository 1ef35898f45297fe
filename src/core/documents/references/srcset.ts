import type { PixelSize } from '../../images/pixelSize.ts';
import type { Region } from '../tags.ts';

/** One image of a `srcset`; `descriptor` is `2x`, `800w` or empty. */
interface Candidate extends Region {
	readonly descriptor: string;
}

/** White space is HTML's, which is ASCII: names may have other blanks. */
const gap = /[ \t\n\r\f,]*/y;
const url = /[^ \t\n\r\f]*/y;
/** Between two images without white space, where the first one has certainly ended. */
const joint = /\.(?:png|jpe?g|webp),(?=[^ \t\n\r\f,])/gi;

/** The images of a `srcset` in a place, in their order; read as HTML does. One pass. */
export function srcsetCandidates(text: string, { start, end }: Region): readonly Candidate[] {
	// A separate string, so that no search runs past the end.
	const source = text.slice(start, end);
	const candidates: Candidate[] = [];
	for (let at = skip(gap, source, 0); at < source.length; at = skip(gap, source, at)) {
		const over = skip(url, source, at);
		const last = withoutCommas(source, over);
		const until = last < over ? over : endOfDescriptors(source, over);
		const from = addJoined(candidates, source, { start: at, end: last }, start);
		const descriptor = source.slice(over, until).trim();
		candidates.push({ start: start + from, end: start + last, descriptor });
		at = until;
	}
	return candidates;
}

/** Adds all images but the last of a URL that is really several; returns the offset where the last one begins. */
function addJoined(candidates: Candidate[], source: string, { start, end }: Region, offset: number): number {
	const run = source.slice(start, end);
	let from = 0;
	for (const { index, 0: mark } of run.startsWith('data:') ? [] : run.matchAll(joint)) {
		const afterMark = index + mark.length;
		candidates.push({ start: offset + start + from, end: offset + start + afterMark - 1, descriptor: '' });
		from = afterMark;
		if (run.startsWith('data:', from)) {
			break;
		}
	}
	return start + from;
}

function withoutCommas(source: string, end: number): number {
	let last = end;
	while (source[last - 1] === ',') {
		last--;
	}
	return last;
}

/** The comma that ends the descriptors from an offset on, outside parentheses; else the end. */
function endOfDescriptors(source: string, from: number): number {
	const mark = /[,(]/g;
	mark.lastIndex = from;
	for (let found = mark.exec(source); found; found = mark.exec(source)) {
		if (found[0] === ',') {
			return found.index;
		}
		const close = source.indexOf(')', found.index);
		if (close < 0) {
			break;
		}
		mark.lastIndex = close + 1;
	}
	return source.length;
}

function skip(pattern: RegExp, source: string, at: number): number {
	pattern.lastIndex = at;
	pattern.test(source);
	return pattern.lastIndex;
}

const scaled = /^(\d{1,5}(?:\.\d{1,5})?|\.\d{1,5})([xw])$/;

/**
 * The size of an image with the given shown size and descriptor, in whole pixels: `2x` has twice the sides, `800w` is
 * 800 wide and as high as the aspect ratio says, where that is known. Without a descriptor, or with `1x`, the known
 * sides; with another density none, unless both sides are known. May be larger or smaller than any image.
 */
export function shownSize(shown: Partial<PixelSize>, descriptor: string): Partial<PixelSize> {
	if (descriptor === '' || descriptor === '1x') {
		return shown;
	}
	const { width, height } = shown;
	const [, written, unit] = scaled.exec(descriptor) ?? [];
	if (written === undefined) {
		return {};
	}
	if (width === undefined || height === undefined) {
		return unit === 'w' ? { width: Math.round(Number(written)) } : {};
	}
	const times = unit === 'x' ? Number(written) : Number(written) / width;
	return { width: Math.round(width * times), height: Math.round(height * times) };
}
