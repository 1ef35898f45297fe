import { randomUUID } from 'node:crypto';
import { window, type Uri } from 'vscode';
import { formatPrice, priceOf } from '../../core/credits/prices.ts';
import type { Job, JobIntent } from '../../core/jobs/job.ts';
import { policy } from '../../core/jobs/policy.ts';
import { shorten } from '../../core/shorten.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';
import { withJobProgress } from '../ui/progress.ts';
import { deliver } from './deliver.ts';
import { prepareOrder, type Order, type Wish } from './order.ts';
import { reportProblems } from './reportProblems.ts';

/**
 * Prepares and carries out what is wished for; the link's place is given back whatever happens.
 *
 * @throws UserError for whatever stops it before a credit is spent.
 */
export async function generateWish(services: Services, wish: Wish, place?: LinkPlace): Promise<Uri[]> {
	let order: Order;
	try {
		order = await prepareOrder(services.context, wish);
	} catch (error) {
		place?.dispose();
		throw error;
	}
	return generateImages(services, order, place);
}

/**
 * Makes the images of an order, saves and links them. Asks before it spends more than the user wants to be
 * asked for, and for the key where there is none. The same order again within a second is a double click, and
 * shares the first one's result.
 *
 * Resolves to what was saved once every job has ended or is parked.
 */
function generateImages(services: Services, order: Order, place?: LinkPlace): Promise<Uri[]> {
	const { request, destination, parameters } = order;
	const key = JSON.stringify([request, destination, parameters.count, place?.uri.toString()]);
	const before = services.recentActions.get(key);
	if (before !== undefined) {
		place?.dispose();
		return before;
	}
	const forget = () => services.recentActions.delete(key);
	// An action that was declined spent nothing: asking again is no double click.
	const result = generateOnce(services, order, place, forget);
	services.recentActions.set(key, result);
	setTimeout(forget, policy.doubleClick);
	return result;
}

async function generateOnce(
	services: Services,
	order: Order,
	place: LinkPlace | undefined,
	onDeclined: () => void,
): Promise<Uri[]> {
	let spend = false;
	try {
		spend = await maySpend(services, order);
	} finally {
		if (!spend) {
			onDeclined();
			place?.dispose();
		}
	}
	if (!spend) {
		return [];
	}
	await services.prompts.add(order.prompt);
	const jobs = await Promise.all(intentsOf(order).map(intent => services.jobs.open(intent)));
	return run(services, order, jobs, place);
}

/** The price first, then the key; false when the user thinks better of it. */
async function maySpend(services: Services, { parameters, settings, apiBaseUrl }: Order): Promise<boolean> {
	const { quality, count } = parameters;
	if (priceOf(quality, count) > settings.confirmAbove) {
		const images = count === 1 ? 'an image' : `${count} images`;
		const question = `Generate ${images} for ${formatPrice(quality, count)}?`;
		const detail = `Quality: ${quality}. You are asked because this is more than ${settings.confirmAbove} credits (setting "imageAssets.confirmAbove").`;
		if ((await window.showWarningMessage(question, { modal: true, detail }, 'Generate')) !== 'Generate') {
			return false;
		}
	}
	const { origin } = apiBaseUrl;
	return ((await services.apiKeys.get(origin)) ?? (await services.apiKeys.ask(origin))) !== undefined;
}

function intentsOf({ request, parameters, workspaceFolder, destination, apiBaseUrl }: Order): JobIntent[] {
	return Array.from({ length: parameters.count }, () => ({
		id: randomUUID(),
		createdAt: Date.now(),
		request,
		credits: priceOf(request.quality),
		target: {
			workspaceFolder: workspaceFolder.toString(),
			folder: destination.folder,
			name: destination.fileName,
		},
		apiBaseUrl: apiBaseUrl.href,
	}));
}

/** Takes jobs on until each has ended or is parked, with one progress notification for all of them. */
async function run(
	services: Services,
	order: Order,
	jobs: readonly Job[],
	place: LinkPlace | undefined,
): Promise<Uri[]> {
	// One job that fails in a way nobody foresaw must not keep the others from being told about.
	const settled = await withJobProgress(progressTitle(order), jobs, (cancel, onChange) =>
		Promise.allSettled(jobs.map(job => services.jobs.drive(job, { cancel, onChange }))),
	);
	const results = settled.filter(result => result.status === 'fulfilled').map(({ value }) => value);
	for (const result of settled.filter(({ status }) => status === 'rejected')) {
		reportError(services.log, (result as PromiseRejectedResult).reason);
	}
	const uris = await deliver(
		services,
		results.filter(job => job.phase === 'saved'),
		order.prompt,
		place,
	);
	const dispose = () => place?.dispose();
	const open = reportProblems(services, results, again => run(services, order, again, place), dispose);
	if (!open) {
		dispose();
	}
	return uris;
}

function progressTitle({ prompt, parameters }: Order): string {
	const subject = shorten(prompt, 40);
	return parameters.count === 1 ? `Image “${subject}”` : `${parameters.count} images “${subject}”`;
}
