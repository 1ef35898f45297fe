import { env, Uri } from 'vscode';

/** The service's site, where an account gets its keys and its credits. */
const site = 'https://core.today';

/** Opens the service's site in the browser. */
export async function openServiceSite(): Promise<void> {
	await env.openExternal(Uri.parse(site, true));
}
