import assert from 'node:assert/strict';
import { fetch as undiciFetch } from 'undici';
import { createClient, type ResolvedReferences } from '../../../src/core/api/client.ts';
import { AddressError } from '../../../src/core/addresses/addressError.ts';
import { HttpError } from '../../../src/core/api/errors/httpError.ts';
import { MalformedAnswerError } from '../../../src/core/api/errors/malformedAnswerError.ts';
import { RedirectError } from '../../../src/core/api/errors/redirectError.ts';
import { StorageError } from '../../../src/core/api/errors/storageError.ts';
import type { Fetch } from '../../../src/core/api/fetch.ts';
import { modelId, type OutputFormat } from '../../../src/shared/model.ts';
import { parseUploadTicket, storeFile } from '../../../src/core/api/uploadFile.ts';
import { createUndiciFetch } from '../../../src/host/network/undiciFetch.ts';
import { startEmulator, type Emulator } from '../../emulator/emulator.ts';
import type { RecordedRequest } from '../../emulator/requestLog.ts';
import { apiKey, sha256 } from '../jobs/jobBench.ts';
import { sampleRequest as request } from '../../support/sampleIntent.ts';
import { createStoreFolder, type StoreFolder } from '../references/storeFolder.ts';

const fetches: [name: string, fetch: Fetch][] = [
	["Node's fetch", globalThis.fetch],
	["undici's fetch", undiciFetch as unknown as Fetch],
	['the client of our own', createUndiciFetch({ proxy: undefined, noProxy: [], strictSsl: true })],
];

