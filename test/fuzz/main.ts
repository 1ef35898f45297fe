/**
 * `npm run test:fuzz`: feeds everything that is read from outside with cases from a seed, for a minute or as long as
 * `--seconds` says, and prints what failed. `--target record` tries those whose names begin so. What fails is kept in
 * `found/`, and tried first from then on. Exits with 1 where anything failed.
 */
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contentHash } from '../../src/core/assets/contentHash.ts';
import { foundFolder, fuzz } from './fuzz.ts';
import { asciiJson } from './fuzzCase.ts';

const { seconds, seed, target } = parseArgs({
	options: {
		seconds: { type: 'string', default: '60' },
		seed: { type: 'string', default: String(randomInt(2 ** 31)) },
		target: { type: 'string', multiple: true, default: [] },
	},
}).values;

console.log(`Seed ${seed}`);
const started = performance.now();
const { failures, cases } = await fuzz({
	seconds: Number(seconds),
	seed: Number(seed),
	only: target,
	onFailure({ case: failed, kind, detail }) {
		const after = ((performance.now() - started) / 1000).toFixed(1);
		console.log(`\n${failed.target} ${kind} after ${after} s: ${detail}`);
		const text = asciiJson(failed);
		console.log(text.slice(0, 600));
		writeFileSync(join(foundFolder, `${failed.target}-${contentHash(text).slice(0, 8)}.json`), `${text}\n`);
	},
});
console.log(`\n${cases.toLocaleString('en-US')} cases, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
