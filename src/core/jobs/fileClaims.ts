import { joinPath } from '../assets/assetPath.ts';
import { anyFileKey } from '../assets/samePath.ts';
import type { Leases } from '../state/leases.ts';
import { awaitsChoice, type Job } from './job.ts';
import type { Intent } from './intent.ts';
import { isOpen } from './jobActions.ts';
import type { JobBoard } from './jobBoard.ts';

type FileIntent = Pick<Intent, 'remakes' | 'target' | 'variants' | 'exactFormat'>;

/** Another job makes the file, or may have been charged for it. */
export class FileTakenError extends Error {
	override readonly name = 'FileTakenError';
	/** Index among the files of the intents that name theirs: for each its image, then its variants in order. */
	readonly index: number;
	/** The open job for the file; undefined where this window is just writing one down. */
	readonly job: Job | undefined;

	constructor(index: number, job: Job | undefined) {
		super('The file is being made already');
		this.index = index;
		this.job = job;
	}
}

export type FileClaims = ReturnType<typeof createFileClaims>;

const lock = 'locks/claims';

/** Keeps two jobs from being charged for the same file, in this window and in others. */
export function createFileClaims(leases: Leases, board: JobBoard) {
	const claimed = new Set<string>();
	return {
		/**
		 * Claims the files of jobs until the claim is disposed of, which is due once the jobs are written down: from then
		 * on every window sees them. Files that no document names need no claim: they get names of their own.
		 *
		 * @param except the job that is sent again.
		 * @param isStillWanted awaited while no other window can claim; anything it throws ends the claim.
		 * @throws FileTakenError; StateError where another window keeps this one waiting for too long
		 */
		async claim(
			intents: readonly FileIntent[],
			except: Job | undefined,
			isStillWanted: () => Promise<void>,
		): Promise<{ dispose(): void } | undefined> {
			const keys = intents.filter(({ exactFormat }) => exactFormat === true).flatMap(filesOf);
			if (keys.length === 0) {
				return undefined;
			}
			const taken = keys.findIndex(key => claimed.has(key));
			if (taken >= 0) {
				throw new FileTakenError(taken, undefined);
			}
			keys.forEach(key => claimed.add(key));
			let lease: Awaited<ReturnType<Leases['wait']>> | undefined;
			const dispose = () => {
				keys.forEach(key => claimed.delete(key));
				// If the disk refuses, a later heartbeat gives the lease back.
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

/**
 * By file, the jobs that may still make it, or may have been charged for it; failed jobs and unchosen variations
 * don't block a file.
 */
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

/** Keys of the file that a job makes, and of its variants. */
function filesOf({ remakes, target, variants = [] }: FileIntent): string[] {
	const { workspaceFolder, folder, name } = target;
	const image =
		remakes === undefined ? anyFileKey(workspaceFolder, joinPath(folder, name)) : anyFileKey(remakes);
	return [image, ...variants.map(({ path }) => anyFileKey(remakes ?? workspaceFolder, path))];
}
