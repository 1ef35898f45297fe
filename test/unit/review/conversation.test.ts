import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { UserError } from '../../../src/core/userError.ts';
import {
	createReviewConversation,
	type ReviewActions,
	type ReviewGone,
	type ReviewModel,
} from '../../../src/host/review/reviewConversation.ts';
import { parseToReview, type ToReview } from '../../../src/shared/review.ts';

/** As much of one as the conversation hands on. */
const uri = (path: string): Uri => Object.assign(Object.create(null), { path }) as Uri;
const model: ReviewModel = {
	before: { uri: uri('/hero.webp'), name: 'hero.webp', width: 10, height: 10, bytes: 1 },
	after: { uri: uri('/hero-edited.webp'), name: 'hero-edited.webp', width: 10, height: 10, bytes: 1 },
	prompt: 'a fox',
	credits: 45,
	retryPrice: 45,
	replaced: false,
	canReplace: true,
};

function start(
	overrides: Partial<ReviewActions> = {},
	state: () => Promise<ReviewModel | ReviewGone> = () => Promise.resolve(model),
) {
	const posted: ToReview[] = [];
	const called: string[] = [];
	const logged: string[] = [];
	let closed = false;
	const call = (name: string) => () => {
		called.push(name);
		return Promise.resolve();
	};
	const decide = (name: string) => async () => {
		await call(name)();
		return true;
	};
	const log = {
		warn: (text: string) => logged.push(text),
		error: (text: string) => logged.push(text),
		redact: (text: string) => text.replaceAll('secret', '…'),
	};
	const conversation = createReviewConversation(
		{
			state,
			log,
			actions: {
				keep: decide('keep'),
				replace: decide('replace'),
				undoReplace: call('undoReplace'),
				retry: prompt => call(`retry ${prompt}`)(),
				discard: decide('discard'),
				restore: call('restore'),
				open: side => call(`open ${side}`)(),
				...overrides,
			},
		},
		{
			post: message => {
				assert.deepEqual(parseToReview(message), message);
				posted.push(message);
			},
			addressOf: ({ path }, version) => `${path}?${version}`,
			close: () => {
				closed = true;
			},
			get closed() {
				return closed;
			},
		},
	);
	const types = () => posted.map(({ type }) => type);
	return {
		conversation,
		posted,
		called,
		logged,
		types,
		isClosed: () => closed,
		close: () => (closed = true),
	};
}

