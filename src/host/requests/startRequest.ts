import { randomUUID } from 'node:crypto';
import { l10n, type Uri } from 'vscode';
import { priceOf, totalOf } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import type { Intent } from '../../core/jobs/intent.ts';
import type { Started } from '../../core/jobs/submissions.ts';
import type { Reference } from '../../core/references/reference.ts';
import { shorten } from '../../core/text/shorten.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import { claimPaths } from '../jobs/openPaths.ts';
import { overLimit, requireCredits } from '../jobs/overLimit.ts';
import { runJobs, savedFiles, type RunOptions } from '../jobs/runJobs.ts';
import type { Services } from '../services.ts';
import { confirmPrice } from '../ui/confirm.ts';
import { expectRecordNotice } from '../results/recordNotice.ts';
import { keyOf } from '../workspace/places.ts';
import { withCutOut } from './cutOutRequest.ts';
import type { ImageRequest } from './imageRequest.ts';
import { inputsOf, takeSnapshots } from './inputImages.ts';
import { prepareRequest, type PreparedRequest } from './prepareRequest.ts';
import { styleReferencesFor } from './styleReferences.ts';
import { totalText, qualityNote } from '../texts/priceText.ts';
import { lineList } from '../texts/lists.ts';
import { imagesText } from '../texts/units.ts';

/** A request, and where its links go. */
export interface Order {
	readonly request: ImageRequest;
	readonly place?: LinkPlace | undefined;
}

interface StartOptions extends Omit<RunOptions, 'places'> {
	readonly place?: LinkPlace | undefined;
}

/**
 * Makes the images of a request, saves and links them. Resolves to their files.
 *
 * @throws UserError for anything that stops it before a credit is spent.
 */
export function generateImages(services: Services, request: ImageRequest, place?: LinkPlace): Promise<Uri[]> {
	return generateTogether(services, [{ request, place }]);
}

/**
 * Like `generateImages`, for several requests of one project together: one price and one check of the daily limit,
 * for all or none; one progress notification; the links in each document are a single undo step.
 */
export async function generateTogether(services: Services, orders: readonly Order[]): Promise<Uri[]> {
	const started = await startOrders(services, orders, {});
	return savedFiles((await started?.ended) ?? []);
}

/** Like `generateImages`, but resolves to the jobs in their resulting state. */
export async function runRequest(
	services: Services,
	request: ImageRequest,
	options: StartOptions = {},
): Promise<readonly Job[]> {
	const started = await startRequest(services, request, options);
	return (await started?.ended) ?? [];
}

/**
 * Like `runRequest`, but resolves as soon as the jobs are running, or to undefined if the user backs out. Asks
 * before spending more than `confirmAbove`, and for the key if there is none. Repeating a request within a second
 * is a double click: it shares the first one's jobs, unless those have already failed. Releases the link's place in
 * every case.
 */
export function startRequest(
	services: Services,
	request: ImageRequest,
	{ place, ...options }: StartOptions,
): Promise<Started | undefined> {
	return startOrders(services, [{ request, place }], options);
}

/** An order with everything decided that can be decided before it costs anything. */
interface PreparedOrder {
	readonly prepared: PreparedRequest;
	readonly place: LinkPlace | undefined;
	/** The action of its jobs. */
	readonly action: string;
}

/**
 * Starts the jobs of several requests of one project as one action: their credits are reserved together, or not at
 * all. Resolves as soon as they are running, or to undefined if the user backs out. Releases the links' places in
 * every case.
 *
 * @throws UserError for anything that stops them before a credit is spent.
 */
export async function startOrders(
	services: Services,
	orders: readonly Order[],
	options: RunOptions,
): Promise<Started | undefined> {
	let unused: readonly Order[] = orders;
	try {
		const prepared = await prepareOrders(services, orders);
		const places = new Map(
			prepared.flatMap(({ action, place }) => (place ? [[action, place] as const] : [])),
		);
		return await services.submissions.start(JSON.stringify(prepared.map(submissionKey)), {
			open: () => openJobs(services, prepared),
			run: jobs => {
				unused = [];
				return runJobs(services, jobs, { ...options, ...(places.size > 0 && { places }) });
			},
			keep: async () => {
				for (const { prompt } of prepared.map(each => each.prepared)) {
					await services.prompts.add(prompt);
				}
			},
		});
	} finally {
		for (const { place } of unused) {
			place?.dispose();
		}
	}
}