suite('uploading input images', () => {
	let emulator: Emulator;
	let place: StoreFolder;

	setup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 0 });
		place = await createStoreFolder();
	});
	teardown(async () => {
		await emulator.close();
		await place.remove();
	});

	const clientWith = (fetch: Fetch = globalThis.fetch) =>
		createClient({
			http: { fetch },
			baseUrl: new URL(emulator.baseUrl),
			apiKey,
			now: () => Date.now(),
		});

	/** A snapshot's Blob, which is on the disk. */
	async function snapshot(name: string, format: OutputFormat, bytes = 0) {
		const image = await place.image(name, { format, bytes });
		const reference = await place.store.add({ path: image.path, name });
		const blob = await place.store.open(reference.sha256);
		assert.ok(blob);
		return { blob, format, ...image };
	}

	function assertLengthKnown({ headers, bodyBytes }: RecordedRequest) {
		assert.equal(headers['content-length'], String(bodyBytes));
		assert.equal(headers['transfer-encoding'], undefined);
	}

	for (const [name, fetch] of fetches) {
		test(`26 ${name}: in the create call, with names of ours, in order, whole, and with their length`, async () => {
			const images = [
				await snapshot('Entwurf "geheim"\r\nX-Evil: 1.png', 'png', 300_000),
				await snapshot('두번째.jpg', 'jpeg', 70_000),
				await snapshot('c.webp', 'webp'),
			];
			const prediction = await clientWith(fetch).create(
				{ ...request, outputFolder: 'site', isPublic: true, webhookUrl: 'https://example.com/hook' },
				{ idempotencyKey: 'key-1', references: { type: 'files', files: images } },
			);
			const [sent] = emulator.requests;
			assert.ok(sent?.parts);
			assert.equal(sent.call, 'upload');
			assertLengthKnown(sent);
			assert.equal(sent.headers['x-api-key'], apiKey);
			assert.equal(sent.headers['idempotency-key'], 'key-1');
			assert.deepEqual(
				sent.parts.slice(0, 5).map(({ name: field, text }) => [field, text]),
				[
					['model', modelId],
					[
						'input',
						JSON.stringify({
							prompt: request.prompt,
							aspect_ratio: '1:1',
							quality: 'low',
							background: 'auto',
							output_format: 'webp',
							output_compression: 90,
							moderation: 'auto',
						}),
					],
					['output_folder', 'site'],
					['webhook_url', 'https://example.com/hook'],
					['is_public', 'true'],
				],
			);
			assert.deepEqual(
				sent.parts.slice(5).map(part => [part.name, part.fileName, part.contentType, part.sha256]),
				[
					['file:input_images', 'image-1.png', 'image/png', sha256(images[0]?.bytes ?? Buffer.of())],
					['file:input_images', 'image-2.jpg', 'image/jpeg', sha256(images[1]?.bytes ?? Buffer.of())],
					['file:input_images', 'image-3.webp', 'image/webp', sha256(images[2]?.bytes ?? Buffer.of())],
				],
			);
			assert.equal(emulator.jobs[0]?.id, prediction.id);
			assert.equal(emulator.jobs[0].request.input.input_images.length, 3);
			assert.equal(emulator.jobs[0].request.isPublic, true);
			assert.deepEqual(emulator.keyLeaks(apiKey), []);
		});

		test(`26 ${name}: through the storage, without the key, and with its length`, async () => {
			const { blob, bytes } = await snapshot('geheim.png', 'png', 300_000);
			const { url, expiresAt } = await clientWith(fetch).uploadFile(blob, 'image-1.png', 'png');
			const [ticket, stored] = emulator.requests;
			assert.ok(ticket && stored?.parts);
			assert.deepEqual(ticket.body, { filename: 'image-1.png' });
			assertLengthKnown(ticket);
			assertLengthKnown(stored);
			const file = stored.parts.at(-1);
			assert.deepEqual(
				[file?.name, file?.fileName, file?.contentType, file?.sha256],
				['file', 'image-1.png', 'image/png', sha256(bytes)],
			);
			assert.ok(stored.parts.length > 3);
			assert.deepEqual(emulator.keyLeaks(apiKey), []);
			assert.ok(!stored.rawHeaders.join('\n').toLowerCase().includes('x-api-key'));
			assert.ok(Math.abs(expiresAt - Date.now() - emulator.options.uploadLifetimeMs) < 60_000);
			const back = await globalThis.fetch(url);
			assert.equal(sha256(new Uint8Array(await back.arrayBuffer())), sha256(bytes));
		});
	}

	test('addresses go into the JSON call in their order', async () => {
		const urls = ['https://example.com/b.png', 'https://example.com/a.png'];
		await clientWith().create(request, { idempotencyKey: 'key-2', references: { type: 'urls', urls } });
		assert.equal(emulator.requests[0]?.call, 'create');
		assert.deepEqual(emulator.jobs[0]?.request.input.input_images, urls);
	});

	test('the note is taken before each try, and nothing is sent without it', async () => {
		const references: ResolvedReferences = { type: 'files', files: [await snapshot('a.png', 'png')] };
		const notNoted = new Error('not noted');
		await assert.rejects(
			clientWith().create(request, {
				idempotencyKey: 'key-3',
				references,
				beforeSend: () => Promise.reject(notNoted),
			}),
			notNoted,
		);
		assert.equal(emulator.requests.length, 0);
	});

	test('where the first client cannot connect, the second sends the same files', async () => {
		const { blob, format, bytes } = await snapshot('a.png', 'png', 100_000);
		const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', syscall: 'connect' });
		const client = createClient({
			http: {
				fetch: () => Promise.reject(new TypeError('fetch failed', { cause: refused })),
				loadFallback: () => Promise.resolve(globalThis.fetch),
			},
			baseUrl: new URL(emulator.baseUrl),
			apiKey,
			now: () => Date.now(),
		});
		await client.create(request, {
			idempotencyKey: 'key-4',
			references: { type: 'files', files: [{ blob, format }] },
		});
		assert.equal(emulator.requests[0]?.parts?.at(-1)?.sha256, sha256(bytes));
	});

	test('an abort ends an upload at once with its reason', async () => {
		const { blob } = await snapshot('a.png', 'png');
		emulator.faults.add({ on: 'store', kind: 'hang' });
		const controller = new AbortController();
		const reason = new Error('enough');
		setTimeout(() => {
			controller.abort(reason);
		}, 20);
		await assert.rejects(clientWith().uploadFile(blob, 'image-1.png', 'png', controller.signal), reason);
	});

	test('what the storage refuses is said in its words', async () => {
		const { blob } = await snapshot('a.png', 'png');
		emulator.setOptions({ uploadLifetimeMs: 0 });
		await assert.rejects(clientWith().uploadFile(blob, 'image-1.png', 'png'), (error: unknown) => {
			assert.ok(error instanceof StorageError && error.cause instanceof HttpError);
			assert.equal(error.cause.status, 403);
			assert.match(error.message, /did not take the file: HTTP 403: .*Policy expired/);
			return true;
		});
	});

	for (const [name, fetch] of fetches) {
		test(`12 ${name}: a redirect is refused, of the storage and of the call with files`, async () => {
			const file = await snapshot('a.png', 'png');
			for (const to of ['cdn', 'same'] as const) {
				emulator.faults.add({ on: 'store', kind: 'redirect', to });
				const storing = clientWith(fetch).uploadFile(file.blob, 'image-1.png', 'png');
				await assert.rejects(storing, (error: unknown) => {
					assert.ok(error instanceof StorageError && error.cause instanceof RedirectError);
					return true;
				});
				emulator.faults.add({ on: 'upload', kind: 'redirect', to });
				const references = { type: 'files', files: [file] } as const;
				const creating = clientWith(fetch).create(request, { idempotencyKey: 'key-5', references });
				await assert.rejects(creating, RedirectError);
			}
			assert.equal(emulator.requests.filter(({ origin }) => origin === 'cdn').length, 0);
			assert.equal(emulator.requests.filter(({ call }) => call === 'upload').length, 2);
			assert.equal(emulator.ledger.entries.length, 0);
		});
	}

	test('63 a user and a password in the address of the storage go along as a header', async () => {
		const { blob, format } = await snapshot('a.png', 'png');
		let seen: { readonly url: string; readonly authorization: string | null } | undefined;
		const fetch: Fetch = (input, init) => {
			const sent = new Request(input, { ...init, body: null });
			seen = { url: sent.url, authorization: sent.headers.get('authorization') };
			return Promise.resolve(new Response(null, { status: 204 }));
		};
		const uploadUrl = new URL('https://user:pw@store.example/a');
		const ticket = { uploadUrl, fields: [], fileUrl: 'https://store.example/a' };
		await storeFile({ fetch }, ticket, { name: 'a.png', format, blob }, 1000);
		assert.deepEqual(seen, { url: 'https://store.example/a', authorization: 'Basic dXNlcjpwdw==' });
	});

	test('37 the service cannot have files sent to, or loaded from, an internal address', () => {
		const remote = new URL('https://api.core.today/v1');
		const ticket = (upload: string, file: string) =>
			JSON.stringify({ upload_url: upload, upload_fields: { key: 'a' }, file_url: file });
		const good = 'https://store.example/a';
		assert.equal(parseUploadTicket(ticket(good, good), remote).uploadUrl.href, good);
		for (const bad of [
			'http://store.example/a',
			'https://127.0.0.1/a',
			'https://169.254.169.254/a',
			'file:///a',
			'nothing',
		]) {
			assert.throws(() => parseUploadTicket(ticket(bad, good), remote), AddressError, bad);
			assert.throws(() => parseUploadTicket(ticket(good, bad), remote), AddressError, bad);
		}
	});

	test('an answer without what is essential is named, in any form', () => {
		const baseUrl = new URL('https://api.core.today/v1');
		const good = {
			upload_url: 'https://store.example/',
			upload_fields: { key: 'a', 'x-amz-expires': 3600, flag: true },
			file_url: 'https://store.example/a',
			object_key: null,
			more: {},
		};
		assert.deepEqual(parseUploadTicket(JSON.stringify(good), baseUrl).fields, [
			['key', 'a'],
			['x-amz-expires', '3600'],
			['flag', 'true'],
		]);
		const bad: [string, RegExp][] = [
			['<html>', /not JSON/],
			['[]', /not an object/],
			[JSON.stringify({ ...good, upload_url: 7 }), /"upload_url"/],
			[JSON.stringify({ ...good, file_url: undefined }), /"file_url"/],
			[JSON.stringify({ ...good, upload_fields: { key: {} } }), /"upload_fields.key"/],
		];
		for (const [text, words] of bad) {
			assert.throws(
				() => parseUploadTicket(text, baseUrl),
				(error: unknown) => {
					assert.ok(error instanceof MalformedAnswerError);
					assert.match(error.message, words);
					return true;
				},
			);
		}
	});
});
