import { AssetError } from '../assets/assetError.ts';
import type { SavedImage } from './job.ts';
import { park, record, type Run } from './run.ts';

/** Writes the staged images, each once; one that cannot be written parks the job with its bytes still staged. */
export async function save(run: Run): Promise<void> {
	const { staged = [], saved = [], intent } = run.job;
	for (const [index, image] of staged.entries()) {
		if (index < saved.length) {
			continue;
		}
		let written: SavedImage;
		try {
			written = await run.ports.sink.save(intent, image, uri =>
				record(run, { type: 'targeted', index, uri }),
			);
		} catch (error) {
			const code = error instanceof AssetError ? error.code : 'failed';
			const detail = error instanceof Error ? error.message : String(error);
			return park(run, { kind: 'save', code, detail });
		}
		await record(run, { type: 'saved', image: written });
	}
}
