import { Uri, type ExtensionContext, type Webview } from 'vscode';
import type { ToPanel } from '../../shared/panel.ts';
import type { Services } from '../services.ts';
import { loadPage, pageRoots, portOf } from '../ui/pagePanel.ts';
import { createPanelConversation, type PanelConversation } from './panelConversation.ts';
import { createPanelHandlers } from './panelHandlers.ts';
import { createPanelContent, type PanelContent } from './panelModel.ts';

/** Where a page is shown: as an editor, or in a side bar. */
type PagePlace = 'panel' | 'view';

/** One of the pages that share their content. */
interface AttachedPage {
	setVisible(visible: boolean): void;
	/** The webview is gone. */
	dispose(): void;
}

interface Page {
	readonly webview: Webview;
	readonly conversation: PanelConversation;
	visible: boolean;
}

/** What all pages of a window share, as long as there is one. */
interface Shared {
	readonly content: PanelContent;
	readonly handlers: ReturnType<typeof createPanelHandlers>;
	readonly pages: Set<Page>;
}

const shared = new WeakMap<Services, Shared>();

/** The shared content, if there is a page. */
export function sharedContent(services: Services): PanelContent | undefined {
	return shared.get(services)?.content;
}

/** Fills a webview with the page, which shares one draft and one state with all others. */
export function attachPage(services: Services, webview: Webview, place: PagePlace): AttachedPage {
	const roots = rootsOf(services.context);
	webview.options = { enableScripts: true, localResourceRoots: Object.values(roots) };
	const { content, handlers, pages } = sharedOf(services);
	let disposed = false;

	const conversation = createPanelConversation(
		{
			state: () => content.state(),
			setDraft(typed) {
				const changed = content.setDraft(typed);
				const { draft } = content.kept.current;
				for (const other of pages) {
					if (other !== page && changed.length > 0) {
						other.conversation.notify({ type: 'draft', draft, changed: [...changed], at: typed.at });
					}
				}
			},
			showAssets: ids => {
				content.showAssets(ids);
			},
			handlers,
		},
		portOf<ToPanel>(webview, () => disposed),
		services.log,
	);
	const page: Page = { webview, conversation, visible: false };
	pages.add(page);
	const listener = webview.onDidReceiveMessage((message: unknown) => conversation.receive(message));
	loadPage(services.context, webview, 'panel', { title: 'Image Assets', place });
	void services.thumbnails.sweep().catch((error: unknown) => {
		services.log.error('Old thumbnails could not be removed', error);
	});
	const seen = () => {
		content.setVisible([...pages].some(({ visible }) => visible));
	};
	return {
		setVisible(visible) {
			if (page.visible && !visible) {
				conversation.hidden();
			}
			page.visible = visible;
			seen();
		},
		dispose() {
			disposed = true;
			page.visible = false;
			pages.delete(page);
			listener.dispose();
			seen();
			if (pages.size === 0) {
				content.dispose();
				shared.delete(services);
			}
		},
	};
}

function sharedOf(services: Services): Shared {
	const known = shared.get(services);
	if (known !== undefined) {
		return known;
	}
	const pages = new Set<Page>();
	const notify = (message: Exclude<ToPanel, { type: 'state' | 'result' | 'failed' }>) => {
		for (const { conversation } of pages) {
			conversation.notify(message);
		}
	};
	// An address is the same for all webviews of a window.
	const addressOf = (path: string) => {
		const [page] = pages;
		return page?.webview.asWebviewUri(Uri.file(path)).toString() ?? '';
	};
	const content = createPanelContent(services, addressOf, notify);
	const created: Shared = { content, handlers: createPanelHandlers(services, content), pages };
	shared.set(services, created);
	return created;
}

/** What the webviews may load: their own program and thumbnails, nothing from the workspace. */
function rootsOf(context: ExtensionContext) {
	return { ...pageRoots(context), thumbnails: Uri.joinPath(context.globalStorageUri, 'thumbnails') };
}
