import { window, workspace, type Uri } from 'vscode';
import { formatTotal, priceOf, totalOf } from '../../core/credits/prices.ts';
import { listLines } from '../../core/enumerate.ts';
import { shorten } from '../../core/shorten.ts';
import { UserError } from '../../core/userError.ts';
import { remakeWish } from '../edit/remake.ts';
import { startWish } from '../generate/generateImages.ts';
import { requireCredits } from '../generate/overLimit.ts';
import type { Services } from '../services.ts';
import { reportError } from '../ui/messages.ts';
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
	if (total > confirmAbove && !(await confirm(rendered, confirmAbove))) {
		return [];
	}
	// While the question was open, the command may have been given once more.
	const ours = rendered.filter(({ image }) => !services.rendering.has(image.uri.toString()));
	const uris = ours.map(({ image }) => image.uri.toString());
	uris.forEach(uri => services.rendering.add(uri));
	try {
		return await followRenderings(services, await startAll(services, ours));
	} finally {
		uris.forEach(uri => services.rendering.delete(uri));
	}
}

async function confirm(rendered: readonly Rendered[], confirmAbove: number): Promise<boolean> {
	const [first] = rendered;
	const names = rendered.map(({ image }) => workspace.asRelativePath(image.uri));
	const what = names.length === 1 ? (names[0] ?? '') : `${names.length} placeholders`;
	const question = `Render ${what} for ${formatTotal(rendered)}?`;
	const subject =
		names.length === 1 ? `“${shorten(first?.image.entry.prompt ?? '', 200)}”` : listLines(names);
	const detail = `${subject}\n\nLinks stay as they are. You are asked because this is more than ${confirmAbove} credits (setting "imageAssets.confirmAbove").`;
	return (await window.showWarningMessage(question, { modal: true, detail }, 'Render')) === 'Render';
}

/** Ends at the first one that the user declines, as by giving no key; one that cannot be made is told of. */
async function startAll(services: Services, rendered: readonly Rendered[]): Promise<Rendering[]> {
	const renderings: Rendering[] = [];
	const refused = new Map<string, { readonly error: unknown; readonly names: string[] }>();
	for (const { image, quality } of rendered) {
		try {
			const changes = { quality };
			const wish = await remakeWish(services, { image, changes, confirmed: priceOf(quality) });
			const watched = { isWatched: () => true };
			const started = await startWish(services, { ...wish, exactFormat: true }, watched);
			if (started === undefined) {
				break;
			}
			const { jobs, ended } = started;
			renderings.push(...jobs.map(job => ({ image, job, ended })));
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			const names = refused.get(message)?.names ?? [];
			refused.set(message, { error, names: [...names, workspace.asRelativePath(image.uri)] });
		}
	}
	for (const { error, names } of refused.values()) {
		reportError(services.log, concerning(names, error));
	}
	return renderings;
}

/** The same trouble, with the images that it is about. */
function concerning(names: readonly string[], error: unknown): UserError {
	const subject = names.join(', ');
	return error instanceof UserError
		? new UserError(`${subject}: ${error.message}`, error.nextStep, error.cause)
		: new UserError(`${subject} could not be rendered: ${String(error)}`, { type: 'showLog' }, error);
}
