import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmulator } from '../emulator/emulator.ts';
import { outFolder } from '../support/repository.ts';
import type { Row, Table } from './figure.ts';
import { saveBarely, saveByRunner } from './saveRuns.ts';
import { median, milliseconds, quantile } from './statistics.ts';

const runs = 21;
const bytes = 2_000_000;
const formats = ['png', 'webp'] as const;

/** From the service's answer that a prediction is completed to its image on disk, compared with a bare download. */
export async function save(): Promise<readonly Table[]> {
	await mkdir(outFolder, { recursive: true });
	const folder = await mkdtemp(join(outFolder, 'bench-'));
	await using emulator = await startEmulator({ images: 'tiny', minBytes: bytes, durationMs: 1 });
	const rows: Row[] = [];
	try {
		for (const format of formats) {
			const ours: number[] = [];
			const bare: number[] = [];
			// One extra run, which doesn't count: the first is slower for both.
			for (let run = 0; run <= runs; run += 1) {
				ours.push(await saveByRunner(emulator.baseUrl, format, folder));
				bare.push(await saveBarely(emulator.baseUrl, format, join(folder, `bare-${run}.${format}`)));
			}
			rows.push(row(`ours, ${format}`, ours.slice(1)), row(`fetch + writeFile, ${format}`, bare.slice(1)));
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	return [
		{
			title: `From the completed answer to the saved file, ${bytes / 1e6} MB (median of ${runs})`,
			columns: ['time', 'best', '9 of 10 within'],
			rows: [...rows, ['target', '≤ 100 ms']],
			notes: [
				'Ours loads, checks the image to its last byte, reserves a free name, writes, and waits until file and',
				'folder are on the disk (fsync). The emulator makes the image and sends it in the same process.',
			],
		},
	];
}

function row(name: string, times: readonly number[]): Row {
	return [name, ...[median(times), Math.min(...times), quantile(times, 0.9)].map(milliseconds)];
}
