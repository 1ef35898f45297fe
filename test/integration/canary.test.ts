import assert from 'node:assert/strict';
import { commands } from 'vscode';
import type { Fault } from '../emulator/faults.ts';
import { noteMessages, run, service, type Said } from './hostBench.ts';

/** The key that this window sends. What it is written to is searched when the window is gone. */
const key = process.env.IMAGE_ASSETS_API_KEY ?? '';

suite('a service that repeats the key', () => {
	let said: Said[] = [];
	let restore: () => void;

	setup(async () => {
		assert.match(key, /^cdt_/);
		await service.clear();
		({ said, restore } = await noteMessages());
	});
	teardown(() => {
		// Fails where one of the messages held the key.
		restore();
	});

	const message = `The key ${key} is not good for this`;
	const faults: [string, Fault][] = [
		['in a refusal', { on: 'create', kind: 'status', status: 422, form: 'fastapi', message }],
		['where credits are missing', { on: 'create', kind: 'status', status: 402, form: 'object', message }],
		['in a refusal with HTML', { on: 'create', kind: 'status', status: 400, body: `<p>${message}</p>` }],
		['where it should wait', { on: 'create', kind: 'status', status: 429, message, times: 3 }],
		['where nobody knows', { on: 'create', kind: 'status', status: 500, message, accepted: true }],
		['in an answer without an id', { on: 'create', kind: 'fields', fields: { job_id: null, note: message } }],
		['in place of an id', { on: 'create', kind: 'id', id: key }],
		['in a failure', { on: 'create', kind: 'fails', message }],
		['in place of the result', { on: 'create', kind: 'outputUrls', urls: [`https://127.0.0.1/${key}.png`] }],
		['in what makes no sense', { on: 'get', kind: 'fields', fields: { status: 'completed', result: key } }],
	];
	for (const [name, fault] of faults) {
		test(`${name}: it is shown nowhere`, async () => {
			await service.addFault(fault);
			assert.deepEqual(await run('generate', { prompt: `an echo ${name}` }), []);
			assert.equal(said.length, 1, JSON.stringify(said));
		});
	}

	test('while polling and loading: it is logged nowhere', async () => {
		await service.addFault({ on: 'get', kind: 'status', status: 503, message, times: 2 });
		await service.addFault({ on: 'download', kind: 'status', status: 500, message, times: 2 });
		assert.equal((await run('generate', { prompt: 'an echo at last' })).length, 1);
	});

	test('setting, clearing and showing: no command tells it', async () => {
		assert.deepEqual(await commands.executeCommand('imageAssets.clearApiKey'), undefined);
		assert.deepEqual(await commands.executeCommand('imageAssets.showLog'), undefined);
	});
});
