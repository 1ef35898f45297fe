import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { policy } from '../../../src/core/policy.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { createLeases, type Lease } from '../../../src/core/state/leases.ts';
import { StateError, type StateFiles } from '../../../src/core/state/stateFiles.ts';
import { diskState } from '../../../src/host/storage/diskState.ts';
import { temporaryFolder, type TemporaryFolder } from '../../support/temporaryFolder.ts';
import { filling } from './failingFs.ts';
import { createSharedTime, type SharedTime, type WindowClock } from './sharedTime.ts';

type Owner = ReturnType<typeof createLeases>;

suite('leases', () => {
	const { heartbeat, looks } = policy.lease;
	/** As long as it takes to find out that an owner is gone, once it is watched. */
	const silence = heartbeat * looks;
	const hour = 60 * 60 * 1000;
	let temporary: TemporaryFolder;
	let files: StateFiles;
	let time: SharedTime;
	let owners: Owner[];
	let clocks: Map<string, WindowClock>;

	setup(async () => {
		temporary = await temporaryFolder('leases');
		files = diskState(temporary.path, { clock: createSystemClock() });
		time = createSharedTime();
		owners = [];
		clocks = new Map();
	});
	teardown(async () => {
		owners.forEach(owner => {
			owner.dispose();
		});
		await temporary.remove();
	});

	/** A window of that name, its clock, and how it dies: without giving anything back. */
	function window(
		name: string,
		state: StateFiles = files,
	): { leases: Owner; clock: WindowClock; die: () => void } {
		const clock = time.clock();
		const leases = createLeases(state, clock, policy.lease, name);
		owners.push(leases);
		clocks.set(name, clock);
		return {
			leases,
			clock,
			die() {
				clock.suspend();
				leases.dispose();
			},
		};
	}

	/** Takes what must be free. */
	async function take({ leases }: { leases: Owner }, folder = 'job'): Promise<Lease> {
		const lease = await leases.acquire(folder);
		assert.ok(lease, `${folder} is taken`);
		return lease;
	}

	/** Lets time pass as it does for windows that are awake: heartbeat by heartbeat. */
	async function pass(ms: number, ...awake: string[]): Promise<void> {
		for (let left = ms; left > 0; left -= heartbeat) {
			const waits = awake.map(name => clocks.get(name)?.waits ?? 0);
			time.advance(Math.min(left, heartbeat));
			if (left >= heartbeat) {
				await Promise.all(awake.map(beaten));
				// Whoever watches others has looked at them, too, and waits for the next time, unless it has given up.
				const isBack = () =>
					awake.every((name, index) => (clocks.get(name)?.waits ?? 0) >= (waits[index] ?? 0));
				for (let tries = 0; tries < 100 && !isBack(); tries += 1) {
					await delay(1);
				}
			}
		}
	}

	/** Resolves when the window has said that it is alive at this moment, and waits to say so again. */
	async function beaten(name: string): Promise<void> {
		while (Math.abs(((await files.touchedAt(`owners/${name}`)) ?? 0) - time.now()) > 2) {
			await delay(1);
		}
		await until(() => (clocks.get(name)?.waits ?? 0) > 0);
	}

	/** Lets `b` watch whoever has the folder for as long as it takes to find out that it is gone. */
	async function silent({ leases }: { leases: Owner }, folder = 'job', ...awake: string[]): Promise<void> {
		assert.equal(await leases.isTaken(folder), true);
		await pass(silence, 'b', ...awake);
	}

	async function until(condition: () => boolean): Promise<void> {
		while (!condition()) {
			await delay(1);
		}
	}

	test('of many windows one gets the folder', async () => {
		const clock = createSystemClock();
		const many = Array.from({ length: 8 }, (_, index) =>
			createLeases(files, clock, policy.lease, `owner-${index}`),
		);
		owners.push(...many);
		for (let round = 0; round < 20; round += 1) {
			const found = await Promise.all(many.map(leases => leases.acquire(`job-${round}`)));
			const got = found.filter(lease => lease !== undefined);
			assert.equal(got.length, 1);
			assert.equal(await got[0]?.isHeld(), true);
			assert.deepEqual(
				await Promise.all(many.map(leases => leases.isTaken(`job-${round}`))),
				Array(8).fill(true),
			);
		}
	});

	test('a window does not get twice what it has', async () => {
		const a = window('a');
		const both = await Promise.all([a.leases.acquire('job'), a.leases.acquire('job')]);
		assert.equal(both.filter(lease => lease !== undefined).length, 1);
		assert.equal(await a.leases.acquire('job'), undefined);
		assert.ok(await a.leases.acquire('other job'));
	});

	test('what is given back is free at once, also for the same window', async () => {
		const [a, b] = [window('a'), window('b')];
		const first = await take(a);
		assert.equal(await b.leases.acquire('job'), undefined);
		await first.release();
		assert.equal(await b.leases.isTaken('job'), false);
		const second = await take(b);
		assert.equal(await first.isHeld(), false);
		assert.equal(await second.isHeld(), true);
		await second.release();
		await (await take(b)).release();
		await take(a);
		assert.equal((await files.list('job')).length, 1);
	});

	test('giving back what another window has taken over changes nothing', async () => {
		const [a, b] = [window('a'), window('b')];
		const lost = await take(a);
		await b.leases.acquire('elsewhere');
		a.die();
		await silent(b);
		const lease = await take(b);
		await lost.release();
		assert.equal(await lease.isHeld(), true);
		assert.equal(await window('c').leases.acquire('job'), undefined);
	});

	test('a folder that no window was in is not taken, and asking does not create it', async () => {
		assert.equal(await window('a').leases.isTaken('job'), false);
		assert.deepEqual(await files.list(''), []);
	});

	test('a window that is alive keeps the folder, however long', async () => {
		const [a, b] = [window('a'), window('b')];
		const lease = await take(a);
		await b.leases.acquire('elsewhere');
		assert.equal(await b.leases.isTaken('job'), true);
		await pass(10 * silence, 'a', 'b');
		assert.equal(await b.leases.acquire('job'), undefined);
		assert.equal(await b.leases.isTaken('job'), true);
		assert.equal(await lease.isHeld(), true);
	});

	test('a window that says nothing for long enough has lost the folder, and not before', async () => {
		const [a, b] = [window('a'), window('b')];
		await take(a);
		await b.leases.acquire('elsewhere');
		a.die();
		assert.equal(await b.leases.isTaken('job'), true);
		await pass(silence - heartbeat, 'b');
		assert.equal(await b.leases.isTaken('job'), true);
		assert.equal(await b.leases.acquire('job'), undefined);
		await pass(heartbeat, 'b');
		assert.equal(await b.leases.isTaken('job'), false);
		assert.equal(await (await take(b)).isHeld(), true);
	});

	test('79 clocks that are set take no lease from a window that is alive, and keep none of one that is gone', async () => {
		for (const jump of [-25 * hour, -heartbeat, heartbeat, 25 * hour]) {
			const [a, b] = [window('a'), window('b')];
			const folder = `job${jump}`;
			const lease = await take(a, folder);
			await b.leases.acquire(`elsewhere${jump}`);
			assert.equal(await b.leases.isTaken(folder), true);
			await pass(3 * heartbeat, 'a', 'b');
			time.jump(jump);
			assert.equal(await b.leases.acquire(folder), undefined);
			await pass(3 * silence, 'a', 'b');
			assert.equal(await b.leases.acquire(folder), undefined);
			assert.equal(await lease.isHeld(), true);
			a.die();
			time.jump(-jump);
			await silent(b, folder);
			await take(b, folder);
			b.leases.dispose();
		}
	});

	test('79 a stamp from the future locks nothing for good', async () => {
		const b = window('b');
		await files.write('owners/gone', '');
		await files.touch('owners/gone', time.now() + 1000 * hour);
		await files.write('job/lease.3', 'gone');
		await b.leases.acquire('elsewhere');
		await silent(b);
		await take(b);
	});

	test('79 a machine that slept: the looks that came late count for nothing', async () => {
		const [a, b] = [window('a'), window('b')];
		const lease = await take(a);
		await b.leases.acquire('elsewhere');
		assert.equal(await b.leases.isTaken('job'), true);
		a.clock.suspend();
		for (let nap = 0; nap < 3 * looks; nap += 1) {
			// Both slept, and `b` wakes up first each time.
			time.advance(hour);
			await beaten('b');
			await until(() => b.clock.waits >= 2);
			assert.equal(await b.leases.isTaken('job'), true);
		}
		assert.equal(await b.leases.acquire('job'), undefined);
		a.clock.resume();
		await beaten('a');
		await pass(silence, 'a', 'b');
		assert.equal(await b.leases.acquire('job'), undefined);
		assert.equal(await lease.isHeld(), true);
	});

	test('79 a lock that is not given back is waited for so long, and then a message says so', async () => {
		const [a, b] = [window('a'), window('b')];
		await take(a);
		const waiting = b.leases.wait('job').then(
			() => 'got it',
			(error: unknown) => error,
		);
		let result: unknown;
		void waiting.then(value => {
			result = value;
		});
		while (result === undefined) {
			time.advance(20);
			await delay(1);
			// `a` is alive all the time.
			await files.touch('owners/a', time.now());
			time.advance(heartbeat - 20);
			await delay(1);
		}
		assert.ok(result instanceof StateError);
		assert.match(result.message, /Another window does not give back job/);
	});

	test('of many windows one takes over', async () => {
		await take(window('gone'));
		owners[0]?.dispose();
		const names = Array.from({ length: 6 }, (_, index) => `w${index}`);
		const windows = names.map(name => window(name));
		await Promise.all(windows.map(({ leases }, index) => leases.acquire(`elsewhere-${index}`)));
		await Promise.all(windows.map(({ leases }) => leases.isTaken('job')));
		await pass(silence, ...names);
		const found = await Promise.all(windows.map(({ leases }) => leases.acquire('job')));
		assert.equal(found.filter(lease => lease !== undefined).length, 1);
	});

	test('a window that was suspended finds out that it lost the folder', async () => {
		const [a, b] = [window('a'), window('b')];
		const lost = await take(a);
		await b.leases.acquire('elsewhere');
		a.clock.suspend();
		await silent(b);
		const lease = await take(b);
		a.clock.resume();
		await beaten('a');
		assert.equal(await lost.isHeld(), false);
		assert.equal(await lease.isHeld(), true);
		assert.equal(await a.leases.acquire('job'), undefined);
		await lease.release();
		// Free again, and still not the old lease's.
		assert.equal(await lost.isHeld(), false);
	});

	test('a lease that a crash left without its owner is free after a while', async () => {
		await files.write('job/lease.7', '');
		await files.touch('job/lease.7', time.now());
		const b = window('b');
		await b.leases.acquire('elsewhere');
		await silent(b);
		await take(b);
		assert.deepEqual(await files.list('job'), ['lease.8']);
	});

	test('whoever is slower than others who came and went gets nothing', async () => {
		const gate = Promise.withResolvers<undefined>();
		const slow = window('slow', {
			...files,
			create: async (...args) => {
				await gate.promise;
				return files.create(...args);
			},
		});
		const asked = slow.leases.acquire('job');
		await until(() => slow.clock.waits === 1);
		await delay(20);
		const [a, b] = [window('a'), window('b')];
		await (await take(a)).release();
		const lease = await take(b);
		assert.deepEqual(await files.list('job'), ['lease.2']);
		gate.resolve(undefined);
		assert.equal(await asked, undefined);
		assert.equal(await lease.isHeld(), true);
		assert.deepEqual(await files.list('job'), ['lease.2']);
	});

	test('in a folder that was removed and made again, the same number is another lease', async () => {
		const [a, b] = [window('a'), window('b')];
		const old = await take(a);
		await files.remove('job');
		const lease = await take(b);
		assert.deepEqual(await files.list('job'), ['lease.1']);
		assert.equal(await old.isHeld(), false);
		await old.release();
		assert.equal(await lease.isHeld(), true);
	});

	test('a window that ends no longer waits', async () => {
		const [a, b] = [window('a'), window('b')];
		await take(a);
		const waiting = b.leases.wait('job');
		await until(() => b.clock.waits === 3);
		b.leases.dispose();
		await assert.rejects(waiting, { name: 'AbortError' });
	});

	test('38 a lease that a full disk kept from being given back is free once there is room', async () => {
		let full = false;
		const state = diskState(temporary.path, { clock: createSystemClock(), fs: filling(() => full) });
		const [a, b] = [window('a', state), window('b')];
		const [one, two] = [await take(a, 'one'), await take(a, 'two')];
		full = true;
		await assert.rejects(one.release(), StateError);
		await assert.rejects(two.release(), StateError);
		full = false;
		// The same window need not wait, and the others no longer than until it says again that it is alive.
		await take(a, 'one');
		time.advance(heartbeat);
		await beaten('a');
		while (await b.leases.isTaken('two')) {
			await delay(1);
		}
		await take(b, 'two');
	});

	test('38 a lease that the disk failed at on the way is not kept', async () => {
		let broken = false;
		const state: StateFiles = {
			...files,
			remove: path => (broken ? Promise.reject(new StateError('EIO')) : files.remove(path)),
		};
		const [a, b] = [window('a', state), window('b')];
		await (await take(b)).release();
		broken = true;
		await assert.rejects(a.leases.acquire('job'), StateError);
		broken = false;
		await (await take(a)).release();
		await take(b);
	});

	test('all leases of a window need one heartbeat, and none once it is disposed', async () => {
		const a = window('a');
		await Promise.all(['one', 'two', 'three', 'four'].map(folder => a.leases.acquire(folder)));
		await delay(20);
		assert.equal(a.clock.waits, 1);
		a.leases.dispose();
		await until(() => a.clock.waits === 0);
		const last = await files.touchedAt('owners/a');
		time.advance(10 * heartbeat);
		await delay(20);
		assert.equal(await files.touchedAt('owners/a'), last);
		assert.equal(a.clock.waits, 0);
	});

	test('a window without leases says nothing, and begins again with the next one', async () => {
		const a = window('a');
		const [one, two] = [await take(a, 'one'), await take(a, 'two')];
		await one.release();
		// Once is enough: the other one is still held.
		await one.release();
		await pass(3 * heartbeat, 'a');
		await two.release();
		time.advance(heartbeat);
		await until(() => a.clock.waits === 0);
		await delay(20);
		assert.equal(a.clock.waits, 0);
		time.advance(2 * silence);
		const lease = await take(a, 'one');
		await pass(2 * silence, 'a');
		const b = window('b');
		assert.equal(await b.leases.acquire('one'), undefined);
		assert.equal(await lease.isHeld(), true);
	});

	test('owners that were gone for more than a day are forgotten', async () => {
		await take(window('new'), 'elsewhere');
		for (const [name, age] of Object.entries({ gone: 25, asleep: 23 })) {
			await files.write(`owners/${name}`, '');
			await files.touch(`owners/${name}`, time.now() - age * hour);
		}
		await files.write('job/lease.3', 'gone');
		const own = window('own');
		await own.leases.acquire('other');
		await files.touch('owners/own', time.now() - 25 * hour);
		await own.leases.sweep();
		assert.deepEqual((await files.list('owners')).sort(), ['asleep', 'new', 'own']);
		// A lease of a forgotten owner is free, after a while.
		assert.equal(await own.leases.acquire('job'), undefined);
		await pass(silence, 'own');
		await take(own);
	});
});
