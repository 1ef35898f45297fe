import assert from 'node:assert/strict';
import { fingerprintOf } from '../../../src/core/jobs/journal/fingerprint.ts';
import { startEmulator } from '../../emulator/emulator.ts';
import { apiKey, createBench, sha256 } from '../jobs/jobBench.ts';
import { createJournalFolder } from './journalFolder.ts';

suite('the journal and the API key', () => {
	test('a fingerprint tells keys apart and gives nothing away', () => {
		const keys = [apiKey, `${apiKey} `, apiKey.toUpperCase(), 'cdt_', '', '0123456789abcdef', '\0'];
		const fingerprints = keys.map(fingerprintOf);
		assert.equal(new Set(fingerprints).size, keys.length);
		for (const [index, fingerprint] of fingerprints.entries()) {
			const key = keys[index] ?? '';
			assert.match(fingerprint, /^[0-9a-f]{16}$/);
			assert.equal(key.includes(fingerprint), false);
			assert.equal(fingerprintOf(key), fingerprint);
			assert.equal(sha256(Buffer.from(key)).includes(fingerprint), false);
		}
	});

	test('the key is nowhere in the folder, whatever the service says', async () => {
		await using emulator = await startEmulator({ images: 'tiny', durationMs: 5 });
		const message = `Your key ${apiKey} is not allowed to do that`;
		const refusal = { kind: 'status', status: 403, form: 'detail', message } as const;
		for (const on of ['create', 'get', 'download'] as const) {
			emulator.faults.add({ on, ...refusal });
		}
		const bench = createBench(emulator.baseUrl);
		const folder = await createJournalFolder();
		const { journal } = folder.window();
		await journal.open(bench.job.intent);
		bench.journal = journal;
		bench.keyFingerprint = fingerprintOf(apiKey);
		const forms = {
			plain: Buffer.from(apiKey),
			utf16: Buffer.from(apiKey, 'utf16le'),
			base64: Buffer.from(Buffer.from(apiKey).toString('base64').replace(/=+$/, '')),
			hex: Buffer.from(Buffer.from(apiKey).toString('hex')),
		};
		for (const phase of ['intent', 'accepted', 'saved']) {
			assert.equal((await bench.run()).phase, phase);
			for (const [name, content] of await folder.contents('')) {
				for (const [form, canary] of Object.entries(forms)) {
					assert.equal(content.includes(canary), false, `${name}: ${form}`);
				}
			}
		}
		const note = (await folder.contents(`jobs/v1/${bench.job.intent.id}`)).get('sent.2')?.toString();
		assert.deepEqual(JSON.parse(note ?? ''), { keyFingerprint: fingerprintOf(apiKey) });
		await folder.dispose();
	});
});
