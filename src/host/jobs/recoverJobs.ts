import { workspace } from 'vscode';
import type { Job } from '../../core/jobs/job.ts';
import { createRecoverer, type Recoverer } from '../../core/jobs/recoverer.ts';
import { linkPlaceOf, type LinkPlace } from '../editor/linkPlace.ts';
import { announce, announceCancelled, announceChoice } from '../results/announce.ts';
import { linkSaved } from '../results/deliver.ts';
import type { Delivered } from '../results/delivered.ts';
import { isForThisWindow } from './jobsHere.ts';
import { parkedJobs } from './parkedJobs.ts';
import { reportProblems } from './reportProblems.ts';
import { runJobs } from './runJobs.ts';
import type { Services } from '../services.ts';

const recoverers = new WeakMap<Services, Recoverer>();

/** The only recoverer for these services. */
export function recovererOf(services: Services): Recoverer {
	const recoverer = recoverers.get(services) ?? recoverInWindow(services);
	recoverers.set(services, recoverer);
	return recoverer;
}

/** Resumes what other windows left unfinished, links the results, and notifies the user. */
function recoverInWindow(services: Services): Recoverer {
	const { journal, jobs, log, context, clock, apiKeys } = services;
	const { resumed, lastFailureById } = parkedJobs(services);
	/** Where the links of each action go, each after the previous one. */
	const places = new Map<string, LinkPlace>();

	function placeOf({ intent }: Job): LinkPlace | undefined {
		const place = places.get(intent.action) ?? (intent.link && linkPlaceOf(intent.link));
		if (place !== undefined) {
			places.set(intent.action, place);
		}
		return place;
	}

	function notify(saved: readonly Delivered[], stopped: readonly Job[]): void {
		// The user wasn't away if this window was waiting for the job.
		const isOwn = ({ job }: Delivered) => jobs.isOwn(job.intent.id);
		announce(services, saved.filter(isOwn));
		announce(
			services,
			saved.filter(item => !isOwn(item)),
			true,
		);
		announceChoice(services, stopped);
		announceCancelled(services, stopped);
		reportProblems(
			services,
			stopped,
			again => runJobs(services, again),
			() => undefined,
		);
	}

	const recoverer = createRecoverer<Delivered>({
		journal,
		jobs,
		keys: apiKeys,
		clock,
		log,
		resumed,
		lastFailureById,
		isOpenHere: isForThisWindow,
		deliver: job => linkSaved(services, [job], placeOf),
		notify,
		report: services.reportError,
	});
	context.subscriptions.push(
		workspace.onDidChangeWorkspaceFolders(() => {
			recoverer.tryAgain('save');
		}),
		{
			dispose() {
				places.forEach(place => {
					place.dispose();
				});
			},
		},
		services.apiKeys.onDidChange(() => {
			recoverer.tryAgain('key', 'otherKey', 'keyStore');
			void recoverer.look().catch(services.reportError);
		}),
	);
	return recoverer;
}
