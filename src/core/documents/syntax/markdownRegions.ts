import { markdownBlocks, type MarkdownBlocks } from './markdownBlocks.ts';
import { markdownInline, readTarget, type MarkdownMark } from './markdownInline.ts';
import { endOfLine, nextLine } from '../lines.ts';
import type { Region } from '../tags.ts';

/** Front matter, code or a comment, marks included. */
export interface MarkdownRegion extends Region {
	readonly kind: 'matter' | 'code' | 'comment';
	/** Code between fences. */
	readonly isFenced?: boolean;
}

/** The parts of a Markdown document that hold no Markdown, in order. */
export function markdownRegions(
	text: string,
	mdx: boolean,
	{ matter, code }: MarkdownBlocks = markdownBlocks(text, mdx),
): readonly MarkdownRegion[] {
	const regions: MarkdownRegion[] = [];
	if (matter) {
		regions.push({ kind: 'matter', start: 0, end: endOfLine(text, matter.end) });
	}
	const commentEndAt = commentReader(text, mdx);
	let next = 0;
	let at = matter === undefined ? 0 : nextLine(text, matter.end);
	while (at !== undefined) {
		const block = code[next];
		if (block && block.start <= at) {
			next++;
			if (block.end > at) {
				regions.push({ kind: 'code', ...block });
				at = nextLine(text, Math.min(block.end - 1, text.length));
			}
			continue;
		}
		let lineEnd = endOfLine(text, at);
		for (let from = at; from < lineEnd; from++) {
			const end = commentEndAt(from);
			if (end !== undefined) {
				regions.push({ kind: 'comment', start: from, end });
				lineEnd = end > lineEnd ? endOfLine(text, end) : lineEnd;
				from = end - 1;
			}
		}
		at = nextLine(text, lineEnd);
	}
	return regions;
}

/**
 * The offset after the comment that opens at an offset, by its opening mark; undefined where none opens, or it has no
 * end.
 */
function commentReader(text: string, mdx: boolean): (at: number) => number | undefined {
	const open = new Map([['<!--', '-->'], ...(mdx ? [['{/*', '*/}'] as const] : [])]);
	return at => {
		for (const [start, close] of text[at] === '<' || text[at] === '{' ? open : []) {
			if (text.startsWith(start, at)) {
				const end = text.indexOf(close, at + start.length);
				if (end >= 0) {
					return end + close.length;
				}
				open.delete(start);
			}
		}
		return undefined;
	};
}

/** The outermost code span, link or image that an offset is in or right after. */
export function markAround(
	text: string,
	{ inline }: MarkdownBlocks,
	offset: number,
	mdx: boolean,
): MarkdownMark | undefined {
	const block = inline.find(({ start, end }) => start <= offset && offset <= end);
	if (!block) {
		return undefined;
	}
	const { marks, expressions } = markdownInline(text, block, mdx);
	const source = text.slice(block.start, block.end);
	const opaque = [...source.matchAll(mdx ? formula : formulaOrTemplate)].map(({ index, 0: part }) => {
		return { start: block.start + index, end: block.start + index + part.length };
	});
	return [...marks, ...[...expressions, ...opaque].map(part => ({ kind: 'code' as const, ...part }))]
		.filter(({ start, end }) => start < offset && offset <= end)
		.sort((a, b) => a.start - b.start)[0];
}

/** By Pandoc's rules, so that prices are none. */
const formula = /(?<![\\$\w])\$\$[^$]+\$\$|(?<![\\$\w])\$(?![\s$])(?:[^$\\\n]|\\.)*(?<!\s)\$(?![\d$])/g;
/** Also what a site generator replaces before it reads Markdown, and attributes. */
const formulaOrTemplate = new RegExp(
	String.raw`${formula.source}|\{\{[^{}]*\}\}|\{%[^{}]*%\}|(?<=\S)\{(?:[.#:]|[\w-]+=)[^{}\n]*\}`,
	'g',
);

const definition = /[ \t]{0,3}\[(?!\s*\]|\^)(?:\\[^]|[^\\[\]])+\]:/y;

/** The definitions of links that a block of text begins with; undefined where it begins with none. */
export function definitionsIn(text: string, { start, end }: Region): Region | undefined {
	let at = start;
	let last = start;
	while (at < end) {
		definition.lastIndex = at;
		if (!definition.test(text) || definition.lastIndex > end) {
			break;
		}
		const target = readTarget(text.slice(0, end), definition.lastIndex, '');
		if (!target) {
			break;
		}
		last = endOfLine(text, target.end);
		at = nextLine(text, last) ?? end;
	}
	return last > start ? { start, end: last } : undefined;
}

/** The outermost brackets of a block's text that an offset is in, with the label or brackets right after them. */
export function labelsAround(text: string, block: Region | undefined, offset: number): readonly Region[] {
	const open: number[] = [];
	const found: Region[] = [];
	const source = block ? text.slice(block.start, block.end) : '';
	for (const mark of source.matchAll(/\\[^]|[[\]]/g)) {
		const at = (block?.start ?? 0) + mark.index;
		if (mark[0] === '[') {
			open.push(at);
		} else if (mark[0] === ']') {
			const start = open.pop();
			const labelLength = /^\[[^[\]]*\]/.exec(text.slice(at + 1, at + 1000))?.[0].length ?? 0;
			if (start !== undefined && start < offset && offset <= at + labelLength) {
				found.push({ start, end: at + 1 + labelLength });
			}
		}
	}
	return found.sort((a, b) => a.start - b.start);
}
