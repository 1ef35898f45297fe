import { endOfReference, linkAfter, linkBelow, linkOver, type Target } from './target.ts';
import { indentation, lineAt, endOfLine } from '../lines.ts';
import { pathForComment, plainPath, altForAttribute } from '../escapes.ts';
import type { LinkEdit } from './linkEdit.ts';
import { afterRegion } from './planTag.ts';
import { scanMarkup } from '../syntax/scanMarkup.ts';
import { regionOver, moveOutside, type Tag } from '../tags.ts';
import { knownSyntax } from '../codeLanguages.ts';
import { planCode } from './planCode.ts';
import { scanCode } from '../syntax/scanCode.ts';

/** Languages with XML comments, but no known element for an image. */
export const xmlLanguages: ReadonlySet<string> = new Set('xml xsl svg xaml plist dtd dita'.split(' '));

const syntax = { islands: [['<?', '?>', '']], comments: [['<![CDATA[', ']]>']], isXml: true } as const;

/** The path in an attribute's value, in text or in a comment of XML. */
export function planXml(to: Target): LinkEdit {
	const { tags, comments, islands } = scanMarkup(to.text, syntax);
	const code = inCode(to, tags);
	if (code) {
		return code;
	}
	const path = altForAttribute(plainPath(to.path));
	// XML allows no double hyphen within a comment.
	const hidden = pathForComment(to.path, '-->').replaceAll('--', '%2D%2D');
	const comment = regionOver(comments, to);
	if (comment) {
		if (to.mode === 'replace') {
			const whole = to.start === comment.start && to.end === comment.end;
			return linkOver(to, to.start, to.end, hidden, whole ? marks : {});
		}
		return to.wholeLines && to.end === comment.end
			? afterRegion(to, comment, `<!-- ${hidden} -->`)
			: to.wholeLines
				? linkBelow(to, to.lineEnd, hidden, { prefix: indentation(lineAt(to.text, to.end)) })
				: linkAfter(to, Math.min(to.end, comment.end - comment.close.length), hidden);
	}
	const tag = regionOver(tags, to);
	// In a drawing all text is shown, and values have a meaning.
	const isDrawing =
		to.mode === 'insert' && /^(?:svg:)?svg$/.test(tags.find(({ name }) => !name.startsWith('!'))?.name ?? '');
	const { name = '', value } =
		tag?.attributes.find(
			found => found.value && found.value.start <= to.start && to.end <= found.value.end,
		) ?? {};
	if (isDrawing && value?.start === value?.end && /^(?:xlink:)?href$/.test(name)) {
		return linkOver(to, to.start, to.end, path);
	}
	if (value && !isDrawing) {
		return to.mode === 'replace' ? linkOver(to, to.start, to.end, path) : linkAfter(to, to.end, path);
	}
	if (to.mode === 'replace') {
		return tag || to.wholeLines
			? linkOver(to, to.start, to.end, hidden, marks)
			: linkOver(to, to.start, to.end, path);
	}
	const part = tag ?? islands.find(({ start, end, open }) => open === '<?' && start < to.end && to.end < end);
	if (part && !to.wholeLines) {
		return afterRegion(to, part, `<!-- ${hidden} -->`);
	}
	if (!to.wholeLines) {
		return linkAfter(to, endOfReference(to), isDrawing ? `<!-- ${hidden} -->` : path);
	}
	const lineEnd = moveOutside([tags, comments, islands], to.lineEnd, end => endOfLine(to.text, end));
	return linkBelow(to, lineEnd, hidden, { prefix: indentation(lineAt(to.text, to.end)), ...marks });
}

/** The path in a comment or string of the stylesheet or script that the selection is in. */
function inCode(to: Target, tags: readonly Tag[]): LinkEdit | undefined {
	const [open, close] = tags.slice(
		Math.max(
			0,
			tags.findLastIndex(({ end }) => end <= to.start),
		),
	);
	const isCode = close?.closing && close.name === open?.name && /^(?:svg:)?(?:style|script)$/.test(open.name);
	// Elsewhere a script may be in any language.
	const isKnown = /^(?:svg|xsl)$/.test(to.languageId) || /<(?:svg|html|xsl)\b/.test(to.text);
	if (!isCode || !isKnown || to.start < open.end) {
		return undefined;
	}
	const content = to.text.slice(open.end, close.start).replace(/\]\]>\s*$/, '');
	const until = open.end + content.length;
	const code = knownSyntax(open.name.endsWith('style') ? 'css' : 'typescript');
	return to.end <= until ? planCode(to, code, scanCode(to.text, code, open.end, until), until) : undefined;
}

const marks = { before: '<!-- ', after: ' -->' };
