import { l10n } from 'vscode';
import { agentCreditsLeft } from '../../core/agents/agentCredits.ts';
import type { FailedResult } from '../../core/agents/toolResult.ts';
import { creditsOf, mayHaveCost, problemOf, type Job } from '../../core/jobs/job.ts';
import { createLimiter } from '../../core/limiter.ts';
import { UserError } from '../../core/userError.ts';
import { pathOf } from '../jobs/openPaths.ts';
import { problemText } from '../jobs/problemText.ts';
import { runBatch } from '../requests/runBatch.ts';
import { startOrders } from '../requests/startRequest.ts';
import { undoReplacements } from '../results/replaceImage.ts';
import type { Delivered } from '../results/delivered.ts';
import { undoSaved } from '../results/savedFile.ts';
import type { Services } from '../services.ts';
import { openActions } from '../ui/messages.ts';
import { authorize } from './authorize.ts';
import type { SpendItem } from './spendItem.ts';
import { toolPath } from './toolPaths.ts';
import { creditsText } from '../texts/units.ts';
import { totalText } from '../texts/priceText.ts';
import { imageNames } from '../texts/lists.ts';

/** The outcome of the images that an agent requested. */
interface Outcome {
	readonly delivered: readonly Delivered[];
	/** Images that did not end up where they should be, and why. */
	readonly failed: readonly FailedResult[];
}

/**
 * Authorizes one call at a time in this window, so that each takes into account what the previous one allowed and
 * spent.
 */
const oneByOne = createLimiter(() => 1);

/**
 * Makes images for an agent, within its limits and with the user's consent: either all requests are sent, or none.
 * They take the same path as any other request; the user sees the progress and what was spent.
 *
 * @param signal cancels the images, on the service too.
 * @throws UserError if nothing was sent.
 */
export async function spend(
	services: Services,
	items: readonly SpendItem[],
	signal: AbortSignal,
): Promise<Outcome> {
	const price = totalText(items);
	const credits = items.reduce((sum, item) => sum + item.credits, 0);
	let ended: Promise<readonly Job[]> | undefined;
	let failure: Error = new UserError(l10n.t('Canceled before anything was sent.'));
	const start: Parameters<typeof runBatch>[1]['items'][number]['start'] = async options => {
		try {
			const started = await oneByOne.run(async () => {
				await authorize(services, items, signal);
				return startOrders(
					services,
					items.map(({ request }) => ({ request })),
					options,
				);
			}, signal);
			ended = started?.ended;
			return started;
		} catch (error) {
			failure = error instanceof Error ? error : new Error(String(error));
			return undefined;
		}
	};
	const name = imageNames(items.map(({ uri }) => toolPath(uri)));
	const delivered = await runBatch(services, {
		subject: name,
		title: l10n.t('For an agent: {0} · {1}', name, price),
		credits,
		count: items.length,
		cancel: signal,
		items: [{ name, start }],
		announce: images => void announceSpent(services, images),
	});
	const jobs = await ended;
	if (jobs === undefined) {
		throw failure;
	}
	return { delivered, failed: jobs.flatMap(failureOf) };
}

function failureOf(job: Job): FailedResult[] {
	if (job.phase === 'saved') {
		return [];
	}
	const file = toolPath(pathOf(job.intent));
	const charged = mayHaveCost(job);
	const problem = problemOf(job);
	if (problem !== undefined) {
		return [{ file, reason: problemText(problem, job).message, charged }];
	}
	const reason =
		job.phase === 'cancelled' ? l10n.t('It was canceled.') : l10n.t("It isn't finished. See Show Jobs.");
	return [{ file, reason, charged }];
}

/** Shows one notification per call: in a chat that allows everything, the user hasn't seen a price until now. */
async function announceSpent(services: Services, delivered: readonly Delivered[]): Promise<void> {
	if (delivered.length === 0) {
		return;
	}
	const { ledger } = services;
	const [agents, day] = await Promise.all([ledger.agentsToday(), ledger.today()]);
	const credits = creditsOf([...new Set(delivered.map(({ job }) => job))]);
	const replacements = delivered.flatMap(({ placement }) =>
		placement?.type === 'placed' && placement.replacement !== undefined ? [placement.replacement] : [],
	);
	const saved = delivered
		.filter(({ placement }) => placement?.type !== 'placed')
		.flatMap(each => [each, ...each.variants]);
	const undo = async () => {
		if (replacements.length > 0) {
			await undoReplacements(services, replacements);
		}
		if (saved.length > 0) {
			await undoSaved(services, saved);
		}
	};
	const message = l10n.t(
		'An agent spent {0} on {1}. Agents have spent {2} today. Left for agents: {3}.',
		creditsText(credits),
		imageNames(delivered.map(({ uri }) => toolPath(uri))),
		creditsText(agents.spent),
		creditsText(agentCreditsLeft(agents, day)),
	);
	services.notify('info', message, [...openActions(delivered), { title: l10n.t('Undo'), run: undo }]);
}
