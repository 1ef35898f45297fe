import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
	emptyRecord,
	parseRecord,
	recordPath,
	serializeRecord,
	setEntry,
	type AssetEntry,
} from '../../src/core/assets/assetRecord.ts';
import { rewriteRecord } from '../../src/core/assets/rewriteRecord.ts';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { diskState } from '../../src/host/storage/diskState.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import type { Table } from './figure.ts';
import { median, milliseconds } from './statistics.ts';

const entries = 10_000;
const rounds = 9;

function entryOf(number: number): AssetEntry {
	return {
		prompt: `A lighthouse at dawn, calm sea, wide negative space on the left for a headline, number ${number}`,
		style: 'soft paper cut, muted blues',
		model: 'openai/gpt-image-2',
		input: {
			aspect_ratio: '3:2',
			background: 'auto',
			moderation: 'auto',
			output_compression: 90,
			output_format: 'webp',
			quality: 'low',
		},
		credits: 45,
		jobId: `0198c0de-0000-7000-8000-${String(number).padStart(12, '0')}`,
		createdAt: new Date(1_790_000_000_000 + number * 1000).toISOString(),
		sha256: contentHash(String(number)),
	};
}

/** A record with many entries: read, changed by one, and written, as when an image is saved. */
export async function record(): Promise<readonly Table[]> {
	const folder = await temporaryFolder('record');
	try {
		const files = diskState(folder.path, { clock: createSystemClock() });
		const assets = Object.fromEntries(
			Array.from({ length: entries }, (_, number) => [`assets/image-${number}.webp`, entryOf(number)]),
		);
		await files.write(recordPath, serializeRecord({ ...emptyRecord(), assets }));
		const path = join(folder.path, recordPath);
		const ours: number[] = [];
		const plain: number[] = [];
		for (let round = 0; round < rounds; round += 1) {
			let started = performance.now();
			const text = await readFile(path, 'utf8');
			const parsed = parseRecord(text);
			if (!parsed.ok) {
				throw new Error('The record cannot be read');
			}
			const changed = setEntry(parsed.record, `assets/new-${round}.webp`, entryOf(round));
			await files.write(recordPath, rewriteRecord(text, parsed.record, changed));
			ours.push(performance.now() - started);
			started = performance.now();
			const json = JSON.parse(await readFile(path, 'utf8')) as { assets: Record<string, unknown> };
			json.assets[`assets/plain-${round}.webp`] = entryOf(round);
			await mkdir(join(folder.path, 'plain'), { recursive: true });
			await writeFile(join(folder.path, 'plain/record.json'), JSON.stringify(json, undefined, '\t'));
			plain.push(performance.now() - started);
		}
		const bytes = (await readFile(path)).length;
		return [
			{
				title: `A record of ${entries.toLocaleString('en-US')} entries (${(bytes / 1e6).toFixed(1)} MB): read, changed, written`,
				columns: ['median', 'worst', 'target'],
				rows: [
					['ours', milliseconds(median(ours)), milliseconds(Math.max(...ours)), '≤ 100 ms'],
					['JSON and writeFile alone', milliseconds(median(plain)), milliseconds(Math.max(...plain)), ''],
				],
				notes: [
					'Ours checks every field, keeps the keys sorted, and has the file on the disk before it goes on.',
				],
			},
		];
	} finally {
		await folder.remove();
	}
}
