import { removedLength } from '../../state/stateFiles.ts';
import * as z from 'zod/mini';
import { outputFormats } from '../../../shared/model.ts';
import { predictionIdSchema } from '../../addresses/predictionId.ts';
import { intentSchema, targetSchema } from '../intent.ts';
import type { ImageFacts, Job } from '../job.ts';
import { policy } from '../../policy.ts';
import { newJob, reduceJob, type JobEvent } from '../reducer.ts';
import { moment, side, uri } from './factSchemas.ts';
import { problemSchema } from './problemSchema.ts';
import { parseJson } from '../../text/parseJson.ts';

/** The version of the format that is read and written here; stored in `intent.json`. */
export const journalVersion = 1;

const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));

const imageFacts = z.object({
	format: z.enum(outputFormats),
	width: side,
	height: side,
	sha256,
});

/** Every file in a job's folder that holds a fact about it, besides `intent.json`, `sent.N` and `unsent.N`. */
const fileSchemas = {
	'job.json': z.object({ predictionId: predictionIdSchema, at: moment }),
	'loaded.json': z.object({ images: z.array(imageFacts).check(z.maxLength(policy.output.save)) }),
	'stage.json': z.object({
		images: z.array(imageFacts).check(z.minLength(1)),
		publicUrl: z.exactOptional(z.url()),
		more: z.exactOptional(z.array(z.url({ protocol: /^https?$/ }))),
	}),
	'unstaged.json': z.object({}),
	'retarget.json': targetSchema,
	'target.json': z.object({ index: z.int().check(z.nonnegative()), uri }),
	'saved.json': z.object({ images: z.array(z.extend(imageFacts, { uri })) }),
	'end.json': z.object({
		phase: z.enum(['failed', 'cancelled', 'unknown']),
		problem: z.exactOptional(problemSchema),
	}),
	'parked.json': z.object({
		problem: problemSchema,
		since: z.exactOptional(moment),
		until: z.exactOptional(moment),
	}),
	'cancelling.json': z.object({}),
	'chosen.json': z.object({}),
	'told.json': z.object({}),
	'dismissed.json': z.object({ at: z.exactOptional(moment) }),
} as const;

export type JobFile = keyof typeof fileSchemas;

export const jobFiles = Object.keys(fileSchemas) as JobFile[];

/** What a power loss may leave of the text of a removed intent. */
export const removedIntent = '{"version"'.slice(0, removedLength);

/** The file of the `index`-th staged image's bytes. */
export function stageFile(index: number): string {
	return `stage.${index}`;
}

/** The texts of a job's folder, by file name; those of files that are not there are missing. */
export type JobTexts = ReadonlyMap<string, string>;

export type ReadJob =
	| { readonly type: 'job'; readonly job: Job }
	/** There is no job: its intent was not written yet, or was removed. */
	| { readonly type: 'empty' }
	/** Written by a newer version of this extension: left alone. */
	| { readonly type: 'newer' }
	/** Its intent cannot be read. */
	| { readonly type: 'damaged'; readonly detail: string };

/**
 * The job that a folder's files describe. A damaged fact counts as far as that is safe: an answer or an end that
 * cannot be read makes the job unknown, unless the answer is known: then everything after it is found out again.
 */
export function readJob(texts: JobTexts): ReadJob {
	const text = texts.get('intent.json');
	if (text === undefined || text === removedIntent) {
		return { type: 'empty' };
	}
	const json = parseJson(text);
	const version = z.looseObject({ version: z.number() }).safeParse(json);
	if (version.success && version.data.version > journalVersion) {
		return { type: 'newer' };
	}
	const intent = intentSchema.safeParse(withoutDamagedExtras(json));
	if (!version.success || !intent.success) {
		const issue = intent.error?.issues[0];
		return { type: 'damaged', detail: issue ? `${issue.path.join('.')}: ${issue.message}` : 'no version' };
	}
	return { type: 'job', job: eventsOf(texts).reduce(reduceJob, newJob(intent.data)) };
}

/** A job can be finished without these: a fault in one of them must not hold back an image that is paid for. */
const extras = ['link', 'source', 'remakes', 'variants'] as const;

function withoutDamagedExtras(json: unknown): unknown {
	if (typeof json !== 'object' || json === null) {
		return json;
	}
	const { shape } = intentSchema;
	const damaged = extras.filter(
		name => name in json && !shape[name].safeParse(Reflect.get(json, name)).success,
	);
	return Object.fromEntries(Object.entries(json).filter(([name]) => !(damaged as string[]).includes(name)));
}

