import { workspace, type Uri } from 'vscode';
import { qualities, type Quality } from '../../shared/model.ts';
import { settingSection } from '../contributions.ts';
import { priceText } from '../texts/priceText.ts';

/** Adds the price of one or several images to a title: at the given quality, otherwise at that of the settings. */
export function titleWithPrice(title: string, scope: Uri, count = 1, given?: Quality): string {
	const quality = given ?? workspace.getConfiguration(settingSection, scope).get<string>('quality');
	const known = qualities.find(each => each === quality);
	return known === undefined ? title : `${title} (${priceText(known, count)})`;
}
