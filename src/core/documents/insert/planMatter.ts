import { plainPath } from '../escapes.ts';
import { endOfLine, lineAt, nextLine } from '../lines.ts';
import type { FrontMatter } from '../syntax/frontMatter.ts';
import type { LinkEdit } from './linkEdit.ts';
import { linkAfter, linkBelow, linkOver, type Target } from './target.ts';

/** In front matter the path goes in a comment of its own, below the entry; at the marks, inside of them. */
export function planMatter(to: Target, matter: FrontMatter): LinkEdit {
	const { text } = to;
	const path = plainPath(to.path);
	if (to.end < matter.start || to.end >= matter.end) {
		const at = to.end < matter.start ? matter.start : matter.end;
		return linkOver(to, at, at, path, { before: '# ', after: to.eol });
	}
	if (to.mode === 'replace') {
		return linkOver(to, to.start, to.end, path, { before: to.wholeLines ? '# ' : '' });
	}
	if (/^\s*#/.test(lineAt(text, to.end)) && !to.wholeLines) {
		return linkAfter(to, to.end, path);
	}
	let end = endOfLine(text, to.end);
	const isOpen = () => {
		const entry = text.slice(matter.start, end);
		return (entry.split('"""').length - 1) % 2 === 1 || (entry.split("'''").length - 1) % 2 === 1;
	};
	for (
		let next = nextLine(text, end);
		next !== undefined && next < matter.end && (isOpen() || /^(?:[\s\]}]|-\s|$)/.test(lineAt(text, next)));
		next = nextLine(text, end)
	) {
		end = endOfLine(text, next);
	}
	return linkBelow(to, end, path, { before: '# ' });
}
