import type { Uri } from 'vscode';
import { priceOf } from '../../core/credits/prices.ts';
import { requireCredits } from '../jobs/overLimit.ts';
import { runBatch } from '../requests/runBatch.ts';
import { startRequest } from '../requests/startRequest.ts';
import type { Services } from '../services.ts';
import { drawMissing } from './drawMissing.ts';
import { missingRequest } from './missingRequest.ts';
import { creditsFor, nameOf, paidFor, type PricedPicture } from './pricedPicture.ts';
import { totalText } from '../texts/priceText.ts';
import { missingImagesText } from '../texts/units.ts';

/**
 * Makes missing images and reports the outcome; resolves to the saved files. An image that fails or is cancelled
 * stays missing, so another run makes only that.
 *
 * @param pictures each has a prompt or is made from an existing image; the user has agreed to their price.
 * @param byHand whether the user chose them, rather than arguments.
 * @throws UserError above the daily limit; nothing was sent.
 */
export async function runMissing(
	services: Services,
	pictures: readonly PricedPicture[],
	byHand: boolean,
): Promise<Uri[]> {
	const free = pictures.filter(({ source }) => source !== undefined);
	const derived = free.length === 0 ? [] : await drawMissing(services, free, byHand);
	const images = paidFor(pictures);
	if (images.length === 0) {
		return derived;
	}
	const credits = creditsFor(images);
	await requireCredits(services, credits, totalText(images));
	const delivered = await runBatch(services, {
		subject: missingImagesText(images.length),
		credits,
		items: images.map(picture => ({
			name: nameOf(picture),
			start: options => {
				const { workspaceFolder, prompt, quality } = picture;
				const request = missingRequest(picture, workspaceFolder, prompt);
				const args = { ...request.args, quality };
				return startRequest(
					services,
					{ ...request, args, asked: byHand, confirmed: priceOf(quality) },
					options,
				);
			},
		})),
	});
	return [...derived, ...delivered.flatMap(({ uri, variants }) => [uri, ...variants.map(each => each.uri)])];
}
