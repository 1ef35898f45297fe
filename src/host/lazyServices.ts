import type { ExtensionContext } from 'vscode';
import type { LoadServices, Services } from './services.ts';

export function lazyServices(context: ExtensionContext): LoadServices {
	let services: Promise<Services> | undefined;
	return () =>
		(services ??= import('./createServices.ts').then(({ createServices }) => {
			const created = createServices(context);
			context.subscriptions.push(created);
			return created;
		}));
}
