import assert from 'node:assert/strict';
import {
	anchorContext,
	createAnchor,
	findAnchor,
	moveRange,
} from '../../../src/core/documents/trackedRange.ts';
import type { ContentChange } from '../../../src/core/documents/trackedRange.ts';

type Edit = readonly [offset: number, length: number, text: string];

function changes(...edits: readonly Edit[]): ContentChange[] {
	return edits.map(([rangeOffset, rangeLength, text]) => ({ rangeOffset, rangeLength, text }));
}

/** A range of `0123[4567]89` after edits: its bounds and whether it was changed; undefined once it is gone. */
const cases: readonly (readonly [
	name: string,
	edits: readonly Edit[],
	after: readonly [number, number, boolean] | undefined,
])[] = [
	['typed before', [[0, 0, 'ab']], [6, 10, false]],
	['removed before', [[0, 2, '']], [2, 6, false]],
	['replaced before', [[0, 4, 'a']], [1, 5, false]],
	['typed at its start', [[4, 0, 'ab']], [6, 10, false]],
	['typed at its end', [[8, 0, 'ab']], [4, 8, false]],
	['typed after', [[9, 0, 'ab']], [4, 8, false]],
	['removed after', [[8, 2, '']], [4, 8, false]],
	['typed within', [[6, 0, 'ab']], [4, 10, true]],
	['removed within', [[5, 2, '']], [4, 6, true]],
	['removed at its start', [[4, 1, '']], [4, 7, true]],
	['removed across its start', [[2, 4, '']], [2, 4, true]],
	['replaced across its start', [[2, 4, 'abc']], [5, 7, true]],
	['removed across its end', [[6, 4, '']], [4, 6, true]],
	['removed wholly', [[4, 4, '']], undefined],
	['removed with more', [[3, 6, '']], undefined],
	['replaced wholly', [[4, 4, 'abcd']], undefined],
	[
		'several, last first',
		[
			[9, 0, 'z'],
			[0, 0, 'ab'],
		],
		[6, 10, false],
	],
	[
		'several, first first',
		[
			[0, 0, 'ab'],
			[9, 0, 'z'],
		],
		[6, 10, false],
	],
	[
		'several before',
		[
			[0, 1, ''],
			[2, 1, 'xyz'],
		],
		[5, 9, false],
	],
	[
		'before and within',
		[
			[0, 0, 'ab'],
			[6, 0, 'c'],
		],
		[6, 11, true],
	],
	['nothing', [], [4, 8, false]],
];

suite('moveRange', () => {
	for (const [name, edits, after] of cases) {
		test(name, () => {
			const moved = moveRange({ start: 4, end: 8, changed: false }, changes(...edits));
			assert.deepEqual(moved && [moved.start, moved.end, moved.changed], after);
		});
	}

	test('changed stays changed', () => {
		const moved = moveRange({ start: 4, end: 8, changed: true }, changes([0, 0, 'a']));
		assert.deepEqual(moved, { start: 5, end: 9, changed: true });
	});

	test('an empty range moves, and is gone with the text around it', () => {
		const empty = { start: 4, end: 4, changed: false };
		assert.deepEqual(moveRange(empty, changes([0, 2, ''])), { start: 2, end: 2, changed: false });
		assert.deepEqual(moveRange(empty, changes([4, 2, ''])), empty);
		assert.equal(moveRange(empty, changes([3, 2, ''])), undefined);
	});

	test('an untouched range keeps its text whatever happens around it', () => {
		let text = '0123456789'.repeat(20);
		let range = { start: 100, end: 104, changed: false };
		const kept = text.slice(range.start, range.end);
		// A linear congruential generator, so that every run makes the same edits.
		let state = 7;
		const next = (below: number) => (state = (state * 1103515245 + 12345) % 2147483648) % below;
		for (let count = 0; count < 500; count++) {
			const before = next(2) === 0;
			const from = before ? next(range.start) : range.end + next(text.length - range.end);
			const most = before ? range.start - from : text.length - from;
			const change = {
				rangeOffset: from,
				rangeLength: next(Math.min(3, most + 1)),
				text: 'x'.repeat(next(5)),
			};
			text = text.slice(0, from) + change.text + text.slice(from + change.rangeLength);
			const moved = moveRange(range, [change]);
			assert.ok(moved);
			range = moved;
			assert.equal(text.slice(range.start, range.end), kept);
			assert.equal(range.changed, false);
		}
	});
});

suite('anchors', () => {
	const document = 'one\ntwo\n// a fox\nthree\nfour\n';
	const start = document.indexOf('// a fox');
	const end = start + '// a fox'.length;

	function found(text: string): string | undefined {
		const place = findAnchor(text, createAnchor(document, start, end));
		return place && `${String(place.start)}: ${text.slice(place.start, place.end)}`;
	}

	test('an untouched document', () => {
		assert.equal(found(document), '8: // a fox');
	});

	test('other line breaks', () => {
		assert.equal(found(document.replaceAll('\n', '\r\n')), '10: // a fox');
		const windows = document.replaceAll('\n', '\r\n');
		const at = windows.indexOf('// a fox');
		assert.deepEqual(findAnchor(document, createAnchor(windows, at, at + 8)), { start, end });
	});

	test('text far away may change', () => {
		const far = 'x'.repeat(anchorContext);
		const whole = `${far}// a fox${far}`;
		const anchor = createAnchor(`1${whole}2`, 1 + far.length, 9 + far.length);
		assert.deepEqual(findAnchor(`345${whole}6`, anchor), { start: 3 + far.length, end: 11 + far.length });
	});

	test('surroundings that changed, text that changed, text that is gone', () => {
		assert.equal(found(document.replace('two', 'TWO')), undefined);
		assert.equal(found(document.replace('fox', 'bear')), undefined);
		assert.equal(found('one'), undefined);
		assert.equal(found(''), undefined);
	});

	test('the same place twice', () => {
		assert.equal(found(document + document), undefined);
	});

	test('several lines, Hangul and emoji', () => {
		const text = '하나\r\n🦊 여우\r\n지도\r\n둘\r\n';
		const from = text.indexOf('🦊');
		const until = text.indexOf('\r\n둘');
		assert.deepEqual(findAnchor(text, createAnchor(text, from, until)), { start: from, end: until });
		const unix = text.replaceAll('\r\n', '\n');
		const place = findAnchor(unix, createAnchor(text, from, until));
		assert.equal(place && unix.slice(place.start, place.end), '🦊 여우\n지도');
	});

	test('an empty place', () => {
		assert.deepEqual(findAnchor('', createAnchor('', 0, 0)), { start: 0, end: 0 });
		assert.deepEqual(findAnchor('a\nb', createAnchor('a\nb', 2, 2)), { start: 2, end: 2 });
	});
});
