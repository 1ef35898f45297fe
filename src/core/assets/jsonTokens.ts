/** What a JSON text is made of. `bad` is anything else: a cut string, a word, a mark; `end` follows the last one. */
type JsonTokenKind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar' | 'bad' | 'end';

/** Reads the tokens of a text one by one. Each character is looked at a constant number of times. */
interface JsonTokens {
	/** Advances to the next token, and returns its kind. A bad one extends as far as the text cannot be read. */
	next(): JsonTokenKind;
	/** Where the last token that was read begins and ends; UTF-16 offsets. */
	readonly start: number;
	readonly end: number;
	/** Continues from an offset inside the last token. */
	resumeAt(offset: number): void;
}

const code = (character: string): number => character.charCodeAt(0);
const quote = code('"');
const backslash = code('\\');
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const word = /[^\s{}[\],:"]+/y;

export function jsonTokens(text: string): JsonTokens {
	let start = 0;
	let end = 0;

	/** A string ends on its line at the latest, and has no control characters. */
	function string(): JsonTokenKind {
		let kind: JsonTokenKind = 'string';
		end += 1;
		while (end < text.length) {
			const character = text.charCodeAt(end);
			if (character === quote) {
				end += 1;
				return kind;
			}
			if (character === 10 || character === 13) {
				return 'bad';
			}
			if (character === backslash) {
				escape.lastIndex = end;
				if (escape.test(text)) {
					end = escape.lastIndex;
				} else {
					kind = 'bad';
					end += text.charCodeAt(end + 1) === backslash || text.charCodeAt(end + 1) === quote ? 2 : 1;
				}
				continue;
			}
			if (character < 32) {
				kind = 'bad';
			}
			end += 1;
		}
		return 'bad';
	}

	function match(pattern: RegExp): boolean {
		pattern.lastIndex = start;
		const found = pattern.test(text);
		end = found ? pattern.lastIndex : end;
		return found;
	}

	return {
		get start() {
			return start;
		},
		get end() {
			return end;
		},
		resumeAt(offset) {
			end = offset;
		},
		next() {
			while (isSpace(text.charCodeAt(end))) {
				end += 1;
			}
			start = end;
			const character = text.charAt(start);
			switch (character) {
				case '':
					return 'end';
				case '{':
				case '}':
				case '[':
				case ']':
				case ',':
				case ':':
					end += 1;
					return character;
				case '"':
					return string();
			}
			if (match(scalar)) {
				return 'scalar';
			}
			if (!match(word)) {
				end += 1;
			}
			return 'bad';
		},
	};
}

const isSpace = (character: number): boolean =>
	character === 32 || character === 9 || character === 10 || character === 13;

/** The offset of the first bracket that is nested deeper than `most` levels; undefined if there is none. */
export function tooDeepAt(text: string, most: number): number | undefined {
	const tokens = jsonTokens(text);
	let depth = 0;
	for (let kind = tokens.next(); kind !== 'end'; kind = tokens.next()) {
		if (kind === '{' || kind === '[') {
			depth += 1;
			if (depth > most) {
				return tokens.start;
			}
		} else if (kind === '}' || kind === ']') {
			depth -= 1;
		}
	}
	return undefined;
}

/** The value of a token that is a string or a scalar. */
export function tokenValue(text: string, { start, end }: Pick<JsonTokens, 'start' | 'end'>): unknown {
	const token = text.slice(start, end);
	return token.startsWith('"') && !token.includes('\\') ? token.slice(1, -1) : JSON.parse(token);
}
