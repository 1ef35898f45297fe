import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createDailyLedger, dayOf, type DailyLedger } from '../../../src/core/jobs/dailyLedger.ts';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { StateError, type StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { filling } from '../state/failingFs.ts';
import { runWorkers } from '../state/workers.ts';

const day = 24 * 60 * 60 * 1000;

suite('the daily ledger', () => {
	let temporary: TemporaryFolder;
	let files: StateFiles;
	let now: number;
	let limit: number;
	let disposables: { dispose(): void }[];

	setup(async () => {
		temporary = await temporaryFolder('ledger');
		files = diskState(temporary.path, { clock: createSystemClock() });
		now = new Date(2026, 0, 31, 12).getTime();
		limit = 1000;
		disposables = [];
	});
	teardown(async () => {
		disposables.forEach(each => {
			each.dispose();
		});
		await temporary.remove();
	});

	/** The ledger as a new window has it. */
	function ledgerOf(state: StateFiles = files): DailyLedger {
		const clock = createSystemClock();
		const leases = createLeases(state, clock, policy.lease, randomUUID());
		disposables.push(leases);
		return createDailyLedger(state, leases, { ...clock, now: () => now }, () => limit);
	}

	const jobs = (count: number, credits = 45) =>
		Array.from({ length: count }, () => sampleIntent({ credits }));

	test('credits are set aside up to the limit, to the last one', async () => {
		const ledger = ledgerOf();
		limit = 100;
		assert.deepEqual(await ledger.today(), { limit: 100, spent: 0 });
		assert.equal(await ledger.reserve(sampleIntent({ credits: 60 })), undefined);
		assert.deepEqual(await ledger.reserve(sampleIntent({ credits: 41 })), { limit: 100, spent: 60 });
		assert.equal(await ledger.reserve(sampleIntent({ credits: 40 })), undefined);
		assert.deepEqual(await ledger.reserve(sampleIntent({ credits: 1 })), { limit: 100, spent: 100 });
		assert.equal(await ledger.reserve(sampleIntent({ credits: 0 })), undefined);
		assert.deepEqual(await ledger.today(), { limit: 100, spent: 100 });
	});

	test('a limit of 0 is none, and is counted all the same', async () => {
		const ledger = ledgerOf();
		limit = 0;
		assert.equal(await ledger.reserveAll(jobs(5, 480)), undefined);
		assert.deepEqual(await ledger.today(), { limit: 0, spent: 2400 });
	});

	test('the limit is asked for anew each time', async () => {
		const ledger = ledgerOf();
		limit = 44;
		const [job] = jobs(1);
		assert.ok(job);
		assert.deepEqual(await ledger.reserve(job), { limit: 44, spent: 0 });
		limit = 45;
		assert.equal(await ledger.reserve(job), undefined);
		limit = 10;
		assert.deepEqual(await ledger.today(), { limit: 10, spent: 45 });
		assert.deepEqual(await ledger.reserve(sampleIntent()), { limit: 10, spent: 45 });
	});

	test('of several jobs all are set aside, or none', async () => {
		const ledger = ledgerOf();
		limit = 4 * 45;
		assert.deepEqual(await ledger.reserveAll(jobs(5)), { limit, spent: 0 });
		assert.equal(await ledger.reserveAll(jobs(3)), undefined);
		assert.deepEqual(await ledger.reserveAll(jobs(2)), { limit, spent: 135 });
		assert.equal(await ledger.reserveAll(jobs(1)), undefined);
		assert.equal(await ledger.reserveAll([]), undefined);
		assert.equal((await ledger.today()).spent, limit);
	});

	test('a job counts once, however often it is set aside', async () => {
		const ledger = ledgerOf();
		limit = 100;
		const [one, two] = jobs(2);
		assert.ok(one && two);
		for (let time = 0; time < 3; time += 1) {
			assert.equal(await ledger.reserve(one), undefined);
		}
		assert.equal(await ledger.reserveAll([one, two]), undefined);
		assert.equal(await ledger.reserveAll([two, one]), undefined);
		// Even where the limit is lower by now: it was set aside when there was room.
		limit = 1;
		assert.equal(await ledger.reserve(one), undefined);
		assert.equal((await ledger.today()).spent, 90);
	});

	test('what is given back can be spent', async () => {
		const ledger = ledgerOf();
		limit = 45;
		const [one, two] = jobs(2);
		assert.ok(one && two);
		await ledger.reserve(one);
		await ledger.release(two.id);
		assert.deepEqual(await ledger.reserve(two), { limit, spent: 45 });
		await ledger.release(one.id);
		await ledger.release(one.id);
		assert.equal((await ledger.today()).spent, 0);
		assert.equal(await ledger.reserve(two), undefined);
	});

	test('it survives the window', async () => {
		const [one, two] = jobs(2);
		assert.ok(one && two);
		limit = 90;
		await ledgerOf().reserveAll([one, two]);
		const next = ledgerOf();
		assert.deepEqual(await next.today(), { limit, spent: 90 });
		assert.equal(await next.reserve(one), undefined);
		assert.deepEqual(await next.reserve(sampleIntent()), { limit, spent: 90 });
		await next.release(one.id);
		assert.equal((await ledgerOf().today()).spent, 45);
	});

	test('each day has its own', async () => {
		const ledger = ledgerOf();
		await ledger.reserveAll(jobs(22));
		assert.ok(await ledger.reserve(sampleIntent()));
		now = new Date(2026, 0, 31, 23, 59, 59, 999).getTime();
		assert.equal((await ledger.today()).spent, 990);
		now += 1;
		assert.equal((await ledger.today()).spent, 0);
		assert.equal(await ledger.reserveAll(jobs(22)), undefined);
		now -= 1;
		assert.equal((await ledger.today()).spent, 990);
	});

	test('a job that waits over midnight counts on the day on which it is sent', async () => {
		const ledger = ledgerOf();
		const [waiting, other] = jobs(2);
		assert.ok(waiting && other);
		await ledger.reserveAll([waiting, other]);
		const yesterday = now;
		now += day;
		await ledger.reserve(waiting);
		assert.equal((await ledger.today()).spent, 45);
		now = yesterday;
		assert.equal((await ledger.today()).spent, 45);
		now += day;
		await ledger.release(waiting.id);
		await ledger.release(other.id);
		assert.equal((await ledger.today()).spent, 0);
		now = yesterday;
		assert.equal((await ledger.today()).spent, 0);
	});

	test('a job for which the next day has no room stays set aside on its own', async () => {
		const ledger = ledgerOf();
		const [waiting] = jobs(1);
		assert.ok(waiting);
		await ledger.reserve(waiting);
		now += day;
		await ledger.reserveAll(jobs(22));
		assert.deepEqual(await ledger.reserve(waiting), { limit: 1000, spent: 990 });
		now -= day;
		assert.equal((await ledger.today()).spent, 45);
	});

	test('days of more than a month ago are forgotten', async () => {
		const ledger = ledgerOf();
		for (let count = 0; count < 35; count += 1) {
			await ledger.reserve(sampleIntent());
			now += day;
		}
		await ledger.release(randomUUID());
		const days = (await files.list('credits/v1')).sort();
		assert.equal(days.length, 31);
		assert.equal(days.at(-1), dayOf(now - day));
	});

	test('what is no entry does not count', async () => {
		const folder = `credits/v1/${dayOf(now)}`;
		for (const name of ['.DS_Store', 'notes', 'a_b', `${randomUUID()}_45`]) {
			await files.write(`${folder}/${name}`, '');
		}
		assert.equal((await ledgerOf().today()).spent, 45);
	});

	test('a disk that is full: nothing is set aside, and the ledger works when there is room', async () => {
		let full = false;
		const fs = filling(() => full);
		const ledger = ledgerOf(diskState(temporary.path, { clock: createSystemClock(), fs }));
		await ledger.reserve(sampleIntent());
		full = true;
		await assert.rejects(ledger.reserve(sampleIntent()), StateError);
		full = false;
		assert.equal(await ledger.reserve(sampleIntent()), undefined);
		assert.equal((await ledger.today()).spent, 90);
		assert.equal(await ledgerOf().reserve(sampleIntent()), undefined);
	});

	test('a disk that fails on the way: none of several jobs is set aside', async () => {
		let left = Infinity;
		const state: StateFiles = {
			...files,
			create: (path, ...rest) => {
				left -= path.startsWith('credits/') ? 1 : 0;
				return left < 0 ? Promise.reject(new StateError('ENOSPC')) : files.create(path, ...rest);
			},
		};
		const ledger = ledgerOf(state);
		await ledger.reserve(sampleIntent());
		left = 2;
		const three = jobs(3);
		await assert.rejects(ledger.reserveAll(three), StateError);
		assert.equal((await ledger.today()).spent, 45);
		left = Infinity;
		assert.equal(await ledger.reserveAll(three), undefined);
		assert.equal((await ledger.today()).spent, 180);
	});

	test('the day is the one of the calendar', () => {
		const days: [number[], string][] = [
			[[2026, 0, 1], '2026-01-01'],
			[[2026, 11, 31, 23, 59, 59, 999], '2026-12-31'],
			[[2028, 1, 29, 12], '2028-02-29'],
		];
		for (const [[year = 0, ...rest], text] of days) {
			assert.equal(dayOf(new Date(year, ...(rest as [number])).getTime()), text);
		}
	});

	// The same four moments: just before and after midnight in Seoul (15:00 UTC), and in UTC.
	const moments = [
		'2026-01-31T14:59:59Z',
		'2026-01-31T15:00:00Z',
		'2026-01-31T23:59:59Z',
		'2026-02-01T00:00:00Z',
	];
	const zones: [zone: string, spent: number[], days: string[]][] = [
		['Asia/Seoul', [45, 45, 90, 135], ['2026-01-31', '2026-02-01']],
		['UTC', [45, 90, 135, 45], ['2026-01-31', '2026-02-01']],
		['America/Los_Angeles', [45, 90, 135, 180], ['2026-01-31']],
		['Pacific/Kiritimati', [45, 90, 135, 180], ['2026-02-01']],
	];
	for (const [zone, spent, days] of zones) {
		test(`midnight is the user's own (${zone})`, async () => {
			const [output] = await runWorkers('reserveAt.ts', [[temporary.path, ...moments]], { TZ: zone });
			assert.deepEqual(JSON.parse(output ?? ''), spent);
			assert.deepEqual((await files.list('credits/v1')).sort(), days);
		});
	}

	test('the day on which the clocks go back has 25 hours', async () => {
		const hours = Array.from({ length: 26 }, (_, hour) => {
			return new Date(Date.parse('2026-11-01T07:00:00Z') + hour * 60 * 60 * 1000).toISOString();
		});
		const [output] = await runWorkers('reserveAt.ts', [[temporary.path, ...hours]], {
			TZ: 'America/Los_Angeles',
		});
		assert.deepEqual(JSON.parse(output ?? ''), [
			...Array.from({ length: 25 }, (_, hour) => (hour + 1) * 45),
			45,
		]);
	});

	test('windows of one process that spend at once keep to the limit', async () => {
		limit = 10 * 45;
		const ledgers = Array.from({ length: 4 }, () => ledgerOf());
		const results = await Promise.all(
			ledgers.flatMap(ledger => jobs(4).map(intent => ledger.reserve(intent))),
		);
		assert.equal(results.filter(full => full === undefined).length, 10);
		assert.equal((await ledgerOf().today()).spent, limit);
	});

	test('four processes that spend 45 at a time come to 990 of 1,000, and never further', async () => {
		now = Date.now();
		const ledger = ledgerOf();
		const seen: number[] = [];
		const done = new AbortController();
		const watching = (async () => {
			while (!done.signal.aborted) {
				seen.push((await ledger.today()).spent);
			}
		})();
		const runs = Array.from({ length: 4 }, () => [temporary.path, '1000', '10', '45']);
		const reserved = (await runWorkers('reserveMany.ts', runs)).map(Number);
		done.abort();
		await watching;
		assert.equal(
			reserved.reduce((sum, count) => sum + count),
			22,
		);
		assert.equal((await ledger.today()).spent, 990);
		assert.ok(Math.max(...seen) <= 990);
	});
});
