/**
 * `npm run test:kill`: kills runner processes at random moments, 2,000 times or as often as `--kills` says, and
 * prints what became of their jobs. Exits with 1 where anything was sent twice, lost, saved twice or damaged.
 */
import { parseArgs } from 'node:util';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { buildWorker, killRunners } from './killRunners.ts';

const { kills } = parseArgs({ options: { kills: { type: 'string', default: '2000' } } }).values;
const wanted = Number(kills);
/** Kills on one journal, before another one is begun. */
const perRound = 100;

const worker = await buildWorker((await temporaryFolder('kill-worker')).path);
const total = { kills: 0, jobs: 0, saved: 0, unknown: 0, dropped: 0, wrong: 0 };
const started = performance.now();
for (let round = 1; total.kills < wanted; round += 1) {
	const result = await killRunners(worker, {
		kills: Math.min(perRound, wanted - total.kills),
		enoughJobs: Math.min(80, wanted - total.kills),
		workers: 4,
		jobs: 120,
		dropShare: 0.1,
		seed: round,
	});
	for (const name of ['kills', 'jobs', 'saved', 'unknown', 'dropped'] as const) {
		total[name] += result[name];
	}
	for (const name of ['doublePosts', 'lost', 'doubleSaves', 'corrupt'] as const) {
		total.wrong += result[name].length;
		for (const what of result[name]) {
			console.log(`${name}: ${what}`);
		}
	}
	const seconds = ((performance.now() - started) / 1000).toFixed(0);
	console.log(
		`${total.kills} kills, ${total.jobs} jobs: ${total.saved} saved, ${total.unknown} unknown ` +
			`(${total.dropped} answers dropped); ${total.wrong} sent twice, lost, saved twice or damaged; ${seconds} s`,
	);
}
process.exit(total.wrong === 0 ? 0 : 1);
