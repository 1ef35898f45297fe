import { longestPath } from '../imagePath.ts';
import { scanScript } from '../syntax/scanScript.ts';
import type { Region } from '../tags.ts';
import { beforeImportPath, findImports } from './findImports.ts';
import { findInTags } from './findInTags.ts';
import type { Collector } from './collector.ts';

/** The images that a script imports and that its JSX shows. */
export function findInScript(collector: Collector, region: Region, jsx: boolean): void {
	const until = jsx ? region.end : endOfImports(collector, region);
	if (collector.has(region.start, until)) {
		const { spans, tags } = scanScript(collector.text, jsx, region.start, until);
		findImports(collector, spans, { start: region.start, end: until });
		findInTags(collector, tags, { kind: 'jsx', spans });
	}
}

/** Up to where a script without JSX has to be read; its start where nothing in it looks like an import. */
function endOfImports(collector: Collector, { start, end }: Region): number {
	const hits = collector.hits(start, end);
	const last = hits.findLast((hit, index) => {
		// The quote that opens a name comes after the hit before the first one in the name.
		const from = Math.max(start, hit - longestPath, hits[index - 1] ?? 0);
		return opensImport(collector.text, start, { start: from, end: hit });
	});
	return last === undefined ? start : Math.min(end, last + longestPath);
}

/** Whether one of the last quotes in a place may be that of an import; another kind of quote may be part of the name. */
function opensImport(text: string, start: number, place: Region): boolean {
	for (let at = place.end - 1, quotes = 0; at >= place.start && quotes < 4; at--) {
		const character = text.charAt(at);
		if (character === '\n') {
			return false;
		}
		if (character === '"' || character === "'" || character === '`') {
			quotes++;
			const code = text.slice(Math.max(start, at - 160), at).trimEnd();
			if (code.endsWith('*/') || (/[mt(]$/.test(code) && beforeImportPath.test(code))) {
				return true;
			}
		}
	}
	return false;
}
