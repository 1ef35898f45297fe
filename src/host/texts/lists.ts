import { l10n } from 'vscode';
import { listFormat } from './language.ts';
import { imagesText, numberText } from './units.ts';

/** The most names listed in a sentence. */
const fewNames = 3;
/** The most lines shown in a dialog. */
const fewLines = 10;

/** `a, b and c`, as in the display language. */
export function listText(names: readonly string[]): string {
	return listFormat({ type: 'conjunction' }).format(names);
}

/** `a.webp and b.webp`; for more than three, their number: `4 images`. @param names at least one. */
export function imageNames(names: readonly string[]): string {
	return names.length <= fewNames ? listText(names) : imagesText(names.length);
}

/** `a.md, b.md and 2 more` */
export function shortList(names: readonly string[]): string {
	const shown = names.length <= fewNames ? names : names.slice(0, fewNames - 1);
	const more = names.length - shown.length;
	return listText(more === 0 ? names : [...shown, l10n.t('{0} more', numberText(more))]);
}

/** The same for files of all kinds: `4 files`. */
export function fileNames(names: readonly string[]): string {
	return names.length <= fewNames ? listText(names) : l10n.t('{0} files', numberText(names.length));
}

/** One line each for the first ten, then how many more there are. */
export function lineList(lines: readonly string[]): string {
	const more = lines.length - fewLines;
	return [...lines.slice(0, fewLines), ...(more > 0 ? [l10n.t('and {0} more', numberText(more))] : [])].join(
		'\n',
	);
}
