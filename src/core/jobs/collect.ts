import { HttpError } from '../api/errors/httpError.ts';
import { StateError } from '../state/stateFiles.ts';
import { backOff } from './backOff.ts';
import type { StagedImage } from './job.ts';
import { policy } from './policy.ts';
import { park, record, type Run } from './run.ts';
import type { Outputs } from './watch.ts';

/**
 * Loads every output and stages it once its structure is whole. It is paid for by now, so a cancel changes
 * nothing here. What cannot be loaded parks the job: the service is asked for the outputs again when it
 * goes on.
 */
export async function collect(run: Run, { outputs, publicUrl }: Outputs): Promise<void> {
	const images: StagedImage[] = [];
	for (const [index, url] of outputs.entries()) {
		const image = await load(run, index, url);
		if (!('bytes' in image)) {
			return park(run, { kind: 'download', detail: image.detail });
		}
		images.push(await finish(run, image));
	}
	try {
		await record(run, { type: 'staged', images, ...(publicUrl !== undefined && { publicUrl }) });
	} catch (error) {
		if (!(error instanceof StateError)) {
			throw error;
		}
		// The service still has it: it is loaded again when there is room.
		await park(run, { kind: 'save', code: 'diskFull', detail: error.message });
	}
}

/** What cannot be brought to its size is kept as it came: it is paid for. */
async function finish({ ports, job }: Run, image: StagedImage): Promise<StagedImage> {
	try {
		return (await ports.finish?.(job.intent, image)) ?? image;
	} catch (error) {
		ports.onTrouble?.(job, error);
		return image;
	}
}

interface Missed {
	readonly detail: string;
}

async function load(run: Run, index: number, url: string): Promise<StagedImage | Missed> {
	const { api, clock, verify } = run.ports;
	const deadline = clock.now() + policy.download.timeout;
	let address = url;
	let detail = '';
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
			detail = error instanceof Error ? error.message : String(error);
			if (error instanceof HttpError && [403, 404, 410].includes(error.status)) {
				address = (await freshOutput(run, index)) ?? address;
			}
		}
	}
	return { detail };
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
