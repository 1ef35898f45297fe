import type { Region } from '../tags.ts';

/** One image of a `srcset`; `descriptor` is `2x`, `800w` or empty. */
export interface Candidate extends Region {
	readonly descriptor: string;
}

const candidate = /[\s,]*([^\s,](?:[^\s,]|,(?!\s|$))*)(?:\s+([^,(]*(?:\([^)]*\)[^,(]*)*))?/gy;
/** Between two images that no white space parts, where the first is surely over. */
const joint = /\.(?:png|jpe?g|webp),(?=[^\s,])/i;

/** The images of a `srcset` that stands in a place, in their order. */
export function srcsetCandidates(text: string, { start, end }: Region): readonly Candidate[] {
	const source = text.slice(start, end);
	const candidates: Candidate[] = [];
	for (const found of source.matchAll(candidate)) {
		const [whole, url = '', descriptor = ''] = found;
		let at = start + found.index + whole.indexOf(url);
		let rest = url;
		for (let joined = joint.exec(rest); joined && !rest.startsWith('data:'); joined = joint.exec(rest)) {
			const length = joined.index + joined[0].length;
			candidates.push({ start: at, end: at + length - 1, descriptor: '' });
			at += length;
			rest = rest.slice(length);
		}
		candidates.push({ start: at, end: at + rest.length, descriptor: descriptor.trim() });
	}
	return candidates;
}
