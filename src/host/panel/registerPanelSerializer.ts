import { window, type Disposable } from 'vscode';
import type { LoadServices } from '../services.ts';
import { panelType } from './panelType.ts';

/** Restores the panel after a reload. */
export function registerPanelSerializer(loadServices: LoadServices): Disposable {
	return window.registerWebviewPanelSerializer(panelType, {
		async deserializeWebviewPanel(panel) {
			const [services, { restoreAssetsPanel }] = await Promise.all([
				loadServices(),
				import('./assetsPanel.ts'),
			]);
			restoreAssetsPanel(services, panel);
		},
	});
}
