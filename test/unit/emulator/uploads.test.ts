import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import { renderTinyImage } from '../../emulator/images/tinyImage.ts';
import { parseMultipart } from '../../emulator/multipart.ts';
import { apiCaller, testKey } from './apiCaller.ts';

interface Ticket {
	upload_url: string;
	upload_fields: Record<string, string>;
	file_url: string;
	object_key: string;
}

suite('emulator: uploads', () => {
	let emulator: Emulator;
	let api: ReturnType<typeof apiCaller>;
	let image: Buffer;
	suiteSetup(async () => {
		image = await renderTinyImage({ prompt: 'upload', width: 1024, height: 1024, format: 'png' });
	});
	setup(async () => {
		emulator = await startEmulator({ images: 'tiny' });
		api = apiCaller(emulator);
	});
	teardown(() => emulator.close());

	function form(...entries: [string, string | Blob, string?][]): FormData {
		const data = new FormData();
		for (const [name, value, fileName] of entries) {
			if (typeof value === 'string') {
				data.append(name, value);
			} else {
				data.append(name, value, fileName);
			}
		}
		return data;
	}
	const file = (bytes: Uint8Array = image) => new Blob([new Uint8Array(bytes)], { type: 'image/png' });
	const model = ['model', 'openai/gpt-image-2'] as [string, string];
	const input = ['input', '{"prompt":"make it blue","quality":"low"}'] as [string, string];
	const ticket = async (name = 'a.png') =>
		(await api.call('POST', '/files/upload-url', { body: JSON.stringify({ filename: name, folder: 'in' }) }))
			.json as unknown as Ticket;

	test('multipart: fields in order, file names and bytes are seen, URLs land in the input', async () => {
		const body = form(
			model,
			input,
			['is_public', 'true'],
			['file:input_images', file(), 'hé "llo".png'],
			['file:input_images', file(), 'b.png'],
		);
		const { status } = await api.call('POST', '/predictions/upload', { body });
		assert.equal(status, 200);
		const [seen] = emulator.requests;
		assert.deepEqual(
			seen?.parts?.map(part => part.name),
			['model', 'input', 'is_public', 'file:input_images', 'file:input_images'],
		);
		assert.deepEqual(
			seen.parts.map(part => part.fileName),
			[null, null, null, 'hé %22llo%22.png', 'b.png'],
		);
		assert.equal(seen.parts[3]?.sha256, createHash('sha256').update(image).digest('hex'));
		assert.ok(seen.bodyBytes > image.length * 2);
		const [job] = emulator.jobs;
		assert.equal(job?.request.isPublic, true);
		assert.equal(job.request.input.input_images.length, 2);
		for (const url of job.request.input.input_images) {
			assert.equal(new URL(url).origin, emulator.storeOrigin);
			assert.deepEqual(Buffer.from(await (await fetch(url)).arrayBuffer()), image);
		}
		assert.equal(emulator.ledger.total, 45);
	});

	test('multipart: refused when it is none, has no image in it, or bad JSON', async () => {
		const upload = (body: FormData | string) => api.call('POST', '/predictions/upload', { body });
		assert.equal((await upload('text')).status, 400);
		const text = form(model, input, ['file:input_images', file(Buffer.from('hello')), 'a.png']);
		assert.equal((await upload(text)).status, 422);
		assert.equal((await upload(form(model, input, ['file:other', file(), 'a.png']))).status, 422);
		assert.equal(
			(await upload(form(model, ['input', '{'], ['file:input_images', file(), 'a.png']))).status,
			422,
		);
		assert.equal((await upload(form(input))).status, 422);
		assert.equal(emulator.ledger.total, 0);
	});

	test('the parser keeps line breaks in data and tells what is wrong', () => {
		const type = 'multipart/form-data; boundary="x y"';
		const part = (data: string) => `--x y\r\nContent-Disposition: form-data; name="a"\r\n\r\n${data}\r\n`;
		const parse = (text: string) => parseMultipart(Buffer.from(text), type);
		const parts = parse(`${part('1\r\n--x\r\n2')}${part('')}--x y--\r\n`);
		assert.deepEqual(
			parts.map(each => each.data.toString()),
			['1\r\n--x\r\n2', ''],
		);
		assert.throws(() => parse(part('1')), /part 1 has no end/);
		assert.throws(() => parse('nothing'), /boundary/);
		assert.throws(() => parse('--x y\r\nA: b\r\n\r\n\r\n--x y--'), /no name/);
		assert.throws(() => parseMultipart(Buffer.from(''), 'text/plain'), /boundary/);
	});

	test('presigned: ticket, upload, download, use as input', async () => {
		const given = await ticket('한글 이름.png');
		assert.equal(new URL(given.upload_url).origin, emulator.storeOrigin);
		assert.equal((await fetch(given.file_url)).status, 404);
		const fields = Object.entries(given.upload_fields);
		const stored = await fetch(given.upload_url, {
			method: 'POST',
			body: form(...fields, ['file', file(), 'a.png']),
		});
		assert.equal(stored.status, 204);
		const back = await fetch(given.file_url);
		assert.equal(back.headers.get('content-type'), 'image/png');
		assert.deepEqual(Buffer.from(await back.arrayBuffer()), image);
		assert.equal((await api.finished({ input_images: [given.file_url] })).json.status, 'completed');
		assert.deepEqual(emulator.keyLeaks(testKey), []);
	});

	test('presigned: every field before the file, or 403', async () => {
		const { upload_url: url, upload_fields: uploadFields } = await ticket();
		const fields = Object.entries(uploadFields);
		const post = async (...entries: [string, string | Blob, string?][]) =>
			(await fetch(url, { method: 'POST', body: form(...entries) })).status;
		assert.equal(await post(['file', file(), 'a.png'], ...fields), 403);
		for (const [index] of fields.entries()) {
			assert.equal(await post(...fields.toSpliced(index, 1), ['file', file(), 'a.png']), 403);
		}
		assert.equal(await post(...fields), 400);
	});

	test('presigned: 411 for a chunked body', async () => {
		const { upload_url: url } = await ticket();
		const status = await new Promise((resolve, reject) => {
			const headers = { 'content-type': 'multipart/form-data; boundary=x', 'transfer-encoding': 'chunked' };
			const sent = request(url, { method: 'POST', headers }, response => {
				resolve(response.statusCode);
			});
			sent.on('error', reject);
			sent.end('--x--');
		});
		assert.equal(status, 411);
	});

	test('presigned: both expire, and an input that is gone fails the prediction', async () => {
		emulator.setOptions({ uploadLifetimeMs: 60 });
		const { upload_url: url, upload_fields: uploadFields, file_url: fileUrl } = await ticket();
		await sleep(80);
		const body = form(...Object.entries(uploadFields), ['file', file(), 'a.png']);
		assert.equal((await fetch(url, { method: 'POST', body })).status, 403);
		assert.equal((await fetch(fileUrl)).status, 403);
		const { json } = await api.finished({ input_images: [fileUrl] });
		assert.equal(json.status, 'failed');
		assert.match(String(json.error), /input image/);
	});

	test('a ticket needs a file name, and a folder without dots', async () => {
		const ask = async (body: object) =>
			(await api.call('POST', '/files/upload-url', { body: JSON.stringify(body) })).status;
		assert.equal(await ask({}), 422);
		assert.equal(await ask({ filename: 'a.png', folder: '../x' }), 422);
		assert.equal(await ask({ filename: 'a.png' }), 200);
	});
});