/** The facts as the events that led to them, in an order that gives the same job. */
function eventsOf(texts: JobTexts): JobEvent[] {
	const facts = <F extends JobFile>(name: F) => readFact(name, texts.get(name));
	const events: JobEvent[] = [];
	const sends = sendsIn(texts.keys());
	if (sends > 0) {
		const keyFingerprint = readFingerprint(texts.get(`sent.${sends}`));
		events.push({ type: 'sending', send: sends, keyFingerprint });
		if (texts.has(`unsent.${sends}`)) {
			events.push({ type: 'notAccepted' });
		}
	}
	const accepted = facts('job.json');
	if (accepted !== undefined) {
		events.push({ type: 'accepted', predictionId: accepted.predictionId, at: accepted.at });
	}
	const retarget = facts('retarget.json');
	if (retarget !== undefined) {
		events.push({ type: 'retargeted', target: retarget });
	}
	const stage = accepted && facts('stage.json');
	if (stage !== undefined) {
		const { images, publicUrl, more } = stage;
		events.push({
			type: 'staged',
			images,
			...(publicUrl !== undefined && { publicUrl }),
			...(more !== undefined && { more }),
		});
	}
	const saved = stage && facts('saved.json');
	if (saved !== undefined) {
		events.push({ type: 'saved', images: saved.images });
	}
	// The target of a saved image is removed only after the save was written down.
	const place = stage && facts('target.json');
	if (place !== undefined && place.index >= (saved?.images.length ?? 0)) {
		events.push({ type: 'targeted', ...place });
	}
	if (stage !== undefined && texts.has('unstaged.json')) {
		events.push({ type: 'unstaged' });
	}
	if (accepted !== undefined && (stage === undefined || texts.has('unstaged.json'))) {
		// The bytes themselves are read when they are needed.
		const bytes = new Uint8Array();
		readLoadedFacts(texts.get('loaded.json')).forEach((image, index) => {
			events.push({ type: 'loaded', index, image: { ...image, bytes } });
		});
	}
	if (texts.has('cancelling.json')) {
		events.push({ type: 'cancelling' });
	}
	const end = facts('end.json');
	const damaged = accepted === undefined && damagedNote(texts, end === undefined);
	if (damaged) {
		events.push({ type: 'unknown', problem: { kind: 'noAnswer', detail: damaged } });
	} else if (end !== undefined && !(end.phase === 'unknown' && accepted !== undefined)) {
		// An answer outweighs an end that was written down as unknown.
		events.push(endEvent(end));
	}
	if (texts.has('chosen.json')) {
		events.push({ type: 'chosen' });
	}
	const parking = facts('parked.json');
	if (parking !== undefined) {
		events.push({ type: 'parked', parking });
	}
	if (texts.has('told.json')) {
		events.push({ type: 'notified' });
	}
	if (texts.has('dismissed.json')) {
		events.push({ type: 'dismissed', ...facts('dismissed.json') });
	}
	return events;
}

/** The outputs that `loaded.json` lists; none where it cannot be read. */
export function readLoadedFacts(text: string | undefined): readonly ImageFacts[] {
	return readFact('loaded.json', text)?.images ?? [];
}

/** What damage makes it impossible to tell whether the job was accepted, or whether it is over. */
function damagedNote(texts: JobTexts, isEndUnread: boolean): string | undefined {
	if (texts.has('job.json')) {
		return 'The note of the answer is damaged';
	}
	return isEndUnread && texts.has('end.json') ? 'The note of the end is damaged' : undefined;
}

function endEvent({ phase, problem }: z.infer<(typeof fileSchemas)['end.json']>): JobEvent {
	switch (phase) {
		case 'failed':
			return { type: 'failed', problem: problem ?? { kind: 'forgotten' } };
		case 'unknown':
			return { type: 'unknown', problem: problem ?? { kind: 'noAnswer', detail: '' } };
		case 'cancelled':
			return { type: 'cancelled', ...(problem && { problem }) };
	}
}

function readFact<F extends JobFile>(
	name: F,
	text: string | undefined,
): z.infer<(typeof fileSchemas)[F]> | undefined {
	if (text === undefined) {
		return undefined;
	}
	const parsed = fileSchemas[name].safeParse(parseJson(text));
	return parsed.success ? (parsed.data as z.infer<(typeof fileSchemas)[F]>) : undefined;
}

/** How often the job was sent, by the highest of its `sent.N`. */
export function sendsIn(names: Iterable<string>): number {
	const numbers = [...names].map(name => Number(/^sent\.(\d+)$/.exec(name)?.[1] ?? 0));
	return Math.max(0, ...numbers);
}

/** Empty where a crash left the file without its content; then any key may be the right one. */
function readFingerprint(text: string | undefined): string {
	const parsed = z.object({ keyFingerprint: z.string() }).safeParse(parseJson(text ?? ''));
	return parsed.success ? parsed.data.keyFingerprint : '';
}
