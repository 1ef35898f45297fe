/**
 * `npm run test:fuzz`: feeds everything that is read from outside with cases from a seed, for a minute or as long as
 * `--seconds` says, and prints what failed. `--target record` tries those whose names begin so.
 *
 * A failure is a throw from what promises not to throw, or of a kind that is not declared; a wrong result, as where
 * what is written does not read back; a run of more than 5 seconds, which is killed; and more than 50 ms for each
 * 100,000 characters, measured again several times, where four times the input takes more than nine times as long.
 * What is slow but linear is printed as a figure. What fails is kept in `found/`, and tried first from then on. Exits
 * with 1 where anything failed.
 */
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { contentHash } from '../../src/core/images/contentHash.ts';
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
		if (kind === 'slow') {
			return;
		}
		writeFileSync(join(foundFolder, `${failed.target}-${contentHash(text).slice(0, 8)}.json`), `${text}\n`);
	},
});
const wrong = failures.filter(({ kind }) => kind !== 'slow');
console.log(
	`\n${cases.toLocaleString('en-US')} cases, ${wrong.length} failed, ${failures.length - wrong.length} slow`,
);
process.exit(wrong.length === 0 ? 0 : 1);
