import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEmulator } from '../emulator/emulator.ts';
import { repository } from '../support/repository.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import type { Row, Table } from './figure.ts';
import type { parts, RunCost } from './runJobs.ts';

type Part = (typeof parts)[number];

const jobs = 50;
/** How long is measured, after a few seconds to settle; milliseconds. */
const watched = 10_000;
/** Seconds since the service accepted the jobs: it is asked most often at the first of them. */
const ages = [20, 75] as const;
const hidden: readonly Part[] = ['journal', 'cancels', 'looks'];

/** What running jobs cost a process outside VS Code: asking the service, and using the disk. */
export async function runningJobs(): Promise<readonly Table[]> {
	await using emulator = await startEmulator({ images: 'tiny', durationMs: 3_600_000 });
	const rows: Row[] = [['no jobs', ...cells(await cost(emulator.baseUrl, 0, 0, []))]];
	for (const age of ages) {
		const measured = (some: readonly Part[]) => cost(emulator.baseUrl, jobs, age, some);
		rows.push(
			[`${age} s after the start: asking, each job apart`, ...cells(await measured(['apart']))],
			['  the same, together', ...cells(await measured([]))],
			['  and the journal', ...cells(await measured(['journal']))],
			['  and cancels and looks: panel hidden', ...cells(await measured(hidden))],
			['  and the list: panel seen', ...cells(await measured([...hidden, 'board']))],
		);
	}
	return [
		{
			title: `Processor time of ${jobs} running jobs, of one core`,
			columns: ['share', 'requests/s', 'files/s'],
			rows: [...rows, ['target', '≤ 5 %']],
			notes: [
				`Over ${watched / 1000} s each, in a process of its own without VS Code; the service is in another one. Jobs of`,
				'low quality; how often they are asked of follows from the poll schedule.',
			],
		},
	];
}

async function cost(baseUrl: string, count: number, age: number, some: readonly Part[]): Promise<RunCost> {
	const { path, remove } = await temporaryFolder('running');
	try {
		const program = join(repository, 'test/bench/runJobs.ts');
		const args = [program, baseUrl, path, String(count), String(age), some.join(','), String(watched)];
		const { stdout } = await promisify(execFile)(process.execPath, args);
		return JSON.parse(stdout) as RunCost;
	} finally {
		await remove();
	}
}

function cells({ share, requests, diskCalls }: RunCost): [string, string, string] {
	return [`${(share * 100).toFixed(1)} %`, requests.toFixed(1), diskCalls.toFixed(0)];
}
