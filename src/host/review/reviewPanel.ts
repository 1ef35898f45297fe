import { Uri, ViewColumn, window, type ExtensionContext } from 'vscode';
import {
	createReviewConversation,
	type ReviewActions,
	type ReviewLog,
	type ReviewModel,
} from './reviewConversation.ts';
import { webviewHtml } from '../ui/webviewHtml.ts';

export type { ReviewImageModel } from './reviewConversation.ts';

export interface ReviewOptions {
	/** The tab's title: `Review: hero.webp`. */
	readonly title: string;
	/** Called again after every action. */
	readonly state: () => Promise<ReviewModel>;
	/** The folders of the images; the webview can't load anything else. */
	readonly localRoots: readonly Uri[];
	readonly actions: ReviewActions;
	readonly log?: ReviewLog;
	readonly onDispose?: () => void;
}

export interface ReviewPanel {
	/** Reads the state again and shows it, with the images as they are on disk now. */
	refresh(): Promise<void>;
	reveal(): void;
	dispose(): void;
	readonly disposed: boolean;
}

/** Opens a tab that compares an image with its new version. */
export function openReview({ extensionUri }: ExtensionContext, options: ReviewOptions): ReviewPanel {
	const { title, localRoots, onDispose } = options;
	const dist = Uri.joinPath(extensionUri, 'dist');
	const media = Uri.joinPath(extensionUri, 'media');
	const panel = window.createWebviewPanel('imageAssets.review', title, ViewColumn.Active, {
		enableScripts: true,
		localResourceRoots: [dist, media, ...localRoots],
	});
	const { webview } = panel;
	let disposed = false;

	const conversation = createReviewConversation(options, {
		post: message => {
			// `ready` is the better sign that the message arrived.
			webview.postMessage(message).then(undefined, () => undefined);
		},
		// In a remote window `asWebviewUri` drops the query of a `file:` address, so it is added afterwards.
		addressOf: (uri, version) =>
			webview
				.asWebviewUri(uri)
				.with(version === 0 ? {} : { query: `version=${version}` })
				.toString(),
		close: () => {
			panel.dispose();
		},
		get closed() {
			return disposed;
		},
	});
	webview.onDidReceiveMessage((message: unknown) => conversation.receive(message));
	panel.onDidChangeViewState(() => {
		if (!panel.visible) {
			conversation.hidden();
		}
	});
	panel.onDidDispose(() => {
		disposed = true;
		onDispose?.();
	});
	webview.html = webviewHtml({
		title,
		cspSource: webview.cspSource,
		script: webview.asWebviewUri(Uri.joinPath(dist, 'review.js')).toString(),
		styles: ['webview.css', 'review.css'].map(name =>
			webview.asWebviewUri(Uri.joinPath(media, name)).toString(),
		),
	});
	return {
		refresh: () => conversation.refresh(),
		reveal: () => {
			if (!disposed) {
				panel.reveal();
			}
		},
		dispose: () => {
			panel.dispose();
		},
		get disposed() {
			return disposed;
		},
	};
}