async function prepareOrders(
	services: Services,
	orders: readonly Order[],
): Promise<readonly PreparedOrder[]> {
	/** Requests with the same argument object share their references. */
	const snapshots = new Map<ImageRequest['args'], readonly Reference[]>();
	const prepared: PreparedOrder[] = [];
	for (const { request, place } of orders) {
		const { args } = request;
		const own = request.references ?? snapshots.get(args) ?? (await takeSnapshots(services, inputsOf(args)));
		snapshots.set(args, own);
		const style = await styleReferencesFor(services, request, own.length);
		// Style images are sent along with later images too.
		const sharesReferences = request.sharesReferences === true || orders.length > 1 || style.length > 0;
		const whole = await withCutOut(services, {
			...request,
			references: [...own, ...style],
			styleReferences: style.length,
			sharesReferences,
		});
		const each = await prepareRequest(services.context, whole);
		prepared.push({ prepared: each, place, action: randomUUID() });
	}
	return prepared;
}

/** Equal for requests that would make the same images in the same places. */
function submissionKey({ prepared, place }: PreparedOrder): unknown {
	const { wire, destination, parameters, references, remakes } = prepared;
	const { count, size } = parameters;
	const places = [place?.uri, remakes].map(uri => uri && keyOf(uri));
	return [wire, destination, count, size, references, places];
}

/** Checks the daily limit, then asks about the price and for the key. Undefined if the user backs out. */
async function openJobs(
	services: Services,
	orders: readonly PreparedOrder[],
): Promise<readonly Job[] | undefined> {
	const intents = orders.flatMap(intentsOf);
	const [first] = intents;
	const [leading] = orders;
	if (first === undefined || leading === undefined) {
		return undefined;
	}
	const { settings, apiBaseUrl } = leading.prepared;
	const images = intents.map(({ request }) => request);
	const credits = totalOf(images);
	const price = totalText(images);
	await requireCredits(services, credits, price);
	if (orders.some(({ prepared }) => prepared.becomesPng)) {
		services.notify('info', l10n.t("JPEG files can't be transparent, so the cut-out is saved as PNG."));
	}
	const confirmed = orders.reduce((sum, { prepared }) => sum + (prepared.confirmed ?? NaN), 0);
	const agreed =
		confirmed === credits ||
		(await confirmPrice({
			question: l10n.t('Generate {0} for {1}?', imagesText(images.length), price),
			button: l10n.t('Generate'),
			credits,
			confirmAbove: settings.confirmAbove,
			detail: [
				orders.length === 1 ? '' : lineList(orders.map(({ prepared }) => shorten(prepared.prompt, 60))),
				qualityNote(first.request.quality),
			],
		}));
	if (!agreed || (await services.apiKeys.getOrAsk(apiBaseUrl.origin)) === undefined) {
		return undefined;
	}
	// The questions took time, which isn't the job's.
	const createdAt = Date.now();
	const claim = await claimPaths(services, intents);
	try {
		const opened = await services.jobs.open(intents.map(intent => ({ ...intent, createdAt })));
		if ('limit' in opened) {
			// Other windows used up the limit first.
			throw overLimit(opened, price);
		}
		orders.forEach(({ prepared, action }) => {
			expectRecordNotice(services, action, prepared);
		});
		return opened;
	} finally {
		claim?.dispose();
	}
}

function intentsOf({ prepared, place, action }: PreparedOrder): Intent[] {
	const { wire, parameters, prompt, suffix, style, workspaceFolder, destination, apiBaseUrl } = prepared;
	const { references, source, remakes, variants = [], styleReferences = 0 } = prepared;
	const sharesReferences =
		references.length > 0 && (prepared.sharesReferences === true || parameters.count > 1);
	const link = place?.target();
	return Array.from({ length: parameters.count }, () => ({
		id: randomUUID(),
		createdAt: Date.now(),
		action,
		prompt,
		...(suffix && { suffix }),
		...(style && { style }),
		...(source && { source: source.uri.toString() }),
		...(remakes && { remakes: remakes.toString() }),
		...(references.length > 0 && { references }),
		...(styleReferences > 0 && { styleReferences }),
		...(sharesReferences && { sharesReferences: true as const }),
		...(parameters.size && { size: parameters.size }),
		...(prepared.exactFormat && { exactFormat: true as const }),
		...(prepared.cutOut && { cutOut: prepared.cutOut }),
		...(prepared.inPlace && { inPlace: true as const }),
		...(variants.length > 0 && { variants }),
		...(prepared.staysStaged && { variation: true as const }),
		...(prepared.by && { by: prepared.by }),
		request: wire,
		credits: priceOf(wire.quality),
		target: {
			workspaceFolder: workspaceFolder.toString(),
			folder: destination.folder,
			name: destination.fileName,
		},
		...(link && { link }),
		apiBaseUrl: apiBaseUrl.href,
	}));
}
