import assert from 'node:assert/strict';
import { commands, workspace, type Uri } from 'vscode';
import { verifyImage } from '../../src/core/images/verifyImage.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { inWorkspace, noteMessages, replaceInWindow, service, type Press, type Said } from './hostBench.ts';

/** What each test of a suite about trouble gets for itself. */
export interface FaultBench {
	/** The messages of this test so far. */
	readonly said: readonly Said[];
	/** By default no message is answered. */
	press: Press;
	/** From now on Save Elsewhere… is pressed, and this folder of the workspace chosen. */
	saveElsewhere(folder: string): Promise<void>;
	/** Runs this when the test is over, the last one first. */
	afterwards(task: () => unknown): void;
	/** Resolves once the service has so many jobs. */
	accepted(count?: number): Promise<void>;
	/** Resolves once a message has such words. */
	told(words: RegExp): Promise<void>;
	/** How often the service got a call. */
	calls(wanted: string): Promise<number>;
	/** The service was asked for one image, and it was loaded so many times. */
	assertPaidOnce(downloads: number): Promise<void>;
}

/** Call it where a suite begins. */
export function useFaultBench(): FaultBench {
	const tasks: (() => unknown)[] = [];
	let said: readonly Said[] = [];
	const calls = async (wanted: string) =>
		(await service.requests()).filter(({ call }) => call === wanted).length;
	const bench: FaultBench = {
		get said() {
			return said;
		},
		press: () => Promise.resolve(undefined),
		afterwards: task => {
			tasks.push(task);
		},
		async saveElsewhere(folder) {
			const { restore } = await replaceInWindow({
				showOpenDialog: () => Promise.resolve([inWorkspace(folder)]),
			});
			tasks.push(restore);
			bench.press = pressing('Save Elsewhere…');
		},
		async accepted(count = 1) {
			await waitFor('the service to have the jobs', async () => (await service.jobs()).length === count);
		},
		async told(words) {
			await waitFor(`a message like ${words.source}`, () => said.some(({ message }) => words.test(message)));
		},
		calls,
		async assertPaidOnce(downloads) {
			assert.equal(await calls('create'), 1);
			assert.equal((await service.ledger()).total, 45);
			assert.equal(await calls('download'), downloads);
		},
	};
	setup(async () => {
		await service.clear();
		await commands.executeCommand('workbench.action.closeAllEditors');
		bench.press = () => Promise.resolve(undefined);
		const noted = await noteMessages(message => bench.press(message));
		({ said } = noted);
		tasks.push(noted.restore);
	});
	teardown(async () => {
		for (const task of tasks.splice(0).reverse()) {
			await task();
		}
		await service.setOptions({ durationMs: 50 });
	});
	return bench;
}

/** Presses a button wherever a message has it, after something else was done. */
export function pressing(button: string, first: () => Promise<void> = () => Promise.resolve()): Press {
	return async ({ buttons }) => {
		if (!buttons.includes(button)) {
			return undefined;
		}
		await first();
		return button;
	};
}

/** The bytes of a file, which are one whole image. */
export async function wholeImage(uri: Uri): Promise<Uint8Array> {
	const bytes = await workspace.fs.readFile(uri);
	assert.ok(verifyImage(bytes).ok, `${uri.toString()} is not a whole image`);
	return bytes;
}
