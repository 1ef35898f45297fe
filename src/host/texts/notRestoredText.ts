import { l10n } from 'vscode';
import type { PutBack } from '../../core/assets/putBack.ts';
import { policy } from '../../core/policy.ts';
import { plural } from './plural.ts';
import { bytesText, numberText, daysText } from './units.ts';

/**
 * The message about removed files that couldn't be restored; undefined if all were.
 *
 * @param name of the file, if there is only one.
 */
export function notRestoredText(results: readonly PutBack[], name?: string): string | undefined {
	const taken = results.filter(result => result === 'taken').length;
	const gone = results.filter(result => result === 'gone').length;
	const parts = [
		...(taken > 0 ? [takenText(taken, name)] : []),
		...(gone > 0 ? [goneText(gone, name), keptText()] : []),
	];
	return parts.length === 0 ? undefined : parts.join(' ');
}

function takenText(count: number, name: string | undefined): string {
	return count === 1 && name !== undefined
		? l10n.t("{0} wasn't restored: another file has its name now.", name)
		: plural(
				count,
				l10n.t("{0} image wasn't restored: another file has its name now.", numberText(count)),
				l10n.t("{0} images weren't restored: other files have their names now.", numberText(count)),
			);
}

function goneText(count: number, name: string | undefined): string {
	return count === 1 && name !== undefined
		? l10n.t("{0} wasn't restored: it's no longer kept.", name)
		: plural(
				count,
				l10n.t("{0} image wasn't restored: it's no longer kept.", numberText(count)),
				l10n.t("{0} images weren't restored: they're no longer kept.", numberText(count)),
			);
}

/** How long removed files are kept, and how much of them. */
function keptText(): string {
	const { keep, total } = policy.storage.kept;
	return l10n.t(
		'Removed images are kept for {0}, as long as they take up less than {1} in total.',
		daysText(keep),
		bytesText(total),
	);
}
