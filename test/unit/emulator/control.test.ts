import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { emulatorControl } from '../../emulator/emulatorControl.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import type { Fault } from '../../emulator/faults.ts';
import { apiCaller, predictionBody, testKey } from './apiCaller.ts';

suite('emulator: control from another process', () => {
	test('everything that is seen and steered in process can be over HTTP', async () => {
		await using emulator = await startEmulator({ images: 'tiny' });
		const api = apiCaller(emulator);
		const control = emulatorControl(emulator.baseUrl);
		assert.deepEqual(await control.origins(), {
			api: emulator.origin,
			cdn: emulator.cdnOrigin,
			store: emulator.storeOrigin,
		});
		await control.setOptions({ form: 'prediction' });
		assert.equal((await control.options()).form, 'prediction');
		await assert.rejects(control.setOptions({ shape: 1 } as object), /no option "shape"/);

		const { json } = await api.create();
		const id = String(json.id);
		assert.equal((await control.jobs())[0]?.status, 'pending');
		await control.finish(id);
		assert.equal((await control.jobs())[0]?.status, 'completed');
		await assert.rejects(control.finish('job_none'), /no job/);
		await api.create();
		await control.finishAll();
		assert.ok((await control.jobs()).every(job => job.status === 'completed'));
		assert.equal((await control.ledger()).total, 90);

		const fault: Fault = { on: 'get', kind: 'status', status: 503, times: 'always' };
		const faultId = await control.addFault(fault);
		assert.deepEqual(await control.faults(), [fault]);
		assert.equal((await api.get(id)).status, 503);
		await control.removeFault(faultId);
		assert.equal((await api.get(id)).status, 200);
		await control.addFault(fault);
		await control.clearFaults();
		assert.deepEqual(await control.faults(), []);
		await assert.rejects(control.addFault({ on: 'x' } as unknown as Fault), /Not a fault/);

		const requests = await control.requests();
		assert.deepEqual(
			requests.map(request => request.call),
			['create', 'create', 'get', 'get'],
		);
		assert.equal(requests[0]?.headers['x-api-key'], testKey);
		await control.clear();
		assert.deepEqual(await control.requests(), []);
		assert.equal((await control.ledger()).total, 0);
		assert.equal((await api.get(id)).status, 404);
		await control.refuse(1000);
		await assert.rejects(control.options());
		await sleep(1050);
		assert.equal((await control.options()).form, 'prediction');
	});

	test('the command line prints its URL, a line for each prediction, and ends on a signal', async () => {
		const main = fileURLToPath(new URL('../../emulator/main.ts', import.meta.url));
		const child = spawn(process.execPath, [main, '--port', '0', '--time-scale', '0.1', '--images', 'tiny'], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
		const next = async () => String((await lines.next()).value);
		const baseUrl = await next();
		assert.match(baseUrl, /^http:\/\/127\.0\.0\.1:\d+\/v1$/);
		const headers = { 'x-api-key': testKey };
		const response = await fetch(`${baseUrl}/predictions`, {
			method: 'POST',
			headers,
			body: predictionBody(),
		});
		assert.equal(response.status, 200);
		assert.match(await next(), /^job_\S+ low 45 credits, \d+\.\d s: a lighthouse$/);
		child.kill('SIGTERM');
		// Windows has no signals: it ends the process.
		const ended = process.platform === 'win32' ? [null, 'SIGTERM'] : [0, null];
		assert.deepEqual(await once(child, 'exit'), ended);
	});

	test('the command line refuses what it does not understand', async () => {
		const main = fileURLToPath(new URL('../../emulator/main.ts', import.meta.url));
		const child = spawn(process.execPath, [main, '--form', 'xml'], { stdio: ['ignore', 'ignore', 'pipe'] });
		const chunks: Buffer[] = [];
		child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
		assert.deepEqual(await once(child, 'close'), [2, null]);
		assert.match(Buffer.concat(chunks).toString(), /"xml" is none of job, prediction/);
	});
});
