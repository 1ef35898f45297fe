import assert from 'node:assert/strict';
import {
	emptyRecord,
	parseRecord,
	removeEntry,
	serializeRecord,
	setEntry,
	type AssetEntry,
	type AssetRecord,
} from '../../../src/core/assets/assetRecord.ts';
import { rewriteRecord } from '../../../src/core/assets/rewriteRecord.ts';
import { seededRandom } from '../../emulator/random.ts';

const names = ['a.webp', 'b/c.png', 'b.png', '여우.webp', 'z"quote.png', 'Z.png', '{.png', 'x\\y.png'];

function entryOf(random: () => number): AssetEntry {
	return {
		prompt: ['a fox', '{\n\t\t"a.webp": {\n', '}', '\n\t\t}'][Math.floor(random() * 4)] ?? '',
		model: 'openai/gpt-image-2',
		input: { quality: 'low', nested: { deep: [1, { '}': '{' }] } },
		credits: 45,
		jobId: String(random()),
		createdAt: '2026-11-24T10:00:00.000Z',
		sha256: 'ab'.repeat(32),
		...(random() < 0.3 && { references: ['a.webp'], size: '10x10', placeholder: true as const }),
		...(random() < 0.2 && { previous: { prompt: 'old' } }),
	};
}

function changed(record: AssetRecord, random: () => number): AssetRecord {
	const path = names[Math.floor(random() * names.length)] ?? '';
	return random() < 0.3 ? removeEntry(record, path) : setEntry(record, path, entryOf(random));
}

/** As it is read again: what the file holds. */
function parsed(text: string): AssetRecord {
	const result = parseRecord(text);
	assert.ok(result.ok, text);
	return result.record;
}

suite('rewriting a record', () => {
	test('of 3,000 changes each gives the very text that writing all of it gives', () => {
		const random = seededRandom('rewrite');
		for (let number = 0; number < 300; number += 1) {
			let text = serializeRecord(emptyRecord());
			for (let step = 0; step < 10; step += 1) {
				const before = parsed(text);
				let after = changed(before, random);
				if (random() < 0.3) {
					after = changed(after, random);
				}
				const expected = serializeRecord(after);
				assert.equal(rewriteRecord(text, before, after), expected);
				text = expected;
			}
		}
	});

	test('only what changed is rewritten; the rest stays as it was formatted', () => {
		const random = seededRandom('format');
		const record = ['a.webp', 'm.webp', 'z.webp'].reduce(
			(made, path) =>
				setEntry(
					made,
					path,
					entryOf(() => 0),
				),
			emptyRecord(),
		);
		const text = serializeRecord(record).replace('"credits": 45,', '"credits":   45,');
		const before = parsed(text);
		const after = setEntry(before, 'n.webp', entryOf(random));
		const result = rewriteRecord(text, before, after);
		assert.ok(result.includes('"credits":   45,'));
		assert.deepEqual(parsed(result), parsed(serializeRecord(after)));
	});

	for (const [name, format] of [
		['with spaces', (text: string) => text.replaceAll('\t', '  ')],
		['on one line', (text: string) => JSON.stringify(JSON.parse(text))],
		['with line breaks of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
	] as const) {
		test(`a record formatted ${name} is read, and written as ours`, () => {
			const random = seededRandom(name);
			const record = ['a.webp', 'z.webp'].reduce(
				(made, path) => setEntry(made, path, entryOf(random)),
				emptyRecord(),
			);
			const before = parsed(format(serializeRecord(record)));
			const after = setEntry(before, 'm.webp', entryOf(random));
			assert.equal(rewriteRecord(format(serializeRecord(record)), before, after), serializeRecord(after));
		});
	}
});
