import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { waitFor } from '../waitFor.ts';
import { addressFile, type HostAnswer, type HostCall } from './protocol.ts';

/**
 * Runs a function in the window's extension host and returns its result. The function is sent as
 * text: it sees its two parameters and nothing else of the test. Argument and result must be JSON.
 */
export type InHost = <T, A>(
	call: (api: typeof vscode, argument: A) => T | PromiseLike<T>,
	argument?: A,
) => Promise<T>;

/** Calls into the window that shows `workspace`; `forget` makes the next call wait for a new extension host. */
export function hostCaller(
	driverFolder: string,
	workspace: string,
): { inHost: InHost; forget: () => Promise<void> } {
	const file = join(driverFolder, addressFile(workspace));
	const inHost: InHost = async (call, argument) => {
		const body = JSON.stringify({ source: call.toString(), argument } satisfies HostCall);
		const port = await waitFor('the extension host to listen', () =>
			readFile(file, 'utf8').catch(() => undefined),
		);
		const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
		const answer = (await response.json()) as HostAnswer;
		if ('error' in answer) {
			throw new Error(`In the extension host: ${answer.error}`);
		}
		return answer.value as Awaited<ReturnType<typeof call>>;
	};
	return { inHost, forget: () => rm(file, { force: true }) };
}
