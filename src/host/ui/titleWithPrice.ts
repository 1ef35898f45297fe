import { workspace, type Uri } from 'vscode';
import { qualities } from '../../shared/model.ts';
import { formatPrice } from '../../core/credits/prices.ts';
import { settingSection } from '../contributions.ts';

/** Adds the price of one or several images at the current settings to a title. */
export function titleWithPrice(title: string, scope: Uri, count = 1): string {
	const quality = workspace.getConfiguration(settingSection, scope).get<string>('quality');
	const known = qualities.find(each => each === quality);
	return known === undefined ? title : `${title} (${formatPrice(known, count)})`;
}
