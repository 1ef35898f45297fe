import { policy } from '../policy.ts';
import { sidesOf } from './conflictMarks.ts';
import { parseEntry, type AssetEntry } from './assetRecord.ts';
import { jsonTokens, tokenValue } from './jsonTokens.ts';

/**
 * The readable entries of a record file that cannot be read as a whole: of a conflict those of both sides, the second
 * side's if both have one. For showing only: writing this back would lose the rest. Takes time linear in the length of
 * the text, whatever it contains; never throws.
 */
export function salvageEntries(text: string): ReadonlyMap<string, AssetEntry> {
	const found = new Map<string, AssetEntry>();
	const [ours, theirs] = sidesOf(text);
	for (const side of ours === theirs ? [ours] : [ours, theirs]) {
		readEntries(side, (path, entry) => {
			found.set(path, entry);
		});
	}
	return found;
}

/** An array or an object that is being read. */
interface Open {
	readonly value: unknown[] | Record<string, unknown>;
	/** What came last in it. */
	last: 'bracket' | 'comma' | 'key' | 'value';
	/** The member being read, if a key came last. */
	key: string;
	/** Levels below it, so far. */
	height: number;
	/** Something in it cannot be read; values deeper in it may be whole. */
	isBroken: boolean;
}

const opened = (value: Open['value'], isBroken = false): Open => ({
	value,
	last: 'bracket',
	key: '',
	height: 0,
	isBroken,
});

/** Calls `onEntry` for each entry that is whole, wherever it is, in the order of their closing braces. */
function readEntries(text: string, onEntry: (path: string, entry: AssetEntry) => void): void {
	const tokens = jsonTokens(text);
	const most = policy.record.depth;
	// The first one is never closed: it holds what is outside all brackets.
	let open: Open[] = [];
	let within = opened({}, true);

	function enter(value: Open['value']): void {
		within.isBroken ||= !isValueDue(within);
		// Levels this far up contain something too deep for an entry, and need not be remembered.
		open = open.length > 2 * most ? open.slice(most) : open;
		open.push(within);
		within = opened(value);
	}

	function leave(isObject: boolean): void {
		const closed = within;
		const above = open.pop();
		if (above === undefined) {
			return;
		}
		within = above;
		const { value, last, height } = closed;
		const isWhole =
			!closed.isBroken &&
			Array.isArray(value) !== isObject &&
			(last === 'bracket' || last === 'value') &&
			height < most;
		within.height = Math.max(within.height, height + 1);
		const entry =
			isWhole && within.last === 'key' && within.key.length <= policy.record.path
				? parseEntry(value)
				: undefined;
		if (entry !== undefined) {
			onEntry(within.key, entry);
		}
		within.isBroken ||= !isWhole;
		put(within, value);
	}

	/** A key with its colon, or a value. */
	function readString(): void {
		const { end } = tokens;
		const value = tokenValue(text, tokens);
		if (isValueDue(within)) {
			put(within, value);
			return;
		}
		if (!isColonNext(text, end)) {
			within.isBroken = true;
			// A quotation mark is missing: the second one may begin the next string.
			tokens.resumeAt(end - 1);
			return;
		}
		tokens.next();
		within.isBroken ||= Array.isArray(within.value) || within.last === 'key' || within.last === 'value';
		within.last = 'key';
		within.key = String(value);
	}

	for (let kind = tokens.next(); kind !== 'end'; kind = tokens.next()) {
		switch (kind) {
			case '{':
				enter({});
				break;
			case '[':
				enter([]);
				break;
			case '}':
			case ']':
				leave(kind === '}');
				break;
			case ',':
				within.isBroken ||= within.last !== 'value';
				within.last = 'comma';
				break;
			case 'string':
				readString();
				break;
			case 'scalar':
				within.isBroken ||= !isValueDue(within);
				put(within, tokenValue(text, tokens));
				break;
			case ':':
			case 'bad':
				within.isBroken = true;
		}
	}
}

function isColonNext(text: string, at: number): boolean {
	const colon = /[ \t\r\n]*:/y;
	colon.lastIndex = at;
	return colon.test(text);
}

const isValueDue = ({ value, last }: Open): boolean =>
	last === 'key' || (Array.isArray(value) && last !== 'value');

function put(within: Open, value: unknown): void {
	const { value: into, key } = within;
	if (Array.isArray(into)) {
		into.push(value);
	} else if (within.last === 'key') {
		// Assigning to this key would not add a member.
		if (key === '__proto__') {
			Object.defineProperty(into, key, { value, configurable: true, enumerable: true, writable: true });
		} else {
			into[key] = value;
		}
	}
	within.last = 'value';
}
