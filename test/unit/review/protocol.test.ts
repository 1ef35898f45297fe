import assert from 'node:assert/strict';
import { typeOfMessage } from '../../../src/shared/messages.ts';
import {
	parseFromReview,
	parseToReview,
	type FromReview,
	type ReviewState,
	type ToReview,
} from '../../../src/shared/review.ts';
import { anything, mutated, pick, seeded } from '../../support/mutations.ts';

const image = {
	src: 'https://file.example/hero.webp',
	name: 'hero.webp',
	width: 1024,
	height: 768,
	bytes: 0,
};
const state: ReviewState = {
	before: image,
	after: { ...image, name: 'hero-edited.webp', quality: 'low' },
	prompt: 'a fox',
	credits: 45,
	retryPrice: 480,
	replaced: false,
	canReplace: true,
};
const id = '0198c0de-0000-7000-8000-000000000000';
const toReview: ToReview[] = [
	{ type: 'state', state },
	{ type: 'state', state: { ...state, note: 'A note.' }, running: { id, action: 'retry' } },
	{ type: 'unavailable', message: 'It cannot be read.' },
	{ type: 'unavailable', message: 'It is gone.', gone: true },
	{ type: 'unavailable', message: 'It is gone.', gone: true, restorable: true },
	{ type: 'result', id },
	{ type: 'failed', id, message: 'No.' },
];
const fromReview: FromReview[] = [
	{ type: 'ready' },
	{ type: 'keep', id },
	{ type: 'replace', id },
	{ type: 'restore', id },
	{ type: 'undoReplace', id },
	{ type: 'retry', id, prompt: 'a wolf' },
	{ type: 'discard', id },
	{ type: 'openFile', id, side: 'after' },
	{ type: 'close', id },
];

suite('review protocol', () => {
	test('every message comes through as it is', () => {
		assert.deepEqual(toReview.map(parseToReview), toReview);
		assert.deepEqual(fromReview.map(parseFromReview), fromReview);
	});

	test('a prompt arrives without space at its ends, and an empty one not at all', () => {
		assert.deepEqual(parseFromReview({ type: 'retry', id, prompt: ' a\nfox \n' }), {
			type: 'retry',
			id,
			prompt: 'a\nfox',
		});
		assert.equal(parseFromReview({ type: 'retry', id, prompt: ' \n' }), undefined);
	});

	test('56 of 10,000 random and mutated messages only those of the protocol are accepted, and none throws', () => {
		const random = seeded(20260727);
		const counts = { accepted: 0, refused: 0 };
		for (let turn = 0; turn < 10_000; turn += 1) {
			const value =
				turn % 4 === 0
					? anything(random, words, 3)
					: mutated(random, words, pick(random, [...toReview, ...fromReview]));
			for (const [parsed, allowed] of [
				[parseToReview(value), isToReview(value)],
				[parseFromReview(value), isFromReview(value)],
			] as const) {
				assert.equal(parsed !== undefined, allowed, JSON.stringify(value));
				counts[allowed ? 'accepted' : 'refused'] += 1;
			}
			assert.ok(typeOfMessage(value).length <= 250);
		}
		// The mutations leave enough whole that both answers are really tried.
		assert.ok(counts.accepted > 500 && counts.refused > 10_000, JSON.stringify(counts));
	});

	test('of a message that is dropped its type is told, shortened, and nothing else', () => {
		assert.equal(typeOfMessage({ type: 'pay', secret: 'cdt_x' }), '"pay"');
		assert.equal(typeOfMessage({ type: 'x'.repeat(100) }), `"${'x'.repeat(40)}"`);
		assert.equal(typeOfMessage({ type: 'a\nb' }), '"a\\nb"');
		for (const value of [undefined, null, 7, 'state', [], { type: {} }, { type: 1 }]) {
			assert.equal(typeOfMessage(value), 'without a type');
		}
	});
});

const names = [
	'type',
	'id',
	'state',
	'message',
	'prompt',
	'side',
	'before',
	'width',
	'__proto__',
	'constructor',
	'x',
];
const leaves: readonly unknown[] = [
	undefined,
	null,
	true,
	false,
	0,
	-1,
	1.5,
	NaN,
	Infinity,
	'',
	' ',
	'keep',
	'ready',
	'state',
	'before',
	id,
];

const words = { names, leaves };

/* The same protocol once more, by hand: what the schemas accept has to be this. */

type Check = (value: unknown) => boolean;

const isText: Check = value => typeof value === 'string';
const isId: Check = value => typeof value === 'string' && value.length >= 1 && value.length <= 40;
const isCount: Check = value => Number.isSafeInteger(value) && (value as number) >= 0;
const isPixels: Check = value => Number.isSafeInteger(value) && (value as number) > 0;
const isTrue: Check = value => value === true;
const isFlag: Check = value => typeof value === 'boolean';
const isOneOf =
	(...list: string[]): Check =>
	value =>
		list.includes(value as string);

/** These members, those with `?` perhaps, and no others. */
function isObject(members: Readonly<Record<string, Check>>): Check {
	return value => {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			return false;
		}
		const given = value as Record<string, unknown>;
		const known = Object.keys(members).map(name => name.replace('?', ''));
		return (
			Object.keys(given).every(name => known.includes(name)) &&
			Object.entries(members).every(([name, check]) => {
				const optional = name.endsWith('?');
				const member = given[name.replace('?', '')];
				return (optional && member === undefined) || check(member);
			})
		);
	};
}

const isImage = isObject({
	src: isText,
	name: isText,
	width: isPixels,
	height: isPixels,
	bytes: isCount,
	'quality?': isOneOf('low', 'medium', 'high', 'auto'),
});
const isState = isObject({
	before: isImage,
	after: isImage,
	prompt: isText,
	credits: isCount,
	retryPrice: isCount,
	replaced: isFlag,
	canReplace: isFlag,
	'note?': isText,
});
const isRunning = isObject({
	id: isId,
	action: isOneOf('keep', 'replace', 'undoReplace', 'retry', 'discard', 'restore'),
});
const isToReview: Check = value =>
	[
		isObject({ type: isOneOf('state'), state: isState, 'running?': isRunning }),
		isObject({ type: isOneOf('unavailable'), message: isText, 'gone?': isTrue, 'restorable?': isTrue }),
		isObject({ type: isOneOf('result'), id: isId }),
		isObject({ type: isOneOf('failed'), id: isId, message: isText }),
	].some(check => check(value));
const isPrompt: Check = value => typeof value === 'string' && value.trim() !== '' && value.length <= 100_000;
const isFromReview: Check = value =>
	[
		isObject({ type: isOneOf('ready') }),
		isObject({ type: isOneOf('keep', 'replace', 'undoReplace', 'discard', 'restore', 'close'), id: isId }),
		isObject({ type: isOneOf('retry'), id: isId, prompt: isPrompt }),
		isObject({ type: isOneOf('openFile'), id: isId, side: isOneOf('before', 'after') }),
	].some(check => check(value));
