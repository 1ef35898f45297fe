import { HttpError } from '../api/errors/httpError.ts';
import { contentHash } from '../images/contentHash.ts';
import { requireStateError } from '../state/stateFiles.ts';
import { backOff } from './backOff.ts';
import { whyOf, type Why } from './failure.ts';
import type { ImageFacts, StagedImage } from './job.ts';
import { policy } from '../policy.ts';
import type { JobEvent } from './reducer.ts';
import { park, record, type Run } from './run.ts';
import type { Outputs } from './watch.ts';
import { storageProblem } from './storageProblem.ts';

/**
 * Downloads the outputs, at most `policy.output.save`, and stages each once its structure is verified: only one of
 * them is in memory at a time, and what an earlier run staged is not loaded again. The prediction is paid for at this
 * point, so a cancel changes nothing here. An output that cannot be loaded parks the job: when it resumes, the
 * service is asked for the outputs again.
 */
export async function collect(run: Run, { outputs, publicUrl }: Outputs): Promise<void> {
	const images: ImageFacts[] = await findLoaded(run);
	const wanted = outputs.slice(0, policy.output.save);
	const more = outputs.slice(wanted.length);
	const ending = { ...(publicUrl !== undefined && { publicUrl }), ...(more.length > 0 && { more }) };
	try {
		for (const [index, url] of wanted.entries()) {
			if (index < images.length) {
				continue;
			}
			const isLast = index === wanted.length - 1;
			const found = await stage(run, index, url, image =>
				isLast ? { type: 'staged', images: [...images, image], ...ending } : { type: 'loaded', index, image },
			);
			if ('detail' in found) {
				await park(run, { kind: 'download', ...found });
				return;
			}
			if (isLast) {
				return;
			}
			images.push(found);
		}
		// The service lists fewer than it did: those that are here are all of them.
		await record(run, { type: 'staged', images, ...ending });
	} catch (error) {
		requireStateError(error);
		// The service still has the rest: it is loaded when there is room.
		await park(run, storageProblem(error));
	}
}

/** Downloads one output and records it. Its bytes live no longer than this call. */
async function stage(
	run: Run,
	index: number,
	url: string,
	eventOf: (image: StagedImage) => JobEvent,
): Promise<ImageFacts | Why> {
	const found = await load(run, index, url);
	if ('detail' in found) {
		return found;
	}
	const image = await finish(run, found);
	await record(run, eventOf(image));
	const { format, width, height, sha256 } = image;
	return { format, width, height, sha256 };
}

/** The outputs that an earlier run loaded and that are still intact, up to the first one that isn't. */
async function findLoaded({ ports, job }: Run): Promise<ImageFacts[]> {
	const intact: ImageFacts[] = [];
	for (const [index, facts] of (job.loaded ?? []).entries()) {
		const bytes = await ports.journal.staged(job.intent.id, index);
		if (bytes === undefined || contentHash(bytes) !== facts.sha256) {
			break;
		}
		intact.push(facts);
	}
	return intact;
}

/** An image that cannot be brought to its size and format is kept as it came: it is paid for. */
async function finish({ ports, job }: Run, image: StagedImage): Promise<StagedImage> {
	try {
		return (await ports.finish?.(job.intent, image)) ?? image;
	} catch (error) {
		ports.onTrouble?.(job, error);
		return image;
	}
}

async function load(run: Run, index: number, url: string): Promise<StagedImage | Why> {
	const { api, clock, verify } = run.ports;
	const deadline = clock.now() + policy.download.timeout;
	let address = url;
	let why: Why = { detail: '', because: { code: 'foreign' } };
	for (let attempt = 0; attempt < policy.download.tries; attempt += 1) {
		if (attempt > 0) {
			await clock.sleep(backOff(attempt - 1, policy.backOff.queryCap, clock.random()));
		}
		const timeoutMs = deadline - clock.now();
		if (timeoutMs <= 0) {
			break;
		}
		try {
			return verify(await api.download(address, { timeoutMs }));
		} catch (error) {
			run.ports.onTrouble?.(run.job, error);
			why = whyOf(error);
			if (error instanceof HttpError && [403, 404, 410].includes(error.status)) {
				address = (await freshOutput(run, index)) ?? address;
			}
		}
	}
	return why;
}

/** Links to results expire; the prediction gives new ones. */
async function freshOutput(run: Run, index: number): Promise<string | undefined> {
	try {
		const prediction = await run.ports.api.get(run.job.predictionId ?? '');
		return prediction.outputs[index];
	} catch {
		return undefined;
	}
}
