import type { CodeSpan } from './scanCode.ts';

/** What an offset in a stylesheet is in. */
export interface StylePlace {
	/** The innermost block takes declarations. */
	readonly rule: boolean;
	/** There is no part of a declaration or selector before the offset yet. */
	readonly fresh: boolean;
	/** The offset is after a colon. */
	readonly colon: boolean;
	/** Where the value after the colon begins. */
	readonly valueStart: number;
	/** It is in a statement such as `@include` or `@apply`, which takes no values. */
	readonly statement: boolean;
	/** The declaration's value may be or name an image. */
	readonly takesImage: boolean;
	/** How many parentheses and interpolations are open. */
	readonly parens: number;
	/** The mark that ends the declaration or opens the block that the offset is in; empty at the end of the sheet. */
	readonly mark: ';' | '{' | '}' | '';
	readonly markAt: number;
	/** The offset after the last character before that mark, ignoring comments. */
	readonly contentEnd: number;
}

/** Blocks that hold rules, descriptors or parts of a property, where a declaration of a background means nothing. */
const withoutDeclarations =
	/^[\w-]+:\s*$|^@(?:function|theme|font-face|property|counter-style|(?:-\w+-)?keyframes|font-feature-values|font-palette-values|view-transition)\b/i;

/** Blocks of the same kind as their surroundings. */
const transparent = /^@(?:media|supports|layer|container|scope|starting-style|if|else|each|for|while)\b/i;

/** Properties and variables that take an image or any text. */
const imageProperty =
	/^(?:--|[$@]|#\{|(?:-\w+-)?(?:background|border-image|list-style|mask)(?:-image|-source)?\s*:|(?:content|src|shape-outside)\s*:)/i;

type Block = 'rule' | 'other' | 'interpolation';

/** The place of an offset, from one pass over `[from, until)`; `spans` are its comments and strings. */
export function stylePlace(
	text: string,
	spans: readonly CodeSpan[],
	offset: number,
	from: number,
	until: number,
): StylePlace {
	const blocks: Block[] = [];
	let prelude = '';
	let colon = false;
	let parens = 0;
	let contentEnd = from;
	let valueStart = from;
	let next = 0;
	let seen: Omit<StylePlace, 'mark' | 'markAt' | 'contentEnd'> | undefined;
	const reset = () => {
		prelude = '';
		colon = false;
		parens = 0;
	};
	const found = (mark: StylePlace['mark'], markAt: number): StylePlace => ({
		rule: blocks.at(-1) === 'rule',
		fresh: prelude === '',
		colon,
		valueStart,
		statement: false,
		takesImage: false,
		parens,
		...seen,
		mark,
		markAt,
		contentEnd,
	});
	for (let at = from; at < until; at++) {
		if (at >= offset) {
			seen ??= {
				rule: blocks.findLast(block => block !== 'interpolation') === 'rule',
				fresh: prelude === '' && parens === 0,
				colon,
				valueStart,
				statement: /^@(?!(?:return|else|if)\b)[a-z-][\w-]*(?![\w-]|\s*:)/i.test(prelude),
				takesImage: imageProperty.test(prelude) && !/!\s*\w*$/.test(text.slice(offset - 12, offset)),
				parens: parens + blocks.filter(block => block === 'interpolation').length,
			};
		}
		const span = spans[next];
		if (span && at >= span.start) {
			next++;
			if (span.kind !== 'comment') {
				prelude ||= '"';
				contentEnd = span.end;
			}
			at = span.end - 1;
			continue;
		}
		const character = text.charAt(at);
		const inner = blocks.at(-1) === 'interpolation' || parens > 0;
		if (character === '{' && /[#@]/.test(text.charAt(at - 1))) {
			blocks.push('interpolation');
		} else if (character === '}' && blocks.at(-1) === 'interpolation') {
			blocks.pop();
		} else if (/[;{}]/.test(character) && (!inner || character !== ';')) {
			if (seen) {
				return found(character as ';' | '{' | '}', at);
			}
			if (character === '{') {
				blocks.push(blockOf(prelude, blocks.at(-1)));
			} else if (character === '}') {
				blocks.pop();
			}
			reset();
			contentEnd = at + 1;
		} else if (!/\s/.test(character)) {
			parens = Math.max(0, parens + (character === '(' ? 1 : character === ')' ? -1 : 0));
			if (!colon && character === ':' && prelude !== '') {
				colon = true;
				valueStart = at + 1;
			}
			contentEnd = at + 1;
		}
		if (prelude.length < 40 && !/[;{}]/.test(character)) {
			prelude = (prelude + character).trimStart();
		}
	}
	return found('', until);
}

function blockOf(prelude: string, outer: Block | undefined): Block {
	if (withoutDeclarations.test(prelude)) {
		return 'other';
	}
	return transparent.test(prelude) ? (outer ?? 'other') : 'rule';
}
