import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/jobs/job.ts';
import type { ListedJob } from '../../../src/core/jobs/jobBoard.ts';
import { cardsOf, changesOf, hasCard, type CardContext } from '../../../src/host/panel/jobCards.ts';
import { parseToPanel } from '../../../src/shared/panel.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

const now = 1_800_000_000_000;
const sha256 = 'ab'.repeat(32);
const facts = { format: 'webp', width: 1536, height: 1024, sha256 } as const;
const uri = 'file:///site/assets/fox.webp';

function job(changes: Partial<Job>, intent: Parameters<typeof sampleIntent>[0] = {}): Job {
	return {
		intent: sampleIntent({ createdAt: now - 5000, ...intent }),
		phase: 'running',
		sends: 1,
		...changes,
	};
}
const listed = (one: Job, running: ListedJob['running'] = 'no'): ListedJob => ({ job: one, running });
const context: CardContext = {
	now,
	thumbnailOf: (hash, { type }) => `/thumbnails/${type}/${hash.slice(0, 4)}.webp`,
	find: text => ({ name: text.replace(/^.*\//, ''), path: 'assets/fox.webp', missing: false }),
};

suite('job cards', () => {
	const predictionId = 'job_1';
	const action = '0198c0de-0000-7000-8000-000000000009';
	const variation = { variation: true, action } as const;
	const all: ListedJob[] = [
		listed(job({}), 'here'),
		listed(job({ cancelling: true }), 'elsewhere'),
		listed(job({ phase: 'intent', parked: { problem: { kind: 'key' } } })),
		listed(job({ phase: 'unknown', problem: { kind: 'noAnswer', detail: 'reset' } })),
		listed(job({ phase: 'failed', problem: { kind: 'predictionFailed', reason: 'no' } })),
		listed(job({ phase: 'ready', predictionId, staged: [facts], parked: { problem: { kind: 'endless' } } })),
		listed(job({ phase: 'saved', predictionId, saved: [{ ...facts, uri }] })),
		listed(job({ phase: 'ready', predictionId, staged: [facts] }, variation)),
		listed(
			job({ phase: 'ready', predictionId, staged: [facts], dismissed: true, dismissedAt: now }, variation),
		),
	];

	test('every kind of job has a card that the page understands', () => {
		const cards = cardsOf(all, context);
		assert.deepEqual(
			cards.map(({ status }) => status.type),
			['running', 'running', 'stopped', 'stopped', 'stopped', 'stopped', 'saved', 'variation', 'variation'],
		);
		const message = { type: 'jobs', changed: cards, removed: [] };
		assert.deepEqual(parseToPanel(message), message);
	});

	test('what can be done about a job is what Show Jobs offers, with its price', () => {
		const [, , parked, unknown] = cardsOf(all, context);
		assert.ok(parked && unknown);
		assert.deepEqual(
			parked.actions.map(({ title, spends }) => [title, spends]),
			[
				['Generate (45 credits)', true],
				['Dismiss', false],
			],
		);
		assert.deepEqual(
			unknown.actions.map(({ title, spends }) => [title, spends]),
			[
				['Send Again… (45 credits)', true],
				['Dismiss', false],
			],
		);
		assert.match(unknown.status.type === 'stopped' ? unknown.status.message : '', /may have cost 45 credits/);
	});

	test('variations of one request are a set; one that was set aside says until when it is kept', () => {
		const cards = cardsOf(all, context).filter(({ set }) => set !== undefined);
		assert.deepEqual(
			cards.map(({ set }) => set?.size),
			[2, 2],
		);
		assert.deepEqual(cards.map(({ set }) => set?.index).sort(), [0, 1]);
		const [waiting, aside] = cards.map(({ status }) => status);
		assert.ok(waiting?.type === 'variation' && waiting.keptUntil === undefined);
		assert.ok(aside?.type === 'variation' && aside.keptUntil === now + 7 * 24 * 60 * 60 * 1000);
		assert.equal(aside.thumbnail, '/thumbnails/staged/abab.webp');
	});

	test('a saved image keeps its card for a day, unless it is hidden before', () => {
		const saved = (changes: Partial<Job>, age: number) =>
			hasCard(
				listed(job({ phase: 'saved', saved: [{ ...facts, uri }], ...changes }, { createdAt: now - age })),
				now,
			);
		const hour = 60 * 60 * 1000;
		assert.deepEqual(
			[
				saved({}, hour),
				saved({ told: true }, 23 * hour),
				saved({}, 25 * hour),
				saved({ dismissed: true }, 0),
			],
			[true, true, false, false],
		);
		assert.equal(hasCard(listed(job({ phase: 'cancelled' })), now), false);
		assert.equal(hasCard(listed(job({ phase: 'failed', dismissed: true })), now), false);
	});

	test('only what has changed is told, and that time passes is no change', () => {
		const before = cardsOf(all, context);
		const later = cardsOf(all, { ...context, now: now + 1000 });
		assert.deepEqual(changesOf(before, later), { changed: [], removed: [] });
		const [first, second, ...rest] = all;
		assert.ok(first && second);
		const changed = cardsOf([listed(job({ phase: 'accepted' }), 'here'), second, ...rest], context);
		const changes = changesOf(before, changed);
		assert.deepEqual(
			[changes.changed.map(({ id }) => id), changes.removed],
			[[changed[0]?.id], [first.job.intent.id]],
		);
	});
});
