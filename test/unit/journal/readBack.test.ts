import assert from 'node:assert/strict';
import type { Job } from '../../../src/core/jobs/job.ts';
import { readJob } from '../../../src/core/jobs/journal/jobFiles.ts';
import { createJournal } from '../../../src/core/jobs/journal/createJournal.ts';
import { policy } from '../../../src/core/policy.ts';
import { reduceJob, type JobEvent } from '../../../src/core/jobs/reducer.ts';
import { createLeases } from '../../../src/core/state/leases.ts';
import { seededRandom } from '../../emulator/random.ts';
import { createSharedTime } from '../state/sharedTime.ts';
import { eventSequence } from './eventSequences.ts';
import { createJournalFolder, recordAll, type JournalFolder } from './journalFolder.ts';
import { memoryState } from './memoryState.ts';

/** How a job comes back: that it runs is not kept, because the service knows better by then. */
function kept(job: Job): Job {
	return job.phase === 'running' ? { ...job, phase: 'accepted' } : job;
}

/** A window whose journal is in memory. */
function createMemoryWindow() {
	const files = memoryState();
	const clock = createSharedTime().clock();
	const leases = createLeases(files, clock, policy.lease, 'window');
	const journal = createJournal({
		files,
		leases,
		clock,
		onDamaged: (_folder, detail) => {
			assert.fail(detail);
		},
	});
	/** What the files tell of a job now. */
	function read(id: string): Job | undefined {
		const prefix = `jobs/v1/${id}/`;
		const texts = [...files.contents].filter(([path]) => path.startsWith(prefix));
		const found = readJob(new Map(texts.map(([path, text]) => [path.slice(prefix.length), text])));
		return found.type === 'job' ? found.job : undefined;
	}
	return { files, journal, read, leases };
}

suite('a job read back from the journal', () => {
	test('1,700 sequences of events in memory: after each event it is what the events made of it', async () => {
		const counts = new Map<string, number>();
		for (let number = 0; number < 1700; number += 1) {
			const { journal, read, leases } = createMemoryWindow();
			const { job, events } = eventSequence(seededRandom(`memory/${number}`));
			let expected = job;
			await journal.open(job.intent);
			for (const [index, event] of events.entries()) {
				await journal.record(job.intent.id, event);
				expected = reduceJob(expected, event);
				const past = events.slice(0, index + 1).map(({ type }) => type);
				assert.deepEqual(read(job.intent.id), kept(expected), `${number}: ${past.join(', ')}`);
				counts.set(event.type, (counts.get(event.type) ?? 0) + 1);
			}
			leases.dispose();
		}
		const types: JobEvent['type'][] = [
			...([
				'sending',
				'notAccepted',
				'accepted',
				'running',
				'loaded',
				'staged',
				'targeted',
				'saved',
			] as const),
			...(['unstaged', 'failed', 'cancelling', 'cancelled', 'unknown', 'parked', 'resumed'] as const),
			...(['retargeted', 'notified', 'dismissed', 'chosen'] as const),
		];
		for (const type of types) {
			assert.ok((counts.get(type) ?? 0) >= 50, `${type}: ${counts.get(type) ?? 0}`);
		}
	});

	suite('on the disk', () => {
		let folder: JournalFolder;

		setup(async () => {
			folder = await createJournalFolder();
		});
		teardown(() => folder.dispose());

		test('300 sequences of events: another window reads what the events made of each', async () => {
			const { journal } = folder.window();
			const sequences = Array.from({ length: 300 }, (_, number) =>
				eventSequence(seededRandom(`disk/${number}`)),
			);
			const queue = sequences.values();
			const work = async () => {
				for (const { job, events } of queue) {
					await journal.open(job.intent);
					await recordAll(journal, job.intent.id, events);
				}
			};
			await Promise.all(Array.from({ length: 8 }, work));
			const expected = sequences.map(({ job, events }) => kept(events.reduce(reduceJob, job)));
			const found = new Map((await folder.window().journal.list()).map(job => [job.intent.id, job]));
			assert.equal(found.size, 300);
			for (const job of expected) {
				assert.deepEqual(found.get(job.intent.id), job);
			}
			assert.deepEqual(folder.damaged, []);
		});
	});

	test('killed between any two writes: the job is as before the event, or as after it', async () => {
		for (let number = 0; number < 300; number += 1) {
			const { job, events } = eventSequence(seededRandom(`killed/${number}`));
			for (let changes = 0; changes < 7; changes += 1) {
				const { files, journal, read, leases } = createMemoryWindow();
				await journal.open(job.intent);
				const last = events.at(-1);
				assert.ok(last);
				await recordAll(journal, job.intent.id, events.slice(0, -1));
				files.failAfter = changes;
				await journal.record(job.intent.id, last).catch(() => undefined);
				const before = events.slice(0, -1).reduce(reduceJob, job);
				const after = reduceJob(before, last);
				const outcomes = [before, after];
				if (last.type === 'retargeted' && before.target !== undefined) {
					// Looked at once more: it may have been saved there.
					outcomes.push({ ...after, target: before.target });
				}
				if (last.type === 'chosen') {
					// It still waits to be chosen, as before it was dismissed or reported.
					const { dismissed: _, dismissedAt: _at, ...waiting } = before;
					const { notified: _notified, ...unnotified } = waiting;
					outcomes.push(waiting, unnotified);
				}
				const found = read(job.intent.id);
				const isOne = outcomes.some(each => {
					try {
						assert.deepEqual(found, kept(each));
						return true;
					} catch {
						return false;
					}
				});
				assert.ok(isOne, `${number}, ${changes} changes of ${last.type}: ${JSON.stringify(found)}`);
				leases.dispose();
			}
		}
	});
});
