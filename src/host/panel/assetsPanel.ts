import { Uri, ViewColumn, window, type WebviewPanel } from 'vscode';
import type { Services } from '../services.ts';
import { attachPage, sharedContent } from './panelPages.ts';
import { panelType } from './panelType.ts';

/** This window's only editor tab with the page. */
interface AssetsPanel {
	readonly panel: WebviewPanel;
	/** Adds images to the draft's references. @throws UserError for one that can't be added. */
	addReferences(uris: readonly Uri[]): Promise<void>;
}

const panels = new WeakMap<Services, AssetsPanel>();

/** Opens the panel, or brings it to the front. */
export function openAssetsPanel(services: Services): AssetsPanel {
	const open = panels.get(services);
	if (open !== undefined) {
		open.panel.reveal();
		return open;
	}
	return attach(services, window.createWebviewPanel(panelType, 'Image Assets', ViewColumn.Active));
}

/** Restores a panel that VS Code kept across a reload. The page validates its own saved state. */
export function restoreAssetsPanel(services: Services, panel: WebviewPanel): void {
	if (panels.has(services)) {
		panel.dispose();
	} else {
		attach(services, panel);
	}
}

function attach(services: Services, panel: WebviewPanel): AssetsPanel {
	panel.iconPath = Uri.joinPath(services.context.extensionUri, 'media', 'icon.png');
	const page = attachPage(services, panel.webview, 'panel');
	panel.onDidChangeViewState(() => {
		page.setVisible(panel.visible);
	});
	panel.onDidDispose(() => {
		page.dispose();
		panels.delete(services);
	});
	page.setVisible(panel.visible);
	const open: AssetsPanel = {
		panel,
		async addReferences(uris) {
			const content = sharedContent(services);
			try {
				await content?.references.addFiles(uris);
			} finally {
				await content?.refresh.references();
			}
		},
	};
	panels.set(services, open);
	return open;
}
