import { whyOf } from '../../../src/core/jobs/failure.ts';
import type { ImageFacts, Job, StagedImage } from '../../../src/core/jobs/job.ts';
import { awaitsChoice, isTerminal } from '../../../src/core/jobs/job.ts';
import type { Problem } from '../../../src/core/jobs/problem.ts';
import { newJob, reduceJob, type JobEvent } from '../../../src/core/jobs/reducer.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

type Random = () => number;

export interface EventSequence {
	/** As it begins. */
	readonly job: Job;
	readonly events: readonly JobEvent[];
}

/** What may happen to a job, in an order in which it may happen; depends on `random` and its id alone. */
export function eventSequence(random: Random): EventSequence {
	const linked = random() < 0.3;
	const link = {
		document: 'file:///site/index.md',
		mode: 'insert',
		anchor: { text: 'a fox', before: '“\n', after: '\u2028' },
	} as const;
	const references = [
		{ type: 'file', sha256: '0'.repeat(64), format: 'png', bytes: 9, width: 3, height: 2, name: '여우.png' },
		{ type: 'url', url: 'https://example.com/fox.png?a=%20' },
	] as const;
	const more = { link, prompt: '여우 🦊 "\\', references, sharesReferences: true } as const;
	const variation = random() < 0.2 ? ({ variation: true } as const) : {};
	const job = newJob(sampleIntent({ ...(linked ? more : {}), ...variation }));
	const outputs = 1 + Math.floor(random() * 3);
	const images = Array.from({ length: outputs }, (_, index) => imageOf(index, random));
	const length = 3 + Math.floor(random() * 25);
	const events: JobEvent[] = [];
	let now = job;
	while (events.length < length) {
		const next = pick(random, possible(now, images, random));
		if (next === undefined) {
			break;
		}
		events.push(next);
		now = reduceJob(now, next);
	}
	return { job, events };
}

function pick<T>(random: Random, list: readonly T[]): T | undefined {
	return list[Math.floor(random() * list.length)];
}

function imageOf(index: number, random: Random): StagedImage {
	const bytes = new TextEncoder().encode(`image ${index} ${random()}`);
	const sha256 = Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
	return { format: pick(random, ['webp', 'png', 'jpeg']) ?? 'png', width: 1024, height: 1536, sha256, bytes };
}

const beforeSending: readonly Problem[] = [
	{ kind: 'key' },
	{ kind: 'key', reason: 'No such key' },
	{ kind: 'dailyLimit', limit: 1000, spent: 990 },
	{ kind: 'interrupted' },
	{ kind: 'storage', ...whyOf('ENOSPC') },
	{ kind: 'upload', ...whyOf('HTTP 500') },
	{ kind: 'busy', retryAfterMs: 120_000 },
];
const refused: readonly Problem[] = [
	{ kind: 'credits' },
	{ kind: 'referenceGone', name: '여우.png' },
	{ kind: 'refused', status: 422, reason: 'quality: not a valid value' },
	{ kind: 'offline', failure: 'dns', host: 'example.org' },
	{ kind: 'redirected' },
	{ kind: 'busy' },
];
const whileWatching: readonly Problem[] = [
	{ kind: 'key', reason: 'bad' },
	{ kind: 'otherKey' },
	{ kind: 'busy', retryAfterMs: 90_000 },
	{ kind: 'endless' },
	{ kind: 'download', ...whyOf('HTTP 500') },
	{ kind: 'save', code: 'diskFull', ...whyOf('ENOSPC') },
];
const ended: readonly Problem[] = [
	{ kind: 'predictionFailed' },
	{ kind: 'predictionFailed', reason: 'moderation' },
	{ kind: 'noOutput', answer: '{"status":"completed"}' },
	{ kind: 'forgotten' },
];

