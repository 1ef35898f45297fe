import { window, type Disposable } from 'vscode';
import type { LoadServices } from '../services.ts';
import { viewId } from './panelType.ts';

/** Shows the page in a side bar too. */
export function registerPanelView(loadServices: LoadServices): Disposable {
	return window.registerWebviewViewProvider(viewId, {
		async resolveWebviewView(view) {
			const [services, { attachPage }] = await Promise.all([loadServices(), import('./panelPages.ts')]);
			// Moving it to another container resolves it again; what the user typed is kept elsewhere.
			const page = attachPage(services, view.webview, 'view');
			view.onDidChangeVisibility(() => {
				page.setVisible(view.visible);
			});
			view.onDidDispose(() => {
				page.dispose();
			});
			page.setVisible(view.visible);
		},
	});
}
