import { randomUUID } from 'node:crypto';
import { window, type Uri } from 'vscode';
import { formatPrice, priceOf } from '../../core/credits/prices.ts';
import type { Job, JobIntent } from '../../core/jobs/job.ts';
import { policy } from '../../core/jobs/policy.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import { inputsOf, takeSnapshots } from '../edit/inputImages.ts';
import type { Services } from '../services.ts';
import { prepareOrder, type Order, type Wish } from './order.ts';
import { overLimit } from './overLimit.ts';
import { runJobs, savedFiles } from './runJobs.ts';

/**
 * Prepares and carries out what is wished for; the link's place is given back whatever happens.
 *
 * @throws UserError for whatever stops it before a credit is spent.
 */
export async function generateWish(services: Services, wish: Wish, place?: LinkPlace): Promise<Uri[]> {
	return savedFiles(await carryOut(services, wish, place));
}

/** The same; resolves to the jobs as they then stand. */
export async function carryOut(services: Services, wish: Wish, place?: LinkPlace): Promise<readonly Job[]> {
	let order: Order;
	try {
		const references = wish.references ?? (await takeSnapshots(services, inputsOf(wish.args)));
		order = await prepareOrder(services.context, { ...wish, references });
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
 * Resolves once every job has ended or is parked.
 */
function generateImages(services: Services, order: Order, place?: LinkPlace): Promise<readonly Job[]> {
	const { request, destination, parameters, references } = order;
	const key = JSON.stringify([request, destination, parameters.count, references, place?.uri.toString()]);
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
): Promise<readonly Job[]> {
	let jobs: readonly Job[] | undefined;
	try {
		jobs = await openJobs(services, order, place);
	} finally {
		if (jobs === undefined) {
			onDeclined();
			place?.dispose();
		}
	}
	if (jobs === undefined) {
		return [];
	}
	await services.prompts.add(order.prompt);
	return runJobs(services, jobs, place);
}

/** The day's limit, the price, then the key; undefined when the user thinks better of it. */
async function openJobs(
	services: Services,
	order: Order,
	place: LinkPlace | undefined,
): Promise<readonly Job[] | undefined> {
	const { parameters, settings, apiBaseUrl } = order;
	const { quality, count } = parameters;
	const price = priceOf(quality, count);
	const use = await services.ledger.today();
	if (use.limit > 0 && use.spent + price > use.limit) {
		throw overLimit(use, formatPrice(quality, count));
	}
	if (price > settings.confirmAbove && !(await confirmPrice(order))) {
		return undefined;
	}
	const { origin } = apiBaseUrl;
	if (((await services.apiKeys.get(origin)) ?? (await services.apiKeys.ask(origin))) === undefined) {
		return undefined;
	}
	const opened = await services.jobs.open(intentsOf(order, place));
	if ('limit' in opened) {
		// Other windows were faster.
		throw overLimit(opened, formatPrice(quality, count));
	}
	return opened;
}

async function confirmPrice({ parameters, settings }: Order): Promise<boolean> {
	const { quality, count } = parameters;
	const images = count === 1 ? 'an image' : `${count} images`;
	const question = `Generate ${images} for ${formatPrice(quality, count)}?`;
	const detail = `Quality: ${quality}. You are asked because this is more than ${settings.confirmAbove} credits (setting "imageAssets.confirmAbove").`;
	return (await window.showWarningMessage(question, { modal: true, detail }, 'Generate')) === 'Generate';
}

function intentsOf(order: Order, place: LinkPlace | undefined): JobIntent[] {
	const { request, parameters, prompt, suffix, style, workspaceFolder, destination, apiBaseUrl } = order;
	const { references, source, sharesReferences } = order;
	const action = randomUUID();
	const link = place?.target();
	return Array.from({ length: parameters.count }, () => ({
		id: randomUUID(),
		createdAt: Date.now(),
		action,
		prompt,
		...(suffix && { suffix }),
		...(style && { style }),
		...(source && { source: source.toString() }),
		...(references.length > 0 && { references }),
		...((sharesReferences || (references.length > 0 && parameters.count > 1)) && {
			sharesReferences: true as const,
		}),
		request,
		credits: priceOf(request.quality),
		target: {
			workspaceFolder: workspaceFolder.toString(),
			folder: destination.folder,
			name: destination.fileName,
		},
		...(link && { link }),
		apiBaseUrl: apiBaseUrl.href,
	}));
}
