import { l10n, workspace, type Uri } from 'vscode';
import { priceOf, totalOf } from '../../core/credits/prices.ts';
import { shorten } from '../../core/text/shorten.ts';
import { requireCredits } from '../jobs/overLimit.ts';
import { runBatch } from '../requests/runBatch.ts';
import { startRequest } from '../requests/startRequest.ts';
import { remakeRequest } from '../review/remake.ts';
import type { Services } from '../services.ts';
import { confirmPrice } from '../ui/confirm.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Rendered } from './renderPrice.ts';
import { totalText } from '../texts/priceText.ts';
import { lineList } from '../texts/lists.ts';
import { placeholdersText } from '../texts/units.ts';

/**
 * Makes the images that placeholders stand for, each in its placeholder's place, size and format. Asks once if the
 * total price is above `confirmAbove`. Resolves to the files that are images now.
 *
 * @throws UserError if the daily limit has no room for all of them.
 */
export async function renderPlaceholders(services: Services, rendered: readonly Rendered[]): Promise<Uri[]> {
	const credits = totalOf(rendered);
	await requireCredits(services, credits, totalText(rendered));
	if (!(await isConfirmed(rendered, credits))) {
		return [];
	}
	const delivered = await runBatch(services, {
		subject: placeholdersText(rendered.length),
		credits,
		items: rendered.map(({ image, quality }) => ({
			name: workspace.asRelativePath(image.uri),
			start: async options => {
				const changes = { quality };
				const request = await remakeRequest(services, { image, changes, confirmed: priceOf(quality) });
				return startRequest(services, { ...request, exactFormat: true, inPlace: true }, options);
			},
		})),
	});
	return delivered.flatMap(({ uri, placement }) => (placement?.type === 'placed' ? uri : []));
}

function isConfirmed(rendered: readonly Rendered[], credits: number): Promise<boolean> {
	const [first] = rendered;
	const names = rendered.map(({ image }) => workspace.asRelativePath(image.uri));
	const what = names.length === 1 ? (names[0] ?? '') : placeholdersText(names.length);
	const subject = names.length === 1 ? `“${shorten(first?.image.entry.prompt ?? '', 200)}”` : lineList(names);
	return confirmPrice({
		question: l10n.t('Render {0} for {1}?', what, totalText(rendered)),
		button: l10n.t('Render'),
		credits,
		confirmAbove: readSettings(undefined).confirmAbove,
		detail: [subject, l10n.t('Links stay as they are.')],
	});
}
