import type { ExtensionContext } from 'vscode';
import type { Services } from './services.ts';

/** The services, which are loaded and built when something first needs them. */
export type LoadServices = () => Promise<Services>;

export function lazyServices(context: ExtensionContext): LoadServices {
	let services: Promise<Services> | undefined;
	return () =>
		(services ??= import('./services.ts').then(({ createServices }) => {
			const created = createServices(context);
			context.subscriptions.push(created);
			return created;
		}));
}
