import assert from 'node:assert/strict';
import {
	emptyRecord,
	parseRecord,
	removeEntry,
	serializeRecord,
	setEntry,
	type AssetEntry,
	type AssetRecord,
	type RecordFault,
} from '../../../src/core/assets/assetRecord.ts';
import { jsonFaultLine, jsonLine } from '../../../src/core/assets/jsonLine.ts';

const entry: AssetEntry = {
	prompt: 'a red bicycle',
	model: 'openai/gpt-image-2',
	input: { quality: 'low', aspect_ratio: '1:1' },
	credits: 45,
	jobId: 'abc123',
	createdAt: '2026-01-05T07:08:09.000Z',
	sha256: 'a'.repeat(64),
};

function parsed(text: string): AssetRecord {
	const result = parseRecord(text);
	assert.ok(result.ok, JSON.stringify(result));
	return result.record;
}

function faultOf(text: string): RecordFault {
	const result = parseRecord(text);
	assert.ok(!result.ok);
	return result.fault;
}

suite('assetRecord', () => {
	test('the file: sorted keys, tabs, a final newline', () => {
		const record = setEntry(setEntry(emptyRecord(), 'b.webp', entry), 'a.webp', { ...entry, size: '10x20' });
		const fields = (size: string): string =>
			[
				'\t\t\t"createdAt": "2026-01-05T07:08:09.000Z",',
				'\t\t\t"credits": 45,',
				'\t\t\t"input": {',
				'\t\t\t\t"aspect_ratio": "1:1",',
				'\t\t\t\t"quality": "low"',
				'\t\t\t},',
				'\t\t\t"jobId": "abc123",',
				'\t\t\t"model": "openai/gpt-image-2",',
				'\t\t\t"prompt": "a red bicycle",',
				`\t\t\t"sha256": "${'a'.repeat(64)}"${size}`,
			].join('\n');
		assert.equal(
			serializeRecord(record),
			`{\n\t"assets": {\n\t\t"a.webp": {\n${fields(',\n\t\t\t"size": "10x20"')}\n\t\t},\n` +
				`\t\t"b.webp": {\n${fields('')}\n\t\t}\n\t},\n\t"version": 1\n}\n`,
		);
	});

	test('what is written reads back the same, whatever the order it was made in', () => {
		const one = setEntry(setEntry(emptyRecord(), 'a.webp', entry), 'b.webp', entry);
		const other = setEntry(setEntry(emptyRecord(), 'b.webp', entry), 'a.webp', entry);
		assert.equal(serializeRecord(one), serializeRecord(other));
		assert.deepEqual(parsed(serializeRecord(one)), one);
		assert.deepEqual(parsed(`\ufeff${serializeRecord(one).replaceAll('\n', '\r\n')}`), one);
	});

	test('an empty file is an empty record', () => {
		assert.deepEqual(parsed(' \n'), emptyRecord());
	});

	test('fields that are not known are kept, at every level', () => {
		const text = JSON.stringify({
			version: 1,
			note: 'n',
			assets: { 'a.webp': { ...entry, licence: 'MIT' } },
		});
		const changed = setEntry(parsed(text), 'a.webp', { ...entry, credits: 480 });
		const other = setEntry(changed, 'b.webp', entry);
		const written = JSON.parse(serializeRecord(other)) as { note?: string };
		assert.equal(written.note, 'n');
		assert.deepEqual(other.assets['a.webp'], { ...entry, licence: 'MIT', credits: 480 });
	});

	test('known fields of the old entry do not survive a new one', () => {
		const record = setEntry(emptyRecord(), 'a.webp', { ...entry, placeholder: true, style: 'flat' });
		assert.deepEqual(setEntry(record, 'a.webp', entry).assets['a.webp'], entry);
	});

	test('changes leave the record that they start from as it was', () => {
		const record = setEntry(emptyRecord(), 'a.webp', entry);
		const before = structuredClone(record);
		setEntry(record, 'b.webp', entry);
		removeEntry(record, 'a.webp');
		assert.deepEqual(record, before);
	});

	test('a removed entry is gone', () => {
		assert.deepEqual(removeEntry(setEntry(emptyRecord(), 'a.webp', entry), 'a.webp').assets, {});
	});

	test('paths like those of an object’s own machinery are only names', () => {
		const record = setEntry(emptyRecord(), 'constructor', entry);
		assert.deepEqual(Object.keys(parsed(serializeRecord(record)).assets), ['constructor']);
		const polluted = parsed(`{"version":1,"assets":{"__proto__":${JSON.stringify(entry)}}}`);
		assert.equal(({} as { prompt?: string }).prompt, undefined);
		assert.equal(polluted.assets.prompt, undefined);
	});

	test('a newer version is left alone', () => {
		assert.deepEqual(faultOf('{"version":2,"assets":[]}'), { code: 'newerVersion', version: 2 });
	});

	test('a merge conflict is reported with its line', () => {
		assert.deepEqual(faultOf('{\n\t"assets": {\n<<<<<<< HEAD\n'), { code: 'notJson', line: 3 });
		assert.deepEqual(faultOf('{"version":1'), { code: 'notJson', line: 1 });
	});

	const invalid: [field: string, value: unknown][] = [
		['prompt', 1],
		['credits', -1],
		['sha256', 'ABC'],
		['createdAt', 'yesterday'],
		['size', '0x10'],
		['references', 'a.png'],
		['input', []],
		['placeholder', false],
	];
	for (const [field, value] of invalid) {
		test(`an impossible ${field} is reported with its line`, () => {
			const text = serializeRecord(setEntry(emptyRecord(), 'a.webp', { ...entry, [field]: value }));
			const line = text.split('\n').findIndex(each => each.includes(`"${field}"`)) + 1;
			const fault = faultOf(text);
			assert.equal(fault.code, 'invalid');
			assert.deepEqual([fault.line, fault.path], [line, `assets.a.webp.${field}`]);
		});
	}

	test('a missing field is reported with the line of its entry', () => {
		assert.equal((faultOf('{"version":1,\n"assets":{\n"a.webp":{}}}') as { line: number }).line, 3);
		assert.equal((faultOf('[]') as { line: number }).line, 1);
	});
});

suite('jsonLine', () => {
	const faults: [text: string, line: number | undefined][] = [
		['{"a": [1, -2.5e3, true, false, null, "x\\n\\u00e9", {}], "b": []}', undefined],
		['', 1],
		['{\n"a": 1,\n}', 3],
		['{\r\n"a" 1}', 2],
		['[1,\n2\n3]', 3],
		['{"a":\ntrue} x', 2],
		['["a\nb"]', 1],
		['[01]', 1],
		["{'a':1}", 1],
	];
	for (const [text, line] of faults) {
		test(JSON.stringify(text), () => {
			assert.equal(jsonFaultLine(text), line);
		});
	}

	test('of two equal keys the last counts', () => {
		assert.equal(jsonLine('{"a":1,\n"a":{\n"b":2}}', ['a', 'b']), 3);
		assert.equal(jsonLine('{"a":{"b":1},\n"a":{}}', ['a', 'b']), 1);
	});
});
