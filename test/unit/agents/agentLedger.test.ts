import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { agentCreditsLeft, creditsBeyond } from '../../../src/core/agents/agentCredits.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createDailyLedger, type DailyLedger } from '../../../src/core/jobs/dailyLedger.ts';
import { newJob } from '../../../src/core/jobs/reducer.ts';
import { entryOf } from '../../../src/core/jobs/recordEntry.ts';
import { successorOf } from '../../../src/core/jobs/successor.ts';
import { policy } from '../../../src/core/policy.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';

const ofAgent = (credits = 45) => sampleIntent({ credits, by: 'agent' });

suite('the ledger of agents', () => {
	let temporary: TemporaryFolder;
	let now: number;
	let limits: { day: number; agents: number };
	let disposables: { dispose(): void }[];

	setup(async () => {
		temporary = await temporaryFolder('agents');
		now = new Date(2026, 0, 31, 12).getTime();
		limits = { day: 1000, agents: 100 };
		disposables = [];
	});
	teardown(async () => {
		disposables.forEach(each => {
			each.dispose();
		});
		await temporary.remove();
	});

	/** The ledger as a new window has it. */
	function ledgerOf(): DailyLedger {
		const clock = createSystemClock();
		const files = diskState(temporary.path, { clock });
		const leases = createLeases(files, clock, policy.lease, randomUUID());
		disposables.push(leases);
		return createDailyLedger(
			files,
			leases,
			{ ...clock, now: () => now },
			() => limits.day,
			() => limits.agents,
		);
	}

	test('agents have a limit of their own inside that of the day; the user has not', async () => {
		const ledger = ledgerOf();
		assert.equal(await ledger.reserve(ofAgent()), undefined);
		assert.equal(await ledger.reserve(sampleIntent({ credits: 480 })), undefined);
		assert.deepEqual(await ledger.agentsToday(), { limit: 100, spent: 45, by: 'agent' });
		assert.deepEqual(await ledger.today(), { limit: 1000, spent: 525 });
		assert.deepEqual(await ledger.reserve(ofAgent(56)), { limit: 100, spent: 45, by: 'agent' });
		limits.day = 550;
		assert.deepEqual(await ledger.reserve(ofAgent(45)), { limit: 550, spent: 525 });
	});

	test('several are set aside together, or none', async () => {
		const ledger = ledgerOf();
		const full = await ledger.reserveAll([ofAgent(), ofAgent(), ofAgent()]);
		assert.deepEqual(full, { limit: 100, spent: 0, by: 'agent' });
		assert.deepEqual(await ledger.agentsToday(), { limit: 100, spent: 0, by: 'agent' });
		assert.equal(await ledger.reserveAll([ofAgent(), ofAgent()]), undefined);
	});

	test('two windows share it, whoever comes first', async () => {
		const windows = [ledgerOf(), ledgerOf()];
		const ends = await Promise.all(
			[...windows, ...windows, ...windows].map(window => window.reserve(ofAgent())),
		);
		assert.equal(ends.filter(full => full === undefined).length, 2);
		assert.deepEqual(await ledgerOf().agentsToday(), { limit: 100, spent: 90, by: 'agent' });
	});

	test('what the user allows holds in all windows, and for this day', async () => {
		const [one, other] = [ledgerOf(), ledgerOf()];
		await one.reserve(ofAgent(90));
		await one.allowAgents(35, randomUUID());
		assert.deepEqual(await other.agentsToday(), { limit: 135, spent: 90, by: 'agent' });
		assert.equal(await other.reserve(ofAgent(45)), undefined);
		assert.deepEqual(await one.today(), { limit: 1000, spent: 135 });
		now += 24 * 60 * 60 * 1000;
		assert.deepEqual(await one.agentsToday(), { limit: 100, spent: 0, by: 'agent' });
	});

	test('a limit of 0 is nothing at all, whatever was allowed before; what is free is not kept', async () => {
		const ledger = ledgerOf();
		await ledger.allowAgents(500, randomUUID());
		limits.agents = 0;
		assert.deepEqual(await ledger.reserve(ofAgent(1)), { limit: 0, spent: 0, by: 'agent' });
		assert.equal(await ledger.reserve(ofAgent(0)), undefined);
	});

	test('what was not charged is given back; once set aside it is not counted again', async () => {
		const ledger = ledgerOf();
		const intent = ofAgent();
		await ledger.reserve(intent);
		assert.equal(await ledger.reserve(intent), undefined);
		assert.equal((await ledger.agentsToday()).spent, 45);
		await ledger.release(intent.id);
		assert.equal((await ledger.agentsToday()).spent, 0);
	});

	test('what is left, and what is lacking', () => {
		const agents = { limit: 100, spent: 45, by: 'agent' } as const;
		assert.equal(agentCreditsLeft(agents, { limit: 0, spent: 900 }), 55);
		assert.equal(agentCreditsLeft(agents, { limit: 920, spent: 900 }), 20);
		assert.equal(agentCreditsLeft({ ...agents, limit: 20 }, { limit: 0, spent: 45 }), 0);
		assert.equal(creditsBeyond(agents, 55), 0);
		assert.equal(creditsBeyond(agents, 480), 425);
	});

	test('the record says who asked for it; what the user sends again is theirs', () => {
		const job = newJob(ofAgent());
		const image = { uri: 'file:///a.webp', format: 'webp', width: 1, height: 1, sha256: '0' } as const;
		assert.equal(entryOf(job, image, []).by, 'agent');
		assert.equal('by' in entryOf(newJob(sampleIntent()), image, []), false);
		assert.equal('by' in successorOf(job, now), false);
	});
});
