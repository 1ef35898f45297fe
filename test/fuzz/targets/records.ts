import assert from 'node:assert/strict';
import {
	emptyRecord,
	parseRecord,
	serializeRecord,
	setEntry,
	shortenHistory,
	type AssetEntry,
} from '../../../src/core/assets/assetRecord.ts';
import { jsonFaultLine, jsonLine } from '../../../src/core/assets/jsonLine.ts';
import { tooDeepAt } from '../../../src/core/assets/jsonTokens.ts';
import { movePaths } from '../../../src/core/assets/movePaths.ts';
import { recordedArguments } from '../../../src/core/assets/recordedInput.ts';
import { parseReplacement } from '../../../src/core/assets/replacement.ts';
import { rewriteRecord } from '../../../src/core/assets/rewriteRecord.ts';
import { salvageEntries } from '../../../src/core/assets/salvageRecord.ts';
import { readJob, type JobTexts } from '../../../src/core/jobs/journal/jobFiles.ts';
import { parseGitIgnore } from '../../../src/core/documents/roots/gitIgnoreRules.ts';
import { createGitIgnore } from '../../../src/host/project/gitIgnore.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import type { Target } from '../target.ts';

const entry: AssetEntry = {
	prompt: 'a { "fox" }\n\n}',
	style: 'flat',
	model: 'openai/gpt-image-2',
	input: { quality: 'low', aspect_ratio: '1:1', deep: [{ a: [] }] },
	references: ['a.png', 'https://example.com/a.png'],
	size: '10x20',
	credits: 45,
	jobId: 'j',
	createdAt: '2026-11-24T10:00:00.000Z',
	sha256: 'ab'.repeat(32),
	derivedFrom: 'assets/a.webp',
	publicUrl: 'https://example.com/a.webp',
};
const record = ['assets/a.webp', 'b.png', 'c"d.png', '한글/e.png'].reduce(
	(made, path) => setEntry(made, path, { ...entry, previous: entry }),
	emptyRecord(),
);
const written = serializeRecord(record);
const conflict = written.replace(
	'\t\t"b.png"',
	'<<<<<<< HEAD\n\t\t"x.png": {},\n=======\n\t\t"y.png": {},\n>>>>>>> other\n\t\t"b.png"',
);

