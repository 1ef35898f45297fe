import { randomUUID } from 'node:crypto';
import type { Uri } from 'vscode';
import { formatPrice, priceOf } from '../../core/credits/prices.ts';
import type { Job, JobIntent } from '../../core/jobs/job.ts';
import type { Started } from '../../core/jobs/orders.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import { inputsOf, takeSnapshots } from './inputImages.ts';
import { claimPaths } from '../jobs/openPaths.ts';
import type { Services } from '../services.ts';
import { confirm, whyAsked } from '../ui/confirm.ts';
import { prepareOrder, type Order, type Wish } from './order.ts';
import { overLimit, requireCredits } from '../jobs/overLimit.ts';
import { runJobs, savedFiles, type RunOptions } from '../jobs/runJobs.ts';
import { keyOf } from '../workspace/places.ts';

/**
 * Prepares and carries out what is wished for; the link's place is given back whatever happens.
 *
 * @throws UserError for whatever stops it before a credit is spent.
 */
export async function generateWish(services: Services, wish: Wish, place?: LinkPlace): Promise<Uri[]> {
	return savedFiles(await carryOut(services, wish, place));
}

/** The same; resolves to the jobs as they then stand. */
export async function carryOut(
	services: Services,
	wish: Wish,
	place?: LinkPlace,
	options: RunOptions = {},
): Promise<readonly Job[]> {
	const started = await startWish(services, wish, { ...options, place });
	return (await started?.ended) ?? [];
}

/** The same; resolves as soon as its jobs are on their way; undefined when the user thinks better of it. */
export async function startWish(
	services: Services,
	wish: Wish,
	options: RunOptions,
): Promise<Started | undefined> {
	let order: Order;
	try {
		const references = wish.references ?? (await takeSnapshots(services, inputsOf(wish.args)));
		order = await prepareOrder(services.context, { ...wish, references });
	} catch (error) {
		options.place?.dispose();
		throw error;
	}
	return startOrder(services, order, options);
}

/**
 * Makes the images of an order, saves and links them. Asks before it spends more than the user wants to be
 * asked for, and for the key where there is none. The same order again within a second is a double click, and
 * shares the first one's result, unless that has failed by then.
 */
function startOrder(services: Services, order: Order, options: RunOptions): Promise<Started | undefined> {
	const { place } = options;
	const { request, destination, parameters, references, remakes } = order;
	const { count, size } = parameters;
	const places = [place?.uri, remakes].map(uri => uri && keyOf(uri));
	const key = JSON.stringify([request, destination, count, size, references, places]);
	return services.orders.start(
		key,
		{
			open: () => openOrGiveBack(services, order, place),
			run: jobs => runJobs(services, jobs, options),
			keep: () => services.prompts.add(order.prompt),
		},
		() => place?.dispose(),
	);
}

async function openOrGiveBack(
	services: Services,
	order: Order,
	place: LinkPlace | undefined,
): Promise<readonly Job[] | undefined> {
	let jobs: readonly Job[] | undefined;
	try {
		jobs = await openJobs(services, order, place);
		return jobs;
	} finally {
		if (jobs === undefined) {
			place?.dispose();
		}
	}
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
	await requireCredits(services, price, formatPrice(quality, count));
	if (price > settings.confirmAbove && order.confirmed !== price && !(await confirmPrice(order))) {
		return undefined;
	}
	const { origin } = apiBaseUrl;
	if (((await services.apiKeys.get(origin)) ?? (await services.apiKeys.ask(origin))) === undefined) {
		return undefined;
	}
	const intents = intentsOf(order, place);
	const [first] = intents;
	const claim = first && (await claimPaths(services, first));
	try {
		const opened = await services.jobs.open(intents);
		if ('limit' in opened) {
			// Other windows were faster.
			throw overLimit(opened, formatPrice(quality, count));
		}
		return opened;
	} finally {
		claim?.dispose();
	}
}

function confirmPrice({ parameters, settings }: Order): Promise<boolean> {
	const { quality, count } = parameters;
	const images = count === 1 ? 'an image' : `${count} images`;
	const question = `Generate ${images} for ${formatPrice(quality, count)}?`;
	return confirm(question, 'Generate', `Quality: ${quality}. ${whyAsked(settings.confirmAbove)}`);
}

function intentsOf(order: Order, place: LinkPlace | undefined): JobIntent[] {
	const { request, parameters, prompt, suffix, style, workspaceFolder, destination, apiBaseUrl } = order;
	const { references, source, remakes, sharesReferences, staysStaged, exactFormat, inPlace, variants } =
		order;
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
		...(remakes && { remakes: remakes.toString() }),
		...(references.length > 0 && { references }),
		...((sharesReferences || (references.length > 0 && parameters.count > 1)) && {
			sharesReferences: true as const,
		}),
		...(parameters.size && { size: parameters.size }),
		...(exactFormat && { exactFormat: true as const }),
		...(inPlace && { inPlace: true as const }),
		...(variants.length > 0 && { variants }),
		...(staysStaged && { variation: true as const }),
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