/** The events that may come next; likelier ones stand in the list more than once. */
function possible(job: Job, images: readonly StagedImage[], random: Random): JobEvent[] {
	if (job.dismissed === true) {
		return awaitsChoice(job) && random() < 0.5 ? [{ type: 'chosen' }] : [];
	}
	const dismissed: JobEvent = { type: 'dismissed', at: 1_767_225_600_000 + Math.floor(random() * 1e6) };
	if (isTerminal(job.phase)) {
		return [
			...(job.notified === true ? [] : ([{ type: 'notified' }] as const)),
			...(job.phase === 'failed' || job.phase === 'unknown' ? [dismissed] : []),
			...(job.phase === 'unknown' && job.predictionId === undefined ? [accepted(random)] : []),
		];
	}
	if (job.parked !== undefined) {
		const resumed: JobEvent = { type: 'resumed' };
		const target = { ...job.intent.target, folder: `/site/images/${Math.floor(random() * 1000)}` };
		const next: JobEvent = job.phase === 'ready' ? { type: 'retargeted', target } : resumed;
		return [resumed, resumed, next, next, dismissed];
	}
	switch (job.phase) {
		case 'intent':
			return [
				sending(job, random),
				sending(job, random),
				sending(job, random),
				parked(beforeSending, random),
				job.sends > 0 ? { type: 'failed', problem: problemOf(refused, random) } : sending(job, random),
				{ type: 'cancelled' },
			];
		case 'sent':
			return [
				accepted(random),
				accepted(random),
				accepted(random),
				{ type: 'notAccepted' },
				{ type: 'notAccepted' },
				// The same call once more, over another client.
				sending(job, random),
				{ type: 'unknown', problem: { kind: 'noAnswer', detail: 'reset' } },
			];
		case 'accepted':
		case 'running':
			return [
				{ type: 'running' },
				...loading(job, images, random),
				{ type: 'cancelling' },
				{ type: 'cancelled', ...(random() < 0.5 && { problem: { kind: 'forgotten' } as const }) },
				{ type: 'failed', problem: problemOf(ended, random) },
				parked(whileWatching, random),
			];
		case 'ready':
			if (awaitsChoice(job)) {
				return [{ type: 'notified' }, dismissed, ...Array<JobEvent>(3).fill({ type: 'chosen' })];
			}
			return whileReady(job, images, random);
		default:
			return [];
	}
}

function loading({ loaded = [] }: Job, images: readonly StagedImage[], random: Random): JobEvent[] {
	const next = images[loaded.length];
	const more = random() < 0.2 ? { more: [`https://example.com/${random()}.png?a=%20`] } : {};
	if (next === undefined || loaded.length === images.length - 1) {
		const staged: JobEvent = { type: 'staged', images: [...loaded, ...(next ? [next] : [])], ...more };
		return [staged, staged, staged];
	}
	const event: JobEvent = { type: 'loaded', index: loaded.length, image: next };
	return [event, event, event];
}

function whileReady(job: Job, images: readonly StagedImage[], random: Random): JobEvent[] {
	const { saved = [], target } = job;
	const index = saved.length;
	const image = images[index];
	if (image === undefined) {
		throw new Error('All of them are saved, and the job is not');
	}
	const uri = `file:///site/assets/fox-${Math.floor(random() * 1000)}.${image.format}`;
	const targeted: JobEvent = { type: 'targeted', index, uri };
	const written = { ...factsOf(image), uri: target?.uri ?? uri };
	const next: JobEvent = target?.index === index ? { type: 'saved', images: [...saved, written] } : targeted;
	return [
		next,
		next,
		next,
		next,
		targeted,
		{ type: 'unstaged' },
		{ type: 'cancelling' },
		parked(whileWatching.slice(-1), random),
	];
}

function factsOf({ bytes: _, ...facts }: StagedImage): ImageFacts {
	return facts;
}

function problemOf(problems: readonly Problem[], random: Random): Problem {
	return pick(random, problems) ?? { kind: 'forgotten' };
}

function parked(problems: readonly Problem[], random: Random): JobEvent {
	const since = 1_767_225_600_000;
	const times = random() < 0.3 ? { since, until: since + Math.floor(random() * 1e6) } : {};
	return { type: 'parked', parking: { problem: problemOf(problems, random), ...times } };
}

function sending({ sends }: Job, random: Random): JobEvent {
	return { type: 'sending', send: sends + 1, keyFingerprint: random() < 0.5 ? 'one' : 'two' };
}

function accepted(random: Random): JobEvent {
	const predictionId = `job_${Math.floor(random() * 1e9).toString(36)}`;
	return { type: 'accepted', predictionId, at: 1_767_225_600_000 + Math.floor(random() * 1e9) };
}
