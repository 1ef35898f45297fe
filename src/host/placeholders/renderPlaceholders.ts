import { workspace, type Uri } from 'vscode';
import { formatTotal, priceOf, totalOf } from '../../core/credits/prices.ts';
import { listLines } from '../../core/text/enumerate.ts';
import { shorten } from '../../core/text/shorten.ts';
import { remakeWish } from '../review/remake.ts';
import { startWish } from '../requests/generateImages.ts';
import { createHarvest, type Harvest } from '../jobs/harvest.ts';
import { requireCredits } from '../jobs/overLimit.ts';
import type { Services } from '../services.ts';
import { reportRefusals, type Refusal } from '../results/reportRefusals.ts';
import { confirm, whyAsked } from '../ui/confirm.ts';
import { readSettings } from '../workspace/settings.ts';
import { followRenderings, type Rendering } from './followRenderings.ts';
import type { Rendered } from './renderPrice.ts';

/**
 * Makes the images that placeholders stand for, each in its placeholder's place and in its size and format. Asks once
 * where the whole price is more than the user wants to be asked for. Resolves to the files that are images now.
 *
 * @throws UserError where the day's limit leaves no room for all of them.
 */
export async function renderPlaceholders(services: Services, rendered: readonly Rendered[]): Promise<Uri[]> {
	const total = totalOf(rendered);
	await requireCredits(services, total, formatTotal(rendered));
	const { confirmAbove } = readSettings(undefined);
	if (total > confirmAbove && !(await isConfirmed(rendered, confirmAbove))) {
		return [];
	}
	const harvest = createHarvest();
	return followRenderings(services, await startAll(services, rendered, harvest), harvest);
}

function isConfirmed(rendered: readonly Rendered[], confirmAbove: number): Promise<boolean> {
	const [first] = rendered;
	const names = rendered.map(({ image }) => workspace.asRelativePath(image.uri));
	const what = names.length === 1 ? (names[0] ?? '') : `${names.length} placeholders`;
	const question = `Render ${what} for ${formatTotal(rendered)}?`;
	const subject =
		names.length === 1 ? `“${shorten(first?.image.entry.prompt ?? '', 200)}”` : listLines(names);
	return confirm(question, 'Render', subject, `Links stay as they are. ${whyAsked(confirmAbove)}`);
}

/** Ends at the first one that the user declines, as by giving no key; one that cannot be made is told of. */
async function startAll(
	services: Services,
	rendered: readonly Rendered[],
	{ options }: Harvest,
): Promise<Rendering[]> {
	const renderings: Rendering[] = [];
	const refusals: Refusal[] = [];
	for (const { image, quality } of rendered) {
		try {
			const changes = { quality };
			const wish = await remakeWish(services, { image, changes, confirmed: priceOf(quality) });
			const started = await startWish(services, { ...wish, exactFormat: true, inPlace: true }, options);
			if (started === undefined) {
				break;
			}
			const { jobs, ended } = started;
			renderings.push(...jobs.map(job => ({ job, ended })));
		} catch (error) {
			refusals.push({ name: workspace.asRelativePath(image.uri), error });
		}
	}
	reportRefusals(services.log, refusals);
	return renderings;
}
