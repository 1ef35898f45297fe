import { joinPath } from '../assets/assetPath.ts';
import { anyFileKey } from '../assets/samePath.ts';
import type { Leases } from '../state/leases.ts';
import { awaitsChoice, type Job } from './job.ts';
import type { Intent } from './intent.ts';
import { isOpen } from './jobActions.ts';
import type { JobBoard } from './jobBoard.ts';

type FileIntent = Pick<Intent, 'remakes' | 'target' | 'variants' | 'exactFormat'>;

/** Somebody else makes a file, or may have paid for it. */
export class FileTakenError extends Error {
	override readonly name = 'FileTakenError';
	/** Of the intent's files, the first of which is its image, the others its variants in their order. */
	readonly index: number;
	/** The job that is open for it; without one, an order of this window that is being written down. */
	readonly job: Job | undefined;

	constructor(index: number, job: Job | undefined) {
		super('The file is being made already');
		this.index = index;
		this.job = job;
	}
}

/** Keeps two jobs from being paid for one file, in this window and in others. */
export interface FileClaims {
	/**
	 * Sets the files of a job aside until the claim is disposed of, which is due once the job is written down: from then
	 * on every window sees it. Files that no document names need no claim: they get names of their own.
	 *
	 * @param except the job that is sent again.
	 * @param isStillWanted awaited while no other window can claim; what it throws ends the claim.
	 * @throws FileTakenError; StateError where another window keeps the others waiting
	 */
	claim(
		intent: FileIntent,
		except: Job | undefined,
		isStillWanted: () => Promise<void>,
	): Promise<{ dispose(): void } | undefined>;
}

const lock = 'locks/claims';

export function createFileClaims(leases: Leases, board: JobBoard): FileClaims {
	const claimed = new Set<string>();
	return {
		async claim(intent, except, isStillWanted) {
			if (intent.exactFormat !== true) {
				return undefined;
			}
			const keys = filesOf(intent);
			const taken = keys.findIndex(key => claimed.has(key));
			if (taken >= 0) {
				throw new FileTakenError(taken, undefined);
			}
			keys.forEach(key => claimed.add(key));
			let lease: Awaited<ReturnType<Leases['wait']>> | undefined;
			const dispose = () => {
				keys.forEach(key => claimed.delete(key));
				// Where the disk refuses, the lease is given back with a later heartbeat.
				lease?.release().catch(() => undefined);
			};
			try {
				lease = await leases.wait(lock);
				const open = openFiles(await board.list(), except);
				for (const [index, key] of keys.entries()) {
					const job = open.get(key);
					if (job !== undefined) {
						throw new FileTakenError(index, job);
					}
				}
				await isStillWanted();
			} catch (error) {
				dispose();
				throw error;
			}
			return { dispose };
		},
	};
}

/** The jobs that may still bring a file, or may have been charged for it, by file; those that failed stand in no one's way. */
export function openFiles(
	listed: Awaited<ReturnType<JobBoard['list']>>,
	except?: Job,
): ReadonlyMap<string, Job> {
	const jobs = new Map<string, Job>();
	for (const { job } of listed) {
		const counts = isOpen(job) && job.phase !== 'failed' && !awaitsChoice(job);
		if (counts && job.intent.id !== except?.intent.id) {
			for (const key of filesOf(job.intent)) {
				jobs.set(key, job);
			}
		}
	}
	return jobs;
}

/** The file that a job is for, and those that show its picture in other sizes; as keys. */
function filesOf({ remakes, target, variants = [] }: FileIntent): string[] {
	const { workspaceFolder, folder, name } = target;
	const image =
		remakes === undefined ? anyFileKey(workspaceFolder, joinPath(folder, name)) : anyFileKey(remakes);
	return [image, ...variants.map(({ path }) => anyFileKey(remakes ?? workspaceFolder, path))];
}