function readRecord(text: string): void {
	const parsed = parseRecord(text);
	const salvaged = salvageEntries(text);
	const line = jsonFaultLine(text);
	jsonLine(text, ['assets', 'b.png', 'references', 0]);
	if (tooDeepAt(text, 1000) === undefined) {
		assert.equal(line === undefined, isJson(text), 'whether it is JSON');
	}
	if (!parsed.ok) {
		return;
	}
	const found = parsed.record;
	const again = parseRecord(serializeRecord(found));
	assert.ok(again.ok, 'what is written can be read');
	assert.deepEqual(again.record, JSON.parse(JSON.stringify(found)), 'what is written reads the same');
	for (const path of Object.keys(found.assets)) {
		assert.ok(salvaged.has(path), `${path} is salvaged`);
		recordedArguments(found.assets[path] ?? entry);
	}
	const first = Object.keys(found.assets)[0] ?? 'a';
	for (const changed of [
		setEntry(found, 'new.png', shortenHistory({ ...entry, previous: found.assets[first] })),
		setEntry(found, first, entry),
		movePaths(found, [
			{ from: first, to: 'moved.png' },
			{ from: 'assets', to: first },
		]),
	]) {
		const rewritten = parseRecord(rewriteRecord(text.replace(/^\ufeff/, ''), found, changed));
		assert.ok(rewritten.ok, 'what is rewritten can be read');
		assert.deepEqual(
			rewritten.record,
			JSON.parse(JSON.stringify(changed)),
			'what is rewritten reads the same',
		);
	}
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

const { references: _, ...intent } = sampleIntent({
	id: '0198c0de-0000-7000-8000-000000000001',
	createdAt: 1,
	action: 'a',
});
const image = { format: 'webp', width: 10, height: 10, sha256: 'ab'.repeat(32) };
const job = {
	'intent.json': { version: 1, ...intent },
	'sent.1': { keyFingerprint: 'ab', at: 1 },
	'unsent.1': {},
	'sent.2': { keyFingerprint: 'ab', at: 1 },
	'job.json': { predictionId: 'p', at: 2 },
	'stage.json': { images: [image], publicUrl: 'https://example.com/a.webp' },
	'target.json': { index: 0, uri: 'file:///a.webp' },
	'saved.json': { images: [{ ...image, uri: 'file:///a.webp' }] },
	'retarget.json': { workspaceFolder: 'file:///a', folder: '/a', name: 'x' },
	'parked.json': { problem: { kind: 'noAnswer', detail: '' }, until: 5 },
	'dismissed.json': { at: 4 },
	'told.json': {},
};
const ended = {
	...job,
	'end.json': { phase: 'failed', problem: { kind: 'forgotten' } },
	'cancelling.json': {},
};

/** The files of a job's folder; a text that is none of them all is the intent. */
function textsOf(input: string): JobTexts {
	try {
		const files = JSON.parse(input) as unknown;
		if (typeof files === 'object' && files !== null && !Array.isArray(files)) {
			return new Map(
				Object.entries(files).map(([name, value]) => [
					name,
					typeof value === 'string' ? value : JSON.stringify(value),
				]),
			);
		}
	} catch {
		// A damaged file.
	}
	return new Map([
		['intent.json', input],
		['job.json', input],
		['end.json', input],
		['sent.1', input],
	]);
}

const ignored =
	'# built\ndist/\n/*.log\n!keep.log\n**/a/**/b\n[Bb]in/\n*.min.js\na\\ \nfoo/**\n[[:alpha:]]?x*y\n';

export const recordTargets: readonly Target[] = [
	{
		name: 'record',
		readers: 4,
		seeds: [
			written,
			conflict,
			JSON.stringify(record),
			'{"version":1,"assets":{}}',
			'{"version":2}',
			'\ufeff{"version":1}',
			'',
		],
		tokens: [
			'"assets":{',
			'"a":{',
			'"version":1',
			'<<<<<<< a\n',
			'=======\n',
			'>>>>>>> b\n',
			...Object.values(record.assets).map(each => `"p":${JSON.stringify(each)},`),
			'\n\t\t}',
			'\n\t\t"a": {\n',
		],
		run: readRecord,
	},
	{ name: 'recordValues', readers: 4, seeds: [JSON.stringify(record)], json: true, run: readRecord },
	{
		name: 'journal',
		seeds: [
			JSON.stringify(job),
			JSON.stringify(ended),
			JSON.stringify({ 'intent.json': job['intent.json'] }),
		],
		json: true,
		run(input) {
			const read = readJob(textsOf(input));
			assert.ok(['job', 'empty', 'newer', 'damaged'].includes(read.type));
		},
	},
	{
		name: 'replacement',
		seeds: [
			'{"version":1,"original":"file:///a.png","replaced":"file:///a.png","folder":"file:///","sha256":"a"}',
		],
		json: true,
		run: parseReplacement,
	},
	{
		name: 'gitIgnore',
		// Folders are looked at on the way.
		readers: 20,
		seeds: [ignored, '*a*a*a*a*a*a*a*b\n', '**/**/**/a\n', 'a\n'],
		tokens: [
			'*',
			'**',
			'?',
			'*a',
			'**/',
			'/**',
			'[a-z]',
			'[!a]',
			'[[:alpha:]]',
			'[[:constructor:]]',
			'!',
			'\\ ',
		],
		run(input) {
			const git = createGitIgnore(
				new Map([
					['/w', input],
					['/w/a', input],
				]),
				'/w',
			);
			for (const path of [
				'/w/a/b/x.md',
				`/w/${'a'.repeat(250)}`,
				`/w/${'a/'.repeat(30)}a`,
				'/w/dist/한글.md',
			]) {
				git.ignores(path);
			}
			parseGitIgnore(input, true).decide('A/ab', true);
		},
	},
];
