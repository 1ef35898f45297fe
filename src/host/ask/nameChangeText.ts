import { l10n } from 'vscode';
import type { NameChange } from '../../core/assets/nameChanges.ts';
import { shorten } from '../../core/text/shorten.ts';

/** Why a file isn't named as it was typed, in a sentence. */
export function nameChangeText(change: NameChange): string {
	switch (change.type) {
		case 'characters':
			return l10n.t("{0} can't be in file names on every system.", change.characters.join(' '));
		case 'invisible':
			return l10n.t('Invisible characters are removed.');
		case 'device':
			return l10n.t('Windows keeps the name “{0}” for a device.', change.name);
		case 'edges':
			return l10n.t("A name can't begin with a dot, or end with a dot or a space.");
		case 'nameless':
			return l10n.t('The name must have a letter or digit.');
		case 'extension':
			return l10n.t("Images can't be saved as {0}.", change.extension.slice(1).toUpperCase());
		case 'long':
			return l10n.t('The name is too long for a file name.');
		case 'taken':
			return l10n.t('{0} already exists.', shorten(change.name, 60));
	}
}
