import { AssetError } from '../assets/assetError.ts';
import { contentHash } from '../images/contentHash.ts';
import { StateError } from '../state/stateFiles.ts';
import { whyOf } from './failure.ts';
import type { SavedImage } from './job.ts';
import { park, record, type Run } from './run.ts';
import { storageProblem } from './storageProblem.ts';

/**
 * Writes the staged images, each once; one that cannot be written parks the job with its bytes still staged. Bytes
 * that the journal has lost, or that have changed, are loaded again.
 */
export async function save(run: Run): Promise<void> {
	const { journal, sink } = run.ports;
	const { staged = [], intent } = run.job;
	for (const [index, facts] of staged.entries()) {
		const { saved = [], target } = run.job;
		if (index < saved.length) {
			continue;
		}
		const bytes = await journal.staged(intent.id, index);
		if (bytes === undefined || contentHash(bytes) !== facts.sha256) {
			return record(run, { type: 'unstaged' });
		}
		let written: SavedImage;
		try {
			written = await sink.save(
				intent,
				{ ...facts, bytes },
				uri => record(run, { type: 'targeted', index, uri }),
				target?.index === index ? target.uri : undefined,
			);
		} catch (error) {
			if (error instanceof AssetError) {
				const { code, path } = error;
				return park(run, { kind: 'save', code, ...(path !== undefined && { path }), ...whyOf(error) });
			}
			if (error instanceof StateError) {
				return park(run, storageProblem(error));
			}
			throw error;
		}
		await record(run, { type: 'saved', images: [...saved, written] });
	}
}
