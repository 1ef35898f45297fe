/**
 * `npm run -s references -- FOLDER [--json]`: every reference of a folder's documents to an image, and whether the
 * image is there. With `--json` one object per line, the last one a summary.
 *
 * `npm run -s references -- FOLDER --deleted SHARE [--seed N] [--json]`: whether images would come back at their own
 * paths if a share (0.2) of those referred to were deleted; nothing is deleted.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { seeded } from '../test/support/mutations.ts';
import { scanReferences, type ReferenceRow } from './scanReferences.ts';

const began = performance.now();
const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: { json: { type: 'boolean' }, deleted: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const [folder] = positionals;
const share = Number(options.deleted ?? 0);
if (folder === undefined || !(share >= 0 && share <= 1)) {
	console.error('Usage: npm run -s references -- FOLDER [--json] [--deleted SHARE [--seed N]]');
	process.exit(2);
}
const top = resolve(process.env.INIT_CWD ?? '', folder);
const { rows, documents } = await scanReferences(top);
if (options.deleted === undefined) {
	for (const row of rows) {
		print(row, inWords(row));
	}
	const missing = rows.filter(({ exists }) => !exists).length;
	const milliseconds = Math.round(performance.now() - began);
	print(
		{ summary: { documents, references: rows.length, missing, milliseconds } },
		`${documents} documents, ${rows.length} references, ${missing} missing, ${milliseconds} ms`,
	);
} else {
	await printDeleted(rows.filter(({ exists, root }) => exists && root !== 'spelling'));
}

/** Treats a share of the images as deleted, and prints what is offered to each reference that led to one. */
async function printDeleted(existing: readonly ReferenceRow[]): Promise<void> {
	const byFile = Map.groupBy(existing, ({ file = '' }) => file);
	const random = seeded(Number(options.seed));
	const deleted = new Set([...byFile.keys()].filter(() => random() < share));
	const after = new Map((await scanReferences(top, deleted)).rows.map(row => [keyOf(row), row]));
	let back = 0;
	for (const file of deleted) {
		const led = byFile.get(file) ?? [];
		const wrong = led.flatMap(row => {
			const now = after.get(keyOf(row));
			const offered = now?.target ?? (now === undefined ? 'nothing' : `what is there: ${now.file ?? ''}`);
			return offered === file ? [] : [{ ...row, offered }];
		});
		back += wrong.length === 0 ? 1 : 0;
		for (const row of wrong) {
			print({ deleted: file, ...row }, `${inWords(row)}; deleted, it is offered ${row.offered}`);
		}
	}
	print(
		{ summary: { deleted: deleted.size, back } },
		`${deleted.size} deleted, ${back} back at their own path`,
	);
}

function keyOf({ document, line, column, text }: ReferenceRow): string {
	return JSON.stringify([document, line, column, text]);
}

function inWords({ document, line, column, text, exists, file, target }: ReferenceRow): string {
	return `${document}:${line}:${column} ${text} ${exists ? 'is' : 'MISSING'} ${file ?? target ?? ''}`;
}

function print(json: unknown, words: string): void {
	console.log(options.json === true ? JSON.stringify(json) : words);
}
