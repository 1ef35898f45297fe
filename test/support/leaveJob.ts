import { randomUUID } from 'node:crypto';
import type { Intent } from '../../src/core/jobs/intent.ts';
import { createJournal } from '../../src/core/jobs/journal/createJournal.ts';
import type { JobEvent } from '../../src/core/jobs/reducer.ts';
import { createSystemClock } from '../../src/core/clock/systemClock.ts';
import { createLeases } from '../../src/core/state/leases.ts';
import { diskState } from '../../src/host/storage/diskState.ts';
import { sampleIntent } from './sampleIntent.ts';

/**
 * Leaves a job in the extension's folder as a window does that was closed: recorded up to `events`, and unowned. Its
 * prompt is its id unless `changes` say otherwise.
 */
export async function leaveJob(
	storageFolder: string,
	events: readonly JobEvent[],
	changes: Partial<Intent> = {},
): Promise<Intent> {
	const clock = createSystemClock();
	const files = diskState(storageFolder, { clock });
	const leases = createLeases(files, clock, { heartbeat: 1000, looks: 5, patience: 30_000 }, randomUUID());
	const journal = createJournal({ files, leases, clock, onDamaged: () => undefined });
	const id = randomUUID();
	const target = { workspaceFolder: 'file:///nowhere', folder: '/nowhere/assets', name: 'left' };
	const intent = sampleIntent({ id, prompt: id, target, ...changes });
	await journal.open(intent);
	for (const event of events) {
		await journal.record(intent.id, event);
	}
	await journal.release(intent.id);
	leases.dispose();
	return intent;
}