suite('review conversation', () => {
	test('nothing is said before the page is ready, and then all of the state', async () => {
		const { conversation, posted } = start();
		await conversation.refresh();
		assert.equal(posted.length, 0);
		await conversation.receive({ type: 'ready' });
		assert.equal(posted.length, 1);
		assert.ok(posted[0]?.type === 'state' && posted[0].state.before.src === '/hero.webp?1');
	});

	test('after an action the state comes with addresses that no cache knows, then the result', async () => {
		const { conversation, posted, called, types } = start();
		await conversation.receive({ type: 'ready' });
		await conversation.receive({ type: 'undoReplace', id: '1' });
		assert.deepEqual(called, ['undoReplace']);
		assert.deepEqual(types(), ['state', 'state', 'result']);
		assert.ok(posted[0]?.type === 'state' && posted[0].state.after.src === '/hero-edited.webp?0');
		assert.ok(posted[1]?.type === 'state' && posted[1].state.after.src === '/hero-edited.webp?1');
		assert.deepEqual(posted[2], { type: 'result', id: '1' });
	});

	for (const type of ['keep', 'replace', 'discard'] as const) {
		test(`${type} closes, and says nothing more`, async () => {
			const { conversation, called, types, isClosed } = start();
			await conversation.receive({ type: 'ready' });
			await conversation.receive({ type, id: '1' });
			assert.deepEqual(called, [type]);
			assert.ok(isClosed());
			assert.deepEqual(types(), ['state']);
		});
	}

	test('what the user declines after all decides nothing, and the review stays open', async () => {
		const { conversation, types, isClosed } = start({ replace: () => Promise.resolve(false) });
		await conversation.receive({ type: 'ready' });
		await conversation.receive({ type: 'replace', id: '1' });
		assert.ok(!isClosed());
		assert.deepEqual(types(), ['state', 'state', 'result']);
	});

	test('Close does nothing but close', async () => {
		const { conversation, called, isClosed } = start();
		await conversation.receive({ type: 'close', id: '1' });
		assert.ok(isClosed());
		assert.deepEqual(called, []);
	});

	test('what an action throws is told in its words, without secrets, and the review stays open', async () => {
		const { conversation, posted, isClosed, logged, types } = start({
			keep: () => Promise.reject(new UserError('The secret disk is full.')),
		});
		await conversation.receive({ type: 'ready' });
		await conversation.receive({ type: 'keep', id: '1' });
		assert.deepEqual(posted.at(-1), { type: 'failed', id: '1', message: 'The … disk is full.' });
		assert.deepEqual(types(), ['state', 'state', 'failed'], 'whatever it has done before is shown');
		assert.ok(!isClosed());
		assert.equal(logged.length, 1);
		// And something else can be done.
		await conversation.receive({ type: 'undoReplace', id: '2' });
		assert.deepEqual(posted.at(-1), { type: 'result', id: '2' });
	});

	test('one action at a time; a file can be opened all the same', async () => {
		const { promise, resolve } = Promise.withResolvers<boolean>();
		const { conversation, posted, called } = start({ replace: () => promise });
		await conversation.receive({ type: 'ready' });
		const replacing = conversation.receive({ type: 'replace', id: '1' });
		await conversation.receive({ type: 'discard', id: '2' });
		assert.ok(posted.at(-1)?.type === 'failed');
		await conversation.receive({ type: 'openFile', id: '3', side: 'before' });
		assert.deepEqual(posted.at(-1), { type: 'result', id: '3' });
		assert.deepEqual(called, ['open before']);
		assert.ok(!conversation.follows());
		resolve(false);
		await replacing;
		assert.ok(conversation.follows());
		assert.deepEqual(posted.at(-1), { type: 'result', id: '1' });
	});

	test('a recreated page learns what runs, and what failed while it was gone', async () => {
		const { promise, reject } = Promise.withResolvers<undefined>();
		const { conversation, posted } = start({ retry: () => promise });
		await conversation.receive({ type: 'ready' });
		const retrying = conversation.receive({ type: 'retry', id: '1', prompt: 'a wolf' });
		conversation.hidden();
		await conversation.receive({ type: 'ready' });
		assert.deepEqual(posted.at(-1)?.type === 'state' && posted.at(-1), {
			...posted[0],
			running: { id: '1', action: 'retry' },
		});
		conversation.hidden();
		const count = posted.length;
		reject(new Error('No answer.'));
		await retrying;
		assert.equal(posted.length, count);
		await conversation.receive({ type: 'ready' });
		assert.deepEqual(
			posted.slice(count).map(({ type }) => type),
			['state', 'failed'],
		);
		await conversation.receive({ type: 'ready' });
		assert.equal(posted.at(-1)?.type, 'state');
	});

	test('a state that cannot be read is told in words, and asked for again', async () => {
		let broken = true;
		const { conversation, posted } = start({}, () =>
			broken ? Promise.reject(new Error('hero.webp is gone.')) : Promise.resolve(model),
		);
		await conversation.receive({ type: 'ready' });
		assert.deepEqual(posted, [{ type: 'unavailable', message: 'hero.webp is gone.' }]);
		broken = false;
		await conversation.receive({ type: 'ready' });
		assert.equal(posted.at(-1)?.type, 'state');
	});

	test('what is gone is told as such, until it is back', async () => {
		let gone = true;
		const { conversation, posted, logged } = start({}, () =>
			Promise.resolve(gone ? { gone: 'hero-edited.webp was discarded.' } : model),
		);
		await conversation.receive({ type: 'ready' });
		assert.deepEqual(posted, [
			{ type: 'unavailable', message: 'hero-edited.webp was discarded.', gone: true },
		]);
		assert.deepEqual(logged, []);
		gone = false;
		await conversation.refresh();
		assert.equal(posted.at(-1)?.type, 'state');
	});

	test('of two readings of the state the later one is shown', async () => {
		const waiting: ((value: ReviewModel) => void)[] = [];
		const { conversation, posted } = start({}, () => new Promise(resolve => waiting.push(resolve)));
		const ready = conversation.receive({ type: 'ready' });
		const refreshed = conversation.refresh();
		waiting[1]?.({ ...model, prompt: 'new' });
		await refreshed;
		waiting[0]?.({ ...model, prompt: 'old' });
		await ready;
		assert.ok(posted.length === 1 && posted[0]?.type === 'state' && posted[0].state.prompt === 'new');
	});

	test('a review that was closed meanwhile says nothing', async () => {
		const { promise, resolve } = Promise.withResolvers<boolean>();
		const { conversation, types, close } = start({ replace: () => promise });
		await conversation.receive({ type: 'ready' });
		const replacing = conversation.receive({ type: 'replace', id: '1' });
		close();
		resolve(true);
		await replacing;
		await conversation.refresh();
		assert.deepEqual(types(), ['state']);
	});

	test('56 a malformed message is dropped, and its type logged', async () => {
		const { conversation, called, logged } = start();
		for (const message of [{ type: 'keep' }, { type: 'pay', id: '1', to: 'me' }, 7]) {
			await conversation.receive(message);
		}
		assert.deepEqual(called, []);
		assert.deepEqual(logged, [
			'A message of a review was dropped: "keep"',
			'A message of a review was dropped: "pay"',
			'A message of a review was dropped: without a type',
		]);
	});
});
