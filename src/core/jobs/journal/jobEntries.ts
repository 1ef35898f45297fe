import type { Clock } from '../../clock/clock.ts';
import { readText, type StateFiles } from '../../state/stateFiles.ts';
import type { Job } from '../job.ts';
import { forEachAtOnce } from '../../forEachAtOnce.ts';
import { jobFiles, readJob, type JobFile, type JobTexts, type ReadJob } from './jobFiles.ts';
import { folderOf, isJobId, jobsFolder } from './jobsFolder.ts';
import type { JournalOptions } from './journal.ts';

/** Entries read at the same time. Each is an open file, of which a process has only so many. */
const atOnce = 16;
/** Where unreadable entries go. */
const quarantineFolder = 'jobs/damaged';

export type JobEntries = ReturnType<typeof createJobEntries>;

/** The journal's entries on the disk: a folder for each job, a file for each fact. */
export function createJobEntries(
	files: StateFiles,
	clock: Clock,
	{ onDamaged, onUnreadable }: Pick<JournalOptions, 'onDamaged' | 'onUnreadable'>,
) {
	async function textsOf(id: string): Promise<JobTexts> {
		const wanted = (await files.list(folderOf(id))).filter(
			name => name === 'intent.json' || isJobFile(name) || /^(?:un)?sent\.\d+$/.test(name),
		);
		const texts = new Map<string, string>();
		for (const name of wanted) {
			// Undefined if it was removed since it was listed.
			const text = await readText(files, `${folderOf(id)}/${name}`);
			if (text !== undefined) {
				texts.set(name, text);
			}
		}
		return texts;
	}

	async function quarantine(id: string, { detail }: Extract<ReadJob, { type: 'damaged' }>): Promise<void> {
		const to = `${quarantineFolder}/${id}-${clock.now()}`;
		try {
			await files.move(folderOf(id), to);
		} catch {
			// Another window was faster, or the disk refuses: the entry is skipped either way.
			return;
		}
		onDamaged(to, detail);
	}

	return {
		ids: async (): Promise<string[]> => (await files.list(jobsFolder)).filter(isJobId),
		/** The names in a job's folder; none where it cannot be read for now. */
		async namesOf(id: string): Promise<string[]> {
			try {
				return await files.list(folderOf(id));
			} catch (error) {
				onUnreadable?.(id, error);
				return [];
			}
		},
		textsOf,
		/** A job as it is on disk; undefined where there is none. A damaged entry is set aside. @throws StateError */
		async read(id: string): Promise<Job | undefined> {
			const found = readJob(await textsOf(id));
			if (found.type === 'damaged') {
				await quarantine(id, found);
			}
			return found.type === 'job' && found.job.intent.id === id ? found.job : undefined;
		},
		/** Runs a task for each id; an error in one is reported, and doesn't stop the others. */
		forEach: (ids: readonly string[], task: (id: string) => Promise<void>): Promise<void> =>
			forEachAtOnce(ids, atOnce, async id => {
				try {
					await task(id);
				} catch (error) {
					onUnreadable?.(id, error);
				}
			}),
		/** Removes the intent first: without it there is no job, whatever a crash leaves of the rest. @throws StateError */
		async remove(id: string) {
			await files.remove(`${folderOf(id)}/intent.json`, 'durable');
			await files.remove(folderOf(id));
		},
	};
}

function isJobFile(name: string): name is JobFile {
	return (jobFiles as readonly string[]).includes(name);
}
