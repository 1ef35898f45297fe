import { readText, type StateFiles } from '../../state/stateFiles.ts';
import type { ImageFacts } from '../job.ts';
import type { JobEvent } from '../reducer.ts';
import { readLoadedFacts, sendsIn, stageFile, type JobFile } from './jobFiles.ts';
import { folderOf } from './jobsFolder.ts';
import { LeaseLostError } from './leaseLostError.ts';

/** Writes down an event; each fact is its own file, so that none can damage another. */
export async function writeEvent(files: StateFiles, id: string, event: JobEvent): Promise<void> {
	const path = (name: JobFile) => `${folderOf(id)}/${name}`;
	switch (event.type) {
		case 'sending': {
			const { keyFingerprint } = event;
			const created = await files.create(
				`${folderOf(id)}/sent.${event.send}`,
				JSON.stringify({ keyFingerprint }),
			);
			if (!created) {
				throw new LeaseLostError(id);
			}
			return;
		}
		case 'notAccepted':
			return markUnsent(files, id);
		case 'accepted':
			return writeJson(files, path('job.json'), { predictionId: event.predictionId, at: event.at });
		case 'running':
			// Not written: by the time it would be read, the service knows better.
			return;
		case 'loaded': {
			const { bytes, ...facts } = event.image;
			await files.write(`${folderOf(id)}/${stageFile(event.index)}`, bytes);
			const before = await readLoaded(files, id);
			return writeJson(files, path('loaded.json'), { images: [...before.slice(0, event.index), facts] });
		}
		case 'staged': {
			for (const [index, { bytes }] of event.images.entries()) {
				if (bytes !== undefined) {
					await files.write(`${folderOf(id)}/${stageFile(index)}`, bytes);
				}
			}
			const images = event.images.map(({ bytes: _, ...facts }) => facts);
			const { publicUrl, more } = event;
			await writeJson(files, path('stage.json'), { images, publicUrl, more });
			await files.remove(path('unstaged.json'));
			return files.remove(path('loaded.json'));
		}
		case 'unstaged':
			// The stage note stays: with images saved already, it still says how many there were.
			return writeJson(files, path('unstaged.json'), {});
		case 'targeted':
			return writeJson(files, path('target.json'), { index: event.index, uri: event.uri });
		case 'saved':
			return writeSaved(files, id, event.images);
		case 'failed':
		case 'cancelled':
		case 'unknown':
			return writeJson(files, path('end.json'), { phase: event.type, problem: event.problem });
		case 'cancelling':
			return writeJson(files, path('cancelling.json'), {}, 'quick');
		case 'parked':
			// If this got lost, the job would be sent by itself although the user read that it waits.
			return writeJson(files, path('parked.json'), event.parking);
		case 'resumed':
			return files.remove(path('parked.json'));
		case 'retargeted':
			return writeJson(files, path('retarget.json'), event.target);
		case 'chosen':
			// If this is interrupted, the variation waits to be chosen as before.
			await files.remove(path('dismissed.json'));
			await files.remove(path('told.json'));
			return writeJson(files, path('chosen.json'), {});
		case 'notified':
			return writeJson(files, path('told.json'), {}, 'quick');
		case 'dismissed':
			return writeJson(files, path('dismissed.json'), { at: event.at });
	}
}

async function readLoaded(files: StateFiles, id: string): Promise<readonly ImageFacts[]> {
	return readLoadedFacts(await readText(files, `${folderOf(id)}/loaded.json`));
}

async function markUnsent(files: StateFiles, id: string): Promise<void> {
	const last = sendsIn(await files.list(folderOf(id)));
	// If this gets lost, the job counts as unknown: safe, only less helpful.
	await files.create(`${folderOf(id)}/unsent.${last}`, '', 'quick');
}

async function writeSaved(
	files: StateFiles,
	id: string,
	images: Extract<JobEvent, { type: 'saved' }>['images'],
): Promise<void> {
	await writeJson(files, `${folderOf(id)}/saved.json`, { images });
	await files.remove(`${folderOf(id)}/target.json`);
	await files.remove(`${folderOf(id)}/${stageFile(images.length - 1)}`);
}

/** Leaves out `undefined` fields. */
export function writeJson(
	files: StateFiles,
	path: string,
	value: object,
	durability?: 'quick',
): Promise<void> {
	return files.write(path, JSON.stringify(value), durability);
}
