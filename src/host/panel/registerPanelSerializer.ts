import { window, type Disposable } from 'vscode';
import type { LoadServices } from '../services.ts';
import { panelType } from './panelType.ts';

/** Brings the panel back after a reload. */
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
