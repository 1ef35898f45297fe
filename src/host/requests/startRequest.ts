import { randomUUID } from 'node:crypto';
import type { Uri } from 'vscode';
import { formatPrice, priceOf } from '../../core/credits/prices.ts';
import type { Job } from '../../core/jobs/job.ts';
import type { Intent } from '../../core/jobs/intent.ts';
import type { Started } from '../../core/jobs/submissions.ts';
import type { LinkPlace } from '../editor/linkPlace.ts';
import { claimPaths } from '../jobs/openPaths.ts';
import { overLimit, requireCredits } from '../jobs/overLimit.ts';
import { runJobs, savedFiles, type RunOptions } from '../jobs/runJobs.ts';
import type { Services } from '../services.ts';
import { confirmPrice } from '../ui/confirm.ts';
import { keyOf } from '../workspace/places.ts';
import type { ImageRequest } from './imageRequest.ts';
import { inputsOf, takeSnapshots } from './inputImages.ts';
import { prepareRequest, type PreparedRequest } from './prepareRequest.ts';

/**
 * Makes the images of a request, saves and links them. Resolves to their files.
 *
 * @throws UserError for anything that stops it before a credit is spent.
 */
export async function generateImages(
	services: Services,
	request: ImageRequest,
	place?: LinkPlace,
): Promise<Uri[]> {
	return savedFiles(await runRequest(services, request, { place }));
}

/** Like `generateImages`, but resolves to the jobs in their resulting state. */
export async function runRequest(
	services: Services,
	request: ImageRequest,
	options: RunOptions = {},
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
export async function startRequest(
	services: Services,
	request: ImageRequest,
	options: RunOptions,
): Promise<Started | undefined> {
	const { place } = options;
	let unused = place;
	try {
		const references = request.references ?? (await takeSnapshots(services, inputsOf(request.args)));
		const prepared = await prepareRequest(services.context, { ...request, references });
		return await services.submissions.start(submissionKey(prepared, place), {
			open: () => openJobs(services, prepared, place),
			run: jobs => {
				unused = undefined;
				return runJobs(services, jobs, options);
			},
			keep: () => services.prompts.add(prepared.prompt),
		});
	} finally {
		unused?.dispose();
	}
}

/** Equal for requests that would make the same images in the same places. */
function submissionKey(prepared: PreparedRequest, place: LinkPlace | undefined): string {
	const { wire, destination, parameters, references, remakes } = prepared;
	const { count, size } = parameters;
	const places = [place?.uri, remakes].map(uri => uri && keyOf(uri));
	return JSON.stringify([wire, destination, count, size, references, places]);
}

/** Checks the daily limit, then asks about the price and for the key. Undefined if the user backs out. */
async function openJobs(
	services: Services,
	prepared: PreparedRequest,
	place: LinkPlace | undefined,
): Promise<readonly Job[] | undefined> {
	const { parameters, settings, apiBaseUrl } = prepared;
	const { quality, count } = parameters;
	const credits = priceOf(quality, count);
	const price = formatPrice(quality, count);
	await requireCredits(services, credits, price);
	const agreed =
		prepared.confirmed === credits ||
		(await confirmPrice({
			question: `Generate ${count === 1 ? 'an image' : `${count} images`} for ${price}?`,
			button: 'Generate',
			credits,
			confirmAbove: settings.confirmAbove,
			detail: [`Quality: ${quality}.`],
		}));
	if (!agreed || (await services.apiKeys.getOrAsk(apiBaseUrl.origin)) === undefined) {
		return undefined;
	}
	const intents = intentsOf(prepared, place);
	const [first] = intents;
	const claim = first && (await claimPaths(services, first));
	try {
		const opened = await services.jobs.open(intents);
		if ('limit' in opened) {
			// Other windows used up the limit first.
			throw overLimit(opened, price);
		}
		return opened;
	} finally {
		claim?.dispose();
	}
}

function intentsOf(prepared: PreparedRequest, place: LinkPlace | undefined): Intent[] {
	const { wire, parameters, prompt, suffix, style, workspaceFolder, destination, apiBaseUrl } = prepared;
	const { references, source, remakes, variants = [] } = prepared;
	const sharesReferences =
		prepared.sharesReferences === true || (references.length > 0 && parameters.count > 1);
	const action = randomUUID();
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
		...(sharesReferences && { sharesReferences: true as const }),
		...(parameters.size && { size: parameters.size }),
		...(prepared.exactFormat && { exactFormat: true as const }),
		...(prepared.inPlace && { inPlace: true as const }),
		...(variants.length > 0 && { variants }),
		...(prepared.staysStaged && { variation: true as const }),
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
