import type { ExtensionContext } from 'vscode';
import { parseBaseUrl } from '../../core/addresses/address.ts';
import { AddressError } from '../../core/addresses/addressError.ts';
import type { Settings } from '../../core/parameters/settings.ts';
import { developmentOf } from '../development.ts';
import { UserError } from '../../core/userError.ts';
import { errorText } from '../texts/errorText.ts';
import { readSettings } from './settings.ts';

/**
 * The address of the service: the user's setting or, in development and tests, the environment's.
 *
 * @throws UserError if the address may not be used.
 */
export function serviceAddress(context: ExtensionContext, settings: Settings = readSettings(undefined)): URL {
	try {
		return parseBaseUrl(developmentOf(context).apiBaseUrl ?? settings.apiBaseUrl);
	} catch (error) {
		if (error instanceof AddressError) {
			throw new UserError(errorText(error), { type: 'openSetting', setting: 'imageAssets.apiBaseUrl' });
		}
		throw error;
	}
}
