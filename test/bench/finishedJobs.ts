import { execFileSync } from 'node:child_process';
import { createJournal } from '../../src/core/jobs/journal/createJournal.ts';
import { policy } from '../../src/core/policy.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { createLeases } from '../../src/core/state/leases.ts';
import { diskState } from '../../src/host/storage/diskState.ts';
import { sampleIntent } from '../support/sampleIntent.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import type { Row, Table } from './figure.ts';
import { median, milliseconds } from './statistics.ts';

const counts = [0, 1_000, 10_000];
const looks = 50;

/** What finished jobs cost: at the start of a window, at each look for unfinished ones, and on the disk. */
export async function finishedJobs(): Promise<readonly Table[]> {
	const rows: Row[] = [];
	for (const count of counts) {
		rows.push(await measure(count));
	}
	return [
		{
			title: 'Finished jobs that are kept',
			columns: [
				'first look and sweep',
				'a look',
				'the open ones',
				'again',
				'the list of jobs',
				'again',
				'on the disk',
			],
			rows: [...rows, ['target at 10,000', '≤ 50 ms', '≤ 5 ms', '', '≤ 5 ms', '', '', '≤ 20 MB']],
			notes: [
				'The status bar reads the open ones when a window starts, and again at every look; the time is spread over turns.',
				'The list is read when the panel or Show Jobs is opened first; then what was added.',
				'One job is under way. A folder for each finished job, as before, was 314 MB, 12 s at the start, and 260 ms a look.',
			],
		},
	];
}

async function measure(count: number): Promise<Row> {
	const folder = await temporaryFolder('finished');
	const clock = createSystemClock();
	const files = diskState(folder.path, { clock });
	const leases = createLeases(files, clock, policy.lease, 'bench');
	try {
		await fill(files, count);
		const create = () => createJournal({ files, leases, clock, onDamaged: () => undefined });
		const journal = create();
		await journal.open(sampleIntent());
		const other = create();
		const start = await time(async () => {
			await other.pending();
			await other.sweep();
		});
		const each: number[] = [];
		for (let look = 0; look < looks; look += 1) {
			each.push(await time(() => other.pending()));
		}
		const open = await time(() => other.finishedOpen());
		const openAgain = await time(() => other.finishedOpen());
		const list = await time(() => other.finished());
		const again = await time(() => other.finished());
		const size = Number(execFileSync('du', ['-sk', folder.path], { encoding: 'utf8' }).split('\t')[0]) / 1000;
		return [
			`${count.toLocaleString('en-US')} jobs`,
			milliseconds(start),
			milliseconds(median(each)),
			milliseconds(open),
			milliseconds(openAgain),
			milliseconds(list),
			milliseconds(again),
			`${size.toFixed(1)} MB`,
		];
	} finally {
		leases.dispose();
		await folder.remove();
	}
}

/** Writes the texts that saved jobs leave behind, with prompts of usual length. */
async function fill(files: ReturnType<typeof diskState>, count: number): Promise<void> {
	const lines: string[] = [];
	for (let number = 0; number < count; number += 1) {
		const prompt = `A lighthouse at dawn, calm sea, wide negative space on the left for a headline, number ${number}`;
		const intent = sampleIntent({ prompt });
		const image = { format: 'webp', width: 1024, height: 1024, sha256: 'ab'.repeat(32) };
		const texts = {
			'intent.json': JSON.stringify({ version: 1, ...intent }),
			'sent.1': JSON.stringify({ keyFingerprint: 'ab'.repeat(8) }),
			'job.json': JSON.stringify({ predictionId: intent.id, at: Date.now() }),
			'stage.json': JSON.stringify({ images: [image] }),
			'saved.json': JSON.stringify({
				images: [{ ...image, uri: 'file:///site/assets/a-lighthouse-at-dawn.webp' }],
			}),
			'told.json': '{}',
		};
		lines.push(JSON.stringify({ id: intent.id, texts }));
	}
	if (lines.length > 0) {
		const today = new Date().toISOString().slice(0, 10);
		await files.append(`jobs/finished/${today}.jsonl`, `${lines.join('\n')}\n`);
	}
}

async function time(task: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await task();
	return performance.now() - started;
}
