import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { curlCommand } from '../../../src/core/jobs/curl.ts';
import type { Reference } from '../../../src/core/references/reference.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { renderTinyImage } from '../../emulator/images/tinyImage.ts';
import { sampleRequest } from '../../support/sampleIntent.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

/** A real shell and a real curl, where the machine has one. */
suite('a request as a curl command', function () {
	this.timeout(20_000);
	let emulator: Emulator;
	let folder: Awaited<ReturnType<typeof temporaryFolder>>;

	suiteSetup(async function () {
		emulator = await startEmulator({ images: 'tiny' });
		folder = await temporaryFolder('curl');
		// What is tested is that curl understands it: where there is none, or no shell, there is nothing to test.
		await promisify(execFile)('sh', ['-c', 'curl --version']).catch(() => this.skip());
	});
	suiteTeardown(async () => {
		await emulator.close();
		await folder.remove();
	});

	const run = async (command: string) => {
		const { stdout } = await promisify(execFile)('sh', ['-c', `${command} -s`], {
			cwd: folder.path,
			env: { ...process.env, CORE_API_KEY: 'cdt_shell' },
		});
		return JSON.parse(stdout) as { job_id?: string };
	};
	const request = {
		...sampleRequest,
		prompt: 'a fox\'s "den" $HOME `id` \\ 여우 !\nsecond line',
		isPublic: true,
	};
	const file = (name: string): Reference => ({
		type: 'file',
		sha256: '0'.repeat(64),
		format: 'png',
		bytes: 1,
		width: 1,
		height: 1,
		name,
	});

	test('sends the very request, with the key of the shell', async () => {
		const command = curlCommand(emulator.baseUrl, request);
		assert.match(command, /"X-API-Key: \$CORE_API_KEY"/);
		assert.doesNotMatch(command, /cdt_/);
		assert.ok((await run(command)).job_id);
		const sent = emulator.requests.findLast(({ call }) => call === 'create');
		assert.equal(sent?.headers['x-api-key'], 'cdt_shell');
		const body = sent.body as { input: { prompt: string }; is_public: boolean };
		assert.equal(body.input.prompt, request.prompt);
		assert.equal(body.is_public, true);
	});

	test('sends files as the form does, whatever their names', async () => {
		const quoted = process.platform === 'win32' ? 'odd' : '"odd"';
		const names = ['assets/hero.png', `it's; ${quoted}, 여우.png`];
		for (const name of names) {
			await mkdir(dirname(join(folder.path, name)), { recursive: true });
			const image = await renderTinyImage({ prompt: name, width: 8, height: 8, format: 'png' });
			await writeFile(join(folder.path, name), image);
		}
		assert.ok((await run(curlCommand(emulator.baseUrl, request, names.map(file)))).job_id);
		const sent = emulator.requests.findLast(({ call }) => call === 'upload');
		const parts = sent?.parts ?? [];
		assert.equal(parts.filter(({ name }) => name === 'file:input_images').length, 2);
		const input = JSON.parse(parts.find(({ name }) => name === 'input')?.text ?? '{}') as object;
		assert.deepEqual(Object.entries(input)[0], ['prompt', request.prompt]);
	});

	test('addresses go with the request', async () => {
		const urls: Reference[] = [{ type: 'url', url: 'https://example.com/a.png?x=1&y=2' }];
		assert.ok((await run(curlCommand(emulator.baseUrl, request, urls))).job_id);
		const sent = emulator.requests.findLast(({ call }) => call === 'create');
		const body = sent?.body as { input: { input_images: string[] } };
		assert.deepEqual(body.input.input_images, ['https://example.com/a.png?x=1&y=2']);
	});
});
