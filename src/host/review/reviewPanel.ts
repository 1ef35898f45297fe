import { Uri, ViewColumn, window, type ExtensionContext } from 'vscode';
import {
	createReviewConversation,
	type ReviewActions,
	type ReviewGone,
	type ReviewModel,
} from './reviewConversation.ts';
import type { PageLog } from '../ui/pageConversation.ts';
import { webviewHtml } from '../ui/webviewHtml.ts';
import { isBelow } from '../workspace/places.ts';

export type { ReviewGone, ReviewImageModel, ReviewModel } from './reviewConversation.ts';

export interface ReviewOptions {
	/** The tab's title: `Review: hero.webp`. */
	readonly title: string;
	/** Called again after every action. */
	readonly state: () => Promise<ReviewModel | ReviewGone>;
	/** Folders that the images are expected in. One that the state adds makes the page load again. */
	readonly localRoots: readonly Uri[];
	readonly actions: ReviewActions;
	readonly log?: PageLog;
	readonly onDispose?: () => void;
}

export interface ReviewPanel {
	/** Reads the state again and shows it, with the images as they are on disk now. */
	refresh(): Promise<void>;
	reveal(): void;
	setTitle(title: string): void;
	/** Whether it can be told of changes; afterwards, or when it is visible again, it reads the state by itself. */
	follows(): boolean;
}

/** Opens a tab that compares an image with its new version. */
export function openReview({ extensionUri }: ExtensionContext, options: ReviewOptions): ReviewPanel {
	const { title, localRoots, onDispose } = options;
	const dist = Uri.joinPath(extensionUri, 'dist');
	const media = Uri.joinPath(extensionUri, 'media');
	let roots = [dist, media, ...localRoots];
	const panel = window.createWebviewPanel('imageAssets.review', title, ViewColumn.Active, {
		enableScripts: true,
		localResourceRoots: roots,
	});
	panel.iconPath = {
		light: Uri.joinPath(media, 'review-light.svg'),
		dark: Uri.joinPath(media, 'review-dark.svg'),
	};
	const { webview } = panel;
	let disposed = false;

	/** Lets the webview load the images, wherever they are now; it can't load anything else. */
	async function state(): Promise<ReviewModel | ReviewGone> {
		const model = await options.state();
		const folders =
			'gone' in model ? [] : [model.before, model.after].map(({ uri }) => Uri.joinPath(uri, '..'));
		const added = folders.filter(folder => !roots.some(root => isBelow(folder, root)));
		if (added.length > 0 && !disposed) {
			roots = [...roots, ...added];
			webview.options = { enableScripts: true, localResourceRoots: roots };
		}
		return model;
	}

	const conversation = createReviewConversation(
		{ ...options, state },
		{
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
		},
	);
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
		setTitle(next) {
			if (!disposed && panel.title !== next) {
				panel.title = next;
			}
		},
		follows: () => conversation.follows(),
	};
}
