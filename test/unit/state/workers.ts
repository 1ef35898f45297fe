import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ready = 'ready\n';

/**
 * Runs a program of this folder as many times as there are lists of arguments, each as a process of its own. All
 * of them begin at the same moment. Resolves to what each printed; every one must end by itself, with code 0.
 */
export async function runWorkers(
	program: string,
	runs: readonly (readonly string[])[],
	env: Readonly<Record<string, string>> = {},
): Promise<string[]> {
	const workers = runs.map(args => {
		const child = spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
			env: { ...process.env, ...env },
			stdio: ['pipe', 'pipe', 'inherit'],
		});
		let output = '';
		const isReady = new Promise<void>((resolve, reject) => {
			child.on('error', reject).on('close', () => {
				reject(new Error(`${program} ended before it began`));
			});
			child.stdout.on('data', (chunk: Buffer) => {
				output += chunk.toString();
				if (output.includes(ready)) {
					resolve();
				}
			});
		});
		const end = once(child, 'close').then(([code]) => {
			assert.equal(code, 0, `${program} ${args.join(' ')}`);
			return output.slice(ready.length);
		});
		return { child, isReady, end };
	});
	await Promise.all(workers.map(({ isReady }) => isReady));
	for (const { child } of workers) {
		child.stdin.end();
	}
	return Promise.all(workers.map(({ end }) => end));
}

/** In such a program: resolves when all of them may begin. */
export async function begin(): Promise<void> {
	process.stdout.write(ready);
	const end = once(process.stdin, 'end');
	process.stdin.resume();
	await end;
}
