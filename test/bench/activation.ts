import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildExtensions } from './extensions.ts';
import type { Row, Table } from './figure.ts';
import { median, milliseconds } from './statistics.ts';

const starts = 21;

interface Times {
	readonly load: number;
	readonly activate: number;
}

/** What activation loads, and how long it takes in plain Node, compared with an empty extension. */
export async function activation(): Promise<readonly Table[]> {
	await using extensions = await buildExtensions();
	const { own, empty, files } = extensions;
	const times: Record<'own' | 'empty', Times[]> = { own: [], empty: [] };
	for (let start = 0; start < starts; start += 1) {
		times.own.push(
			await loadOnce(
				join(own, 'dist/extension.js'),
				files.map(file => file.path),
			),
		);
		times.empty.push(await loadOnce(join(empty, 'dist/extension.js')));
	}
	const row = (name: string, measured: readonly Times[], ...sizes: string[]): Row => {
		const loads = measured.map(time => time.load);
		const call = median(measured.map(time => time.activate));
		return [name, ...[median(loads), Math.min(...loads), call].map(milliseconds), ...sizes];
	};
	const all = files.reduce((sum, file) => sum + file.bytes, 0);
	return [
		{
			title: `Activation in plain Node with a stand-in for vscode, production build (median of ${starts} processes)`,
			columns: ['load', 'best', 'activate()', 'entry', 'with its imports'],
			rows: [
				row('ours', times.own, kilobytes(files[0]?.bytes ?? 0), `${kilobytes(all)} in ${files.length} files`),
				row('an empty one', times.empty),
				['target', '≤ 3 ms', '', '', '', '≤ 60 kB'],
			],
			notes: [
				'The files are in the cache of the system, nothing is in V8’s. A machine that has other work shows.',
			],
		},
	];
}

/** @param importing the files whose imports from `vscode` the stub must provide. */
async function loadOnce(file: string, importing: readonly string[] = [file]): Promise<Times> {
	const names = new Set<string>();
	for (const text of await Promise.all(importing.map(path => readFile(path, 'utf8')))) {
		for (const [, list = ''] of text.matchAll(/import\s*\{([^}]*)\}\s*from\s*["']vscode["']/g)) {
			list.split(',').forEach(name => names.add(name.trim().split(' ')[0] ?? ''));
		}
	}
	const program = join(import.meta.dirname, 'loadOnce.ts');
	const { stdout } = await promisify(execFile)(process.execPath, [program, file, [...names].join(',')]);
	return JSON.parse(stdout) as Times;
}

function kilobytes(bytes: number): string {
	return `${(bytes / 1000).toFixed(1)} kB`;
}
