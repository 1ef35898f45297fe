import type { Uri } from 'vscode';
import { formatTotal, priceOf } from '../../core/credits/prices.ts';
import { requireCredits } from '../jobs/overLimit.ts';
import { runBatch } from '../requests/runBatch.ts';
import { startRequest } from '../requests/startRequest.ts';
import type { Services } from '../services.ts';
import { drawMissing } from './drawMissing.ts';
import { missingRequest } from './missingRequest.ts';
import { creditsFor, nameOf, paidFor, type PricedPicture } from './pricedPicture.ts';

/**
 * Makes images that are missing, and tells how it went; resolves to the files that were saved. What fails or is
 * cancelled stays missing, so that another run makes that and nothing else.
 *
 * @param pictures each has a prompt, or is made from an image that exists; the user has agreed to their price.
 * @throws UserError beyond the day's limit: nothing was sent then.
 */
export async function runMissing(services: Services, pictures: readonly PricedPicture[]): Promise<Uri[]> {
	const free = pictures.filter(({ source }) => source !== undefined);
	const derived = free.length === 0 ? [] : await drawMissing(services, free);
	const images = paidFor(pictures);
	if (images.length === 0) {
		return derived;
	}
	const credits = creditsFor(images);
	await requireCredits(services, credits, formatTotal(images));
	const delivered = await runBatch(services, {
		subject: images.length === 1 ? '1 missing image' : `${images.length} missing images`,
		credits,
		items: images.map(picture => ({
			name: nameOf(picture),
			start: options => {
				const { workspaceFolder, prompt, quality } = picture;
				const request = missingRequest(picture, workspaceFolder, prompt);
				const args = { ...request.args, quality };
				return startRequest(services, { ...request, args, confirmed: priceOf(quality) }, options);
			},
		})),
	});
	return [...derived, ...delivered.flatMap(({ uri, variants }) => [uri, ...variants.map(each => each.uri)])];
}
