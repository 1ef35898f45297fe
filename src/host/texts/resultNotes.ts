import { l10n } from 'vscode';
import type { Job } from '../../core/jobs/job.ts';
import type { PixelSize } from '../../core/images/pixelSize.ts';
import { sizeFaults, type MadeImage } from '../../core/jobs/sizeNote.ts';
import { plural } from './plural.ts';
import { numberText, pixelsText } from './units.ts';

/** A sentence on the results that the service sent in addition to the saved ones; undefined if there are none. */
export function moreNote({ more = [], saved = [] }: Pick<Job, 'more' | 'saved'>): string | undefined {
	if (more.length === 0) {
		return undefined;
	}
	const all = numberText(saved.length + more.length);
	const kept = numberText(saved.length);
	return plural(
		more.length,
		l10n.t(
			'The service sent {0} images for one request. {1} are saved; the address of the other one is in the log.',
			all,
			kept,
		),
		l10n.t(
			'The service sent {0} images for one request. {1} are saved; the addresses of the others are in the log.',
			all,
			kept,
		),
	);
}

/** Sentences on images that don't have the requested size, or had to be enlarged more than twice for it. */
export function sizeNotes(made: readonly MadeImage[]): readonly string[] {
	const { missed, enlarged } = sizeFaults(made);
	const [miss] = missed;
	const [times] = enlarged;
	return [
		...(miss === undefined ? [] : [missedNote(miss, missed.length, made.length)]),
		...(times === undefined ? [] : [enlargedNote(times, enlarged.length, made.length)]),
	];
}

function missedNote(
	{ wanted, image }: { wanted: PixelSize; image: PixelSize },
	count: number,
	all: number,
): string {
	return all === 1
		? l10n.t("It couldn't be resized to {0}: it is {1}.", pixelsText(wanted), pixelsText(image))
		: l10n.t("{0} of them couldn't be resized.", numberText(count));
}

function enlargedNote(times: number, count: number, all: number): string {
	return all === 1
		? l10n.t('It was enlarged {0} times to the size you asked for.', numberText(times, 1))
		: l10n.t('{0} of them had to be enlarged more than twice.', numberText(count));
}
