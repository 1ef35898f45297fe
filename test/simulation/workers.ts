import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { WorkerMessage } from './worker.ts';

export type Done = Extract<WorkerMessage, { type: 'done' }>;

/** A run of one seed takes a few hundredths of a second; one longer than this hangs. Milliseconds. */
const hangLimit = 60_000;

/** Node's arguments for a process that loads texts of the host without VS Code. */
export const withoutVsCode: readonly string[] = [
	'--import',
	new URL('../support/vscodeStub/register.ts', import.meta.url).href,
];

export interface SeedRange {
	readonly from: number;
	/** The difference between two seeds. */
	readonly step?: number;
	readonly count: number;
	/** The mutation of the code under test, by name. */
	readonly mutation?: string | undefined;
}

/** Runs seeds in their own process until all are done, or `onDone` returns false. */
export function runSeeds(
	{ from, step = 1, count, mutation }: SeedRange,
	onDone: (done: Done) => boolean | undefined,
): Promise<void> {
	const child = start(['--from', String(from), '--step', String(step), '--count', String(count)], mutation);
	let last = from - step;
	return new Promise((resolve, reject) => {
		let isEnough = false;
		const hangs = () => {
			isEnough = true;
			onDone({
				type: 'done',
				seed: last + step,
				violations: [`it hangs for ${hangLimit / 1000} s`],
				events: 0,
				charges: 0,
				digest: '',
			});
			child.kill('SIGKILL');
		};
		let timer = setTimeout(hangs, hangLimit);
		child.on('message', (message: WorkerMessage) => {
			if (message.type === 'done' && !isEnough) {
				last = message.seed;
				clearTimeout(timer);
				timer = setTimeout(hangs, hangLimit);
				if (onDone(message) === false) {
					isEnough = true;
					child.kill('SIGKILL');
				}
			}
		});
		child.on('error', reject);
		child.on('exit', code => {
			clearTimeout(timer);
			if (isEnough || code === 0) {
				resolve();
			} else {
				reject(new Error(`The process that ran seed ${last + step} ended with ${String(code)}`));
			}
		});
	});
}

/** Finds the shortest plan with which a seed still fails. */
export function shortenSeed(
	seed: number,
	mutation?: string,
): Promise<Extract<WorkerMessage, { type: 'shortened' }>> {
	const child = start(['--from', String(seed), '--shorten'], mutation);
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => child.kill('SIGKILL'), 3 * hangLimit);
		child.on('message', (message: WorkerMessage) => {
			if (message.type === 'shortened') {
				resolve(message);
			}
		});
		child.on('error', reject);
		child.on('exit', code => {
			clearTimeout(timer);
			reject(new Error(`Seed ${seed} could not be shortened: ${String(code)}`));
		});
	});
}

function start(args: readonly string[], mutation: string | undefined): ChildProcess {
	return fork(join(import.meta.dirname, 'worker.ts'), args, {
		// The user's days are counted in local time.
		env: { ...process.env, TZ: 'UTC', NODE_NO_WARNINGS: '1' },
		execArgv: [...withoutVsCode, ...(mutation === undefined ? [] : ['--import', mutate(mutation)])],
	});
}

function mutate(name: string): string {
	return `data:text/javascript,${encodeURIComponent(
		`const { applyMutation } = await import(${JSON.stringify(new URL('mutationHooks.ts', import.meta.url).href)});` +
			`applyMutation(${JSON.stringify(name)});`,
	)}`;
}
