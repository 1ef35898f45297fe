import { withoutEnd } from '../../withoutEnd.ts';
import { cleanLine } from '../../text/cleanText.ts';
import type { Region } from '../tags.ts';
import type { Collector } from './collector.ts';
import { asWritten, fromAttribute, fromScript } from '../imagePath.ts';
import { inlineTags } from './tagTexts.ts';

interface Entry {
	readonly indent: number;
	/** The same for entries of one TOML table, or of one member of a list. */
	readonly group: number;
	/** Lower case, without hyphens and underscores. */
	readonly key: string;
	/** As written on the key's own line. */
	readonly value: string;
	/** Where the value begins, and how it is quoted. */
	readonly start: number;
	readonly quote: '"' | "'" | '';
	/** The value's further lines, joined by spaces. */
	readonly rest: string;
}

const name = /^([ \t]*(?:-[ \t]+)?)(?:(["']?)([\w.-]{1,60})\2[ \t]*[:=](?=\s|["'[{]|$))?[ \t]*/;
const longestLine = 2000;
/** The most lines of a multi-line value that are read: a description is shorter. */
const mostLines = 20;

/** A member of a list or map that is written on one line. */
const member =
	// eslint-disable-next-line regexp/no-super-linear-move -- whatever begins a key is at least a value
	/([\w.-]+)[ \t]*[:=][ \t]*(?:"([^"\n\\]*)"|'((?:[^'\n]|'')*)'|([^\s"'{}[\],][^\n,{}[\]]*))|"([^"\n\\]*)"|'((?:[^'\n]|'')*)'|([^\s"'{}[\],:][^\n,:{}[\]]*)/g;

/** Keys whose value is the document's own image. */
const imageKey =
	/(?:image|images|img|cover|thumb|thumbnail|hero|banner|picture|photo|poster|avatar|logo|icon|gallery|src)(?:url|path|file)?$/;

/** The images that front matter names: `cover: ./hero.png`, with the description next to it and the title. */
export function findInFrontMatter(collector: Collector, { start, end }: Region): void {
	const entries = readEntries(collector.text.slice(start, end), start);
	const title = entries.find(entry => entry.key === 'title' && entry.indent === 0 && saysSomething(entry));
	const heading = title === undefined ? '' : textOf(title);
	if (heading !== '') {
		collector.headings.push({ start: Math.max(0, start - 1), text: () => heading });
	}
	for (const [index, entry] of entries.entries()) {
		const last = entry.key.split('.').at(-1) ?? '';
		if (!imageKey.test(last) || !collector.has(entry.start, entry.start + entry.value.length)) {
			continue;
		}
		const decode = entry.quote === '"' ? fromScript : asWritten;
		const place = { start: entry.start, end: entry.start + entry.value.length };
		const found = collector.add(place, 'markdown', decode);
		if (!found) {
			continue;
		}
		found.givenTo = 'theme';
		const near = besides(entries, index);
		for (const name of ['alt', 'caption'] as const) {
			const text = near.find(({ key }) => isOf(entry.key, key, name));
			if (text) {
				found.texts[name] = textOf(text);
			}
		}
	}
}

const saysSomething = ({ value, rest }: Entry) => value !== '' || rest !== '';

/** The text of an entry, on one line: a theme shows it as HTML. */
function textOf({ value, quote, rest }: Entry): string {
	const written = value === '' ? rest : rest === '' ? value : `${value} ${rest}`;
	const decode = quote === '"' ? fromDoubleQuotes : quote === "'" ? fromSingleQuotes : asWritten;
	const shown = decode(written)
		.replace(inlineTags, '')
		.replace(/`([^`\n]{1,200})`|(?<![\p{L}\p{N}])(\*\*|__|\*)(?=\S)([^*_`\n]{1,200})(?<=\S)\2/gu, '$1$3');
	return cleanLine(fromAttribute(shown));
}

/** YAML and TOML have a further escape for characters beyond U+FFFF. */
const fromDoubleQuotes = (written: string) =>
	fromScript(
		written.replace(/\\(?:U([\da-fA-F]{8})|[^])/g, (whole, code?: string) =>
			code === undefined ? whole : `\\u{${code.slice(2)}}`,
		),
	);

/** Two quotation marks mean one. */
const fromSingleQuotes = (written: string) => written.replaceAll("''", "'");

/** The entries of the same map, not far away. */
function besides(entries: readonly Entry[], index: number): readonly Entry[] {
	const { indent, group } = entries[index] ?? { indent: 0, group: 0 };
	return entries
		.slice(Math.max(0, index - 6), index + 7)
		.filter(other => other.indent === indent && other.group === group && saysSomething(other));
}

/** Whether a key describes the image of another one: `alt`, `coverAlt`, `hero_image_alt`. */
function isOf(image: string, key: string, what: string): boolean {
	return [what, image + what, image.replace(/image$/, '') + what].includes(key);
}

function readEntries(matter: string, offset: number): Entry[] {
	const entries: Entry[] = [];
	let parent = '';
	let group = 0;
	let at = offset;
	const lines = matter.split('\n');
	for (const [index, line] of lines.entries()) {
		const [before = '', mark = '', , written] = name.exec(line.slice(0, longestLine)) ?? [];
		const key = written === undefined ? parent : plainKey(written);
		const content = line.slice(before.length, longestLine).trimEnd();
		group += mark.includes('-') || /^\[[^"'{}]*\]$/.test(content) ? 1 : 0;
		if (written !== undefined && content === '') {
			parent = key;
		} else if (/^[[{]/.test(content)) {
			entries.push(...members(content, key, at + before.length));
		} else if (written !== undefined || mark.includes('-')) {
			const { value, quote, rest } = scalar(content, () => furtherLines(lines, index, mark.length));
			const start = at + before.length + quote.length;
			// A member of a list has the name of the list.
			entries.push({ indent: mark.length, group, key, value, start, quote, rest });
		}
		at += line.length + 1;
	}
	return entries;
}

/** The lines that belong to the value of a line: those that are indented more than its key. */
function furtherLines(lines: readonly string[], index: number, indent: number): string[] {
	const found: string[] = [];
	for (const line of lines.slice(index + 1, index + 1 + mostLines)) {
		const text = line.slice(0, longestLine).trim();
		if (text !== '' && line.search(/\S/) <= indent) {
			break;
		}
		found.push(text);
	}
	return found.filter(text => text !== '');
}

const closed = { '"': /^((?:[^"\\]|\\.)*)"/, "'": /^((?:[^']|'')*)'(?!')/ } as const;

function scalar(content: string, further: () => readonly string[]): Pick<Entry, 'value' | 'quote' | 'rest'> {
	const quote = content.startsWith('"') ? '"' : content.startsWith("'") ? "'" : '';
	if (quote !== '') {
		const own = content.slice(1);
		const [, value] = closed[quote].exec(own) ?? [];
		const [, rest] = value === undefined ? (closed[quote].exec([own, ...further()].join(' ')) ?? []) : [];
		return { value: value ?? '', quote, rest: rest ?? '' };
	}
	if (/^[|>][-+\d]{0,2}(?:\s+#.*)?$/.test(content)) {
		return { value: '', quote, rest: further().join(' ') };
	}
	const comment = content.search(/\s#/);
	const value = withoutEnd(comment < 0 ? content : content.slice(0, comment), /[\s,]/);
	const rest =
		comment < 0
			? further()
					.filter(line => !line.startsWith('#'))
					.join(' ')
			: '';
	return { value, quote, rest };
}

/** The entries of a list or map that is written on one line. */
function members(content: string, parent: string, offset: number): Entry[] {
	return [...content.matchAll(member)].map(found => {
		const [whole, written, ...values] = found as (string | undefined)[];
		const value = values.find(each => each !== undefined)?.trimEnd() ?? '';
		const start = offset + found.index + (whole ?? '').indexOf(value, written?.length ?? 0);
		const key = written === undefined ? parent : plainKey(written);
		const quote = values[1] !== undefined || values[4] !== undefined ? "'" : '';
		return { indent: -1, group: -1 - offset, key, value, start, quote, rest: '' };
	});
}

const plainKey = (key: string): string => key.replace(/[_-]/g, '').toLowerCase();
