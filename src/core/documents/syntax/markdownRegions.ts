import { markdownBlocks, type MarkdownBlocks } from './markdownBlocks.ts';
import { markdownInline, type MarkdownMark } from './markdownInline.ts';
import { endOfLine, nextLine } from '../lines.ts';
import type { Region } from '../tags.ts';

/** Front matter, code or a comment, marks included. */
export interface MarkdownRegion extends Region {
	readonly kind: 'matter' | 'code' | 'comment';
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
	const behindComment = commentReader(text, mdx);
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
			const behind = behindComment(from);
			if (behind !== undefined) {
				regions.push({ kind: 'comment', start: from, end: behind });
				lineEnd = behind > lineEnd ? endOfLine(text, behind) : lineEnd;
				from = behind - 1;
			}
		}
		at = nextLine(text, lineEnd);
	}
	return regions;
}

/** Behind the comment that opens at an offset, by what opens it; undefined where none does, or it has no end. */
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

/** The outermost code span, link or image that an offset lies in or right behind. */
export function markAround(
	text: string,
	{ inline }: MarkdownBlocks,
	offset: number,
	mdx: boolean,
): MarkdownMark | undefined {
	const block = inline.find(({ start, end }) => start <= offset && offset <= end);
	const around = block
		? markdownInline(text, block, mdx).marks.filter(({ start, end }) => start < offset && offset <= end)
		: [];
	return around.sort((a, b) => a.start - b.start)[0];
}
