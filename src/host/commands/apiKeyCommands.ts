import { openServiceSite } from '../ui/openServiceSite.ts';
import type { Services } from '../services.ts';
import { notify } from '../ui/messages.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Command } from './command.ts';

export const setApiKey: Command = async services => {
	const address = addressOf(services);
	if ((await services.apiKeys.ask(address.origin)) !== undefined) {
		notify(services.log, 'info', `The API key for ${address.host} is set.`);
	}
};

export const clearApiKey: Command = async services => {
	const address = addressOf(services);
	const existed = await services.apiKeys.clear(address.origin);
	const message = existed
		? `The API key for ${address.host} is cleared.`
		: `There was no API key for ${address.host}.`;
	notify(services.log, 'info', message);
};

export const getApiKey: Command = () => openServiceSite();

function addressOf({ context }: Services): URL {
	return serviceAddress(context, readSettings(undefined));
}
