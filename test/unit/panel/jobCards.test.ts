import assert from 'node:assert/strict';
import type { Job, JobPhase } from '../../../src/core/jobs/job.ts';
import type { ListedJob } from '../../../src/core/jobs/jobBoard.ts';
import { isInProgress, standingOf, standings, type Standing } from '../../../src/core/jobs/standing.ts';
import { cardsOf, changesOf, hasCard, type CardContext } from '../../../src/host/panel/jobCards.ts';
import { parseToPanel } from '../../../src/shared/panel.ts';
import { isInProgress as countsInPage } from '../../../src/webview/panel/jobs/jobGroups.ts';
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
	thumbnailOf: hash => `/thumbnails/staged/${hash.slice(0, 4)}.webp`,
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

	test('every kind of job in progress has a card that the page understands; a saved one has its image', () => {
		const cards = cardsOf(all, context);
		assert.deepEqual(
			cards.map(({ status }) => status.type),
			['running', 'running', 'stopped', 'stopped', 'stopped', 'stopped', 'variation', 'variation'],
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
				['Set API Key… (45 credits)', true],
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

	test('in progress is what runs, waits or needs an answer, and nothing that is over', () => {
		const saved = listed(job({ phase: 'saved', saved: [{ ...facts, uri }] }));
		const aside = job({ phase: 'ready', predictionId, staged: [facts], dismissed: true }, variation);
		for (const [entry, progress, card] of [
			[saved, false, false],
			[listed(job({ phase: 'cancelled' })), false, false],
			[listed(job({ phase: 'failed', dismissed: true })), false, false],
			[listed(job({ phase: 'failed' })), true, true],
			[listed(job({ phase: 'running' }), 'elsewhere'), true, true],
			[listed(job({ phase: 'ready', predictionId, staged: [facts] }, variation)), true, true],
			[listed(aside), false, true],
		] as const) {
			assert.deepEqual([isInProgress(entry), hasCard(entry)], [progress, card], entry.job.phase);
		}
	});

	test('wherever a job stands, the page counts it exactly where the status bar does', () => {
		const phases = [
			'intent',
			'sent',
			'accepted',
			'running',
			'ready',
			'saved',
			'failed',
			'cancelled',
			'unknown',
		] as const satisfies readonly JobPhase[];
		const parkings: readonly Partial<Job>[] = [{}, { parked: { problem: { kind: 'key' } } }];
		const answers: readonly Partial<Job>[] = [{}, { chosen: true }, { dismissed: true }];
		const every = phases.flatMap(phase =>
			(['here', 'elsewhere', 'resuming', 'no'] as const).flatMap(running =>
				[{}, variation].flatMap(intent =>
					parkings.flatMap(parked =>
						answers.map(answer =>
							listed(job({ phase, staged: [facts], ...parked, ...answer }, intent), running),
						),
					),
				),
			),
		);
		const met = new Set<Standing>();
		for (const entry of every) {
			const counted = cardsOf([entry], context).filter(countsInPage).length;
			const described = JSON.stringify({ ...entry.job, intent: undefined, running: entry.running });
			assert.equal(counted, isInProgress(entry) ? 1 : 0, described);
			if (counted > 0) {
				met.add(standingOf(entry));
			}
		}
		assert.deepEqual([...met].sort(), [...standings].sort());
	});

	test('a set counts those that are saved, so that the others keep their numbers', () => {
		const own = { variation: true, action: '0198c0de-0000-7000-8000-00000000000a' } as const;
		const set = [
			listed(job({ phase: 'saved', saved: [{ ...facts, uri }] }, own)),
			listed(job({ phase: 'ready', predictionId, staged: [facts] }, own)),
		];
		const [card, ...none] = cardsOf(set, context);
		assert.deepEqual(none, []);
		const ids = set.map(entry => entry.job.intent.id);
		assert.deepEqual(card?.set, { id: own.action, index: ids.toSorted().indexOf(ids[1] ?? ''), size: 2 });
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
