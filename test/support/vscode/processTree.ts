import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

const running = new Set<ChildProcess>();
let watching = false;

/**
 * Starts a program in its own process group, so that it can be stopped together with everything it
 * starts; that also happens when this process exits, is interrupted or terminated.
 */
export function spawnTree(program: string, args: string[], options: SpawnOptions): ChildProcess {
	watchOwnEnd();
	const child = spawn(program, args, { ...options, detached: true });
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
