import { spawn, spawnSync, type ChildProcess, type SpawnOptions } from 'node:child_process';

const isWindows = process.platform === 'win32';
const running = new Set<ChildProcess>();
let watching = false;

/**
 * Starts a program in its own process group, so that it can be stopped together with everything it
 * starts; that also happens when this process exits, is interrupted or terminated.
 */
export function spawnTree(program: string, args: string[], options: SpawnOptions): ChildProcess {
	watchOwnEnd();
	// Windows runs batch files, as npm is one, only in a shell, and opens a console for what is detached.
	const isBatch = isWindows && /^npm$|\.cmd$/i.test(program);
	const child = isBatch
		? spawn([program, ...args].map(word => `"${word}"`).join(' '), { ...options, shell: true })
		: spawn(program, args, { ...options, detached: !isWindows });
	running.add(child);
	return child;
}

/** Stops a program started by `spawnTree` with its whole group; resolves when it is gone. */
export async function stopTree(child: ChildProcess): Promise<void> {
	const gone =
		child.exitCode === null && child.signalCode === null
			? new Promise<void>(resolve =>
					child.once('exit', () => {
						resolve();
					}),
				)
			: Promise.resolve();
	killGroup(child);
	running.delete(child);
	await gone;
}

function killGroup(child: ChildProcess): void {
	if (child.pid === undefined) {
		return;
	}
	if (isWindows) {
		// Once it has ended, its number may soon be another process's.
		if (
			child.exitCode === null &&
			spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f']).status !== 0
		) {
			child.kill();
		}
		return;
	}
	try {
		process.kill(-child.pid, 'SIGKILL');
	} catch {
		// The whole group is gone already.
	}
}

function watchOwnEnd(): void {
	if (watching) {
		return;
	}
	watching = true;
	// Before other handlers clean up after what is still running.
	process.prependOnceListener('exit', () => {
		running.forEach(killGroup);
	});
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.once(signal, () => process.exit(code));
	}
}
