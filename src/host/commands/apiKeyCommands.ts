import { l10n } from 'vscode';
import { openServiceSite } from '../ui/openServiceSite.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import type { Command } from '../command.ts';

export const setApiKey: Command = async services => {
	const address = serviceAddress(services.context);
	if ((await services.apiKeys.ask(address.origin)) !== undefined) {
		services.notify('info', l10n.t('The API key for {0} is set.', address.host));
	}
};

export const clearApiKey: Command = async services => {
	const address = serviceAddress(services.context);
	const existed = await services.apiKeys.clear(address.origin);
	const message = existed
		? l10n.t('The API key for {0} is cleared.', address.host)
		: l10n.t('There was no API key for {0}.', address.host);
	services.notify('info', message);
};

export const getApiKey: Command = () => openServiceSite();
