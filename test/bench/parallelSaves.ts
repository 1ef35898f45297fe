import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../support/repository.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import type { Row, Table } from './figure.ts';
import { milliseconds } from './statistics.ts';

const processes = 4;
const savesEach = 200;

/** The usual way: pick the first name that doesn't exist, then write. */
const usual = `
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
const [folder, count, mark] = process.argv.slice(1);
await Promise.all(Array.from({ length: Number(count) }, async (_, index) => {
	let number = 0;
	const path = () => folder + '/hero' + (number === 0 ? '' : '-' + number) + '.webp';
	while (existsSync(path())) {
		number += 1;
	}
	await writeFile(path(), mark + '-' + index);
}));`;

/** Several processes save under one name at the same time: how many of the files exist afterwards. */
export async function parallelSaves(): Promise<readonly Table[]> {
	const saveMany = join(repository, 'test/unit/assets/saveMany.ts');
	return [
		{
			title: `${processes * savesEach} saves to one name, from ${processes} processes at once`,
			columns: ['lost', 'time'],
			rows: [
				await row('ours', (folder, mark) => [saveMany, folder, 'hero.webp', String(savesEach), mark]),
				await row('first free name, then writeFile', (folder, mark) => [
					...['--input-type=module', '--eval', usual],
					...[`${folder}/assets`, String(savesEach), mark],
				]),
				['target', '0'],
			],
			notes: ['Ours has each file on the disk (fsync) before it counts as saved.'],
		},
	];
}

async function row(name: string, args: (folder: string, mark: string) => string[]): Promise<Row> {
	const { path, remove } = await temporaryFolder('saves');
	await mkdir(join(path, 'assets'));
	const started = performance.now();
	const marks = Array.from({ length: processes }, (_, index) => `p${index}`);
	await Promise.all(marks.map(mark => promisify(execFile)(process.execPath, args(path, mark))));
	const time = performance.now() - started;
	const files = await readdir(join(path, 'assets'));
	const contents = new Set(
		await Promise.all(files.map(file => readFile(join(path, 'assets', file), 'utf8'))),
	);
	await remove();
	return [name, String(processes * savesEach - contents.size), milliseconds(time)];
}
