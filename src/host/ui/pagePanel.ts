import { Uri, ViewColumn, window, type ExtensionContext, type Webview, type WebviewPanel } from 'vscode';
import type { PageConversation, PagePort } from './pageConversation.ts';
import { pageTexts } from './pageTexts.ts';
import { webviewHtml, type WebviewPage } from './webviewHtml.ts';

/** The name of a page's files: dist/NAME.js and media/NAME.css. */
type PageName = 'panel' | 'review' | 'cutOut' | 'iconSet';

/** Where every page finds its own program and styles. */
export function pageRoots({ extensionUri }: ExtensionContext) {
	return { dist: Uri.joinPath(extensionUri, 'dist'), media: Uri.joinPath(extensionUri, 'media') };
}

/** Loads a page into a webview, which must be allowed to load from `pageRoots`. */
export function loadPage(
	context: ExtensionContext,
	webview: Webview,
	name: PageName,
	options: Pick<WebviewPage, 'title' | 'place' | 'showsBytes'>,
): void {
	const { dist, media } = pageRoots(context);
	webview.html = webviewHtml({
		cspSource: webview.cspSource,
		script: webview.asWebviewUri(Uri.joinPath(dist, `${name}.js`)).toString(),
		styles: ['webview.css', `${name}.css`].map(style =>
			webview.asWebviewUri(Uri.joinPath(media, style)).toString(),
		),
		...options,
		...pageTexts(context),
	});
}

/** What a conversation with a page needs from its webview. */
export function portOf<To>(webview: Webview, isClosed: () => boolean): PagePort<To> {
	return {
		post: message => {
			// `ready` is the better sign that the message arrived.
			webview.postMessage(message).then(undefined, () => undefined);
		},
		get closed() {
			return isClosed();
		},
	};
}

interface PagePanelOptions<To, C> {
	readonly name: Exclude<PageName, 'panel'>;
	/** The tab's title. */
	readonly title: string;
	/** Folders besides its own that the page may load images from. */
	readonly localRoots?: readonly Uri[];
	/** Shows the icon of a review on the tab. */
	readonly hasReviewIcon?: boolean;
	/** Keeps the page while its tab is hidden, so that its settings aren't lost. */
	readonly isKept?: boolean;
	/** Whether the page shows images that it creates from bytes. */
	readonly showsBytes?: boolean;
	/** Starts the conversation with the page. */
	converse(port: PagePort<To>, panel: WebviewPanel): C;
	onDispose?(): void;
}

/** Opens a page in its own tab. */
export function openPagePanel<To, C extends Pick<PageConversation<To>, 'receive' | 'hidden'>>(
	context: ExtensionContext,
	options: PagePanelOptions<To, C>,
): { readonly panel: WebviewPanel; readonly conversation: C } {
	const { name, title, localRoots = [], hasReviewIcon, isKept, showsBytes = false } = options;
	const { dist, media } = pageRoots(context);
	const panel = window.createWebviewPanel(`imageAssets.${name}`, title, ViewColumn.Active, {
		enableScripts: true,
		localResourceRoots: [dist, media, ...localRoots],
		retainContextWhenHidden: isKept === true,
	});
	if (hasReviewIcon === true) {
		panel.iconPath = {
			light: Uri.joinPath(media, 'review-light.svg'),
			dark: Uri.joinPath(media, 'review-dark.svg'),
		};
	}
	let isClosed = false;
	const port = portOf<To>(panel.webview, () => isClosed);
	const conversation = options.converse(port, panel);
	panel.webview.onDidReceiveMessage((message: unknown) => conversation.receive(message));
	panel.onDidChangeViewState(() => {
		if (!panel.visible && isKept !== true) {
			conversation.hidden();
		}
	});
	panel.onDidDispose(() => {
		isClosed = true;
		options.onDispose?.();
	});
	loadPage(context, panel.webview, name, { title, showsBytes });
	return { panel, conversation };
}
