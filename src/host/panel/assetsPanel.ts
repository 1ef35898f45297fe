import { Uri, ViewColumn, window, type ExtensionContext, type WebviewPanel } from 'vscode';
import type { Services } from '../services.ts';
import { createPanelConversation } from './panelConversation.ts';
import { createPanelHandlers } from './panelHandlers.ts';
import { createPanelContent, type PanelContent } from './panelModel.ts';
import { panelType } from './panelType.ts';
import { webviewHtml } from '../ui/webviewHtml.ts';

/** This window's only panel. */
export interface AssetsPanel {
	/** Adds images to the draft's references. @throws UserError for one that can't be added. */
	addReferences(uris: readonly Uri[]): Promise<void>;
}

interface Open extends AssetsPanel {
	readonly panel: WebviewPanel;
}

const panels = new WeakMap<Services, Open>();

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
	const { webview } = panel;
	const roots = rootsOf(services.context);
	webview.options = { enableScripts: true, localResourceRoots: Object.values(roots) };
	panel.iconPath = Uri.joinPath(roots.media, 'icon.png');
	let disposed = false;

	const conversation = createPanelConversation(
		{
			state: () => content.state(),
			setDraft(draft) {
				content.kept.change({ draft });
				void content.refresh.target();
			},
			showAssets: ids => {
				content.showAssets(ids);
			},
			get handlers() {
				return handlers;
			},
		},
		{
			post: message => {
				// `ready` is the better sign that the message arrived.
				webview.postMessage(message).then(undefined, () => undefined);
			},
			get closed() {
				return disposed;
			},
		},
		services.log,
	);
	const content: PanelContent = createPanelContent(
		services,
		path => webview.asWebviewUri(Uri.file(path)).toString(),
		conversation.tell,
	);
	const handlers = createPanelHandlers(services, content);
	const setVisible = (visible: boolean) => {
		content.setVisible(visible);
	};
	webview.onDidReceiveMessage((message: unknown) => conversation.receive(message));
	panel.onDidChangeViewState(() => {
		setVisible(panel.visible);
		if (!panel.visible) {
			conversation.hidden();
		}
	});
	panel.onDidDispose(() => {
		disposed = true;
		setVisible(false);
		content.dispose();
		panels.delete(services);
	});
	setVisible(panel.visible);
	webview.html = webviewHtml({
		title: 'Image Assets',
		cspSource: webview.cspSource,
		script: webview.asWebviewUri(Uri.joinPath(roots.dist, 'panel.js')).toString(),
		styles: ['webview.css', 'panel.css'].map(name =>
			webview.asWebviewUri(Uri.joinPath(roots.media, name)).toString(),
		),
	});
	const open: Open = {
		panel,
		async addReferences(uris) {
			try {
				await content.references.addFiles(uris);
			} finally {
				await content.refresh.references();
			}
		},
	};
	panels.set(services, open);
	void services.thumbnails.sweep().catch((error: unknown) => {
		services.log.error('Old thumbnails could not be removed', error);
	});
	return open;
}

/** What the webview may load: its own program and thumbnails, nothing from the workspace. */
function rootsOf({ extensionUri, globalStorageUri }: ExtensionContext) {
	return {
		dist: Uri.joinPath(extensionUri, 'dist'),
		media: Uri.joinPath(extensionUri, 'media'),
		thumbnails: Uri.joinPath(globalStorageUri, 'thumbnails'),
	};
}
