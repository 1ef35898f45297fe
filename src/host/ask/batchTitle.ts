import { l10n } from 'vscode';
import { creditsText, numberText } from '../texts/units.ts';

/** The title of a list of images to make: `Generate Missing Images · 2 of 3 · 90 credits`. */
export function batchTitle(title: string, chosen: number, all: number, credits: number): string {
	const count = l10n.t({
		message: '{0} of {1}',
		args: [numberText(chosen), numberText(all)],
		comment: ['How many images of a list are selected'],
	});
	return [title, count, creditsText(credits)].join(' · ');
}
