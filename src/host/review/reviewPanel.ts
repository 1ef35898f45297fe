import { Uri, type ExtensionContext, type Webview } from 'vscode';
import type { ToReview } from '../../shared/review.ts';
import {
	createReviewConversation,
	type ReviewActions,
	type ReviewGone,
	type ReviewModel,
} from './reviewConversation.ts';
import type { PageLog, PagePort } from '../ui/pageConversation.ts';
import { openPagePanel, pageRoots } from '../ui/pagePanel.ts';
import { isBelow } from '../workspace/places.ts';

interface ReviewOptions {
	/** The tab's title: `Review: hero.webp`. */
	readonly title: string;
	/** Called again after every action. */
	readonly state: () => Promise<ReviewModel | ReviewGone>;
	/** Folders that the images are expected in. A folder that the state adds makes the page reload. */
	readonly localRoots: readonly Uri[];
	readonly actions: ReviewActions;
	readonly log?: PageLog;
	readonly onDispose?: () => void;
}

export type ReviewPanel = ReturnType<typeof openReview>;

/** Opens a tab that compares an image with its new version. */
export function openReview(context: ExtensionContext, options: ReviewOptions) {
	const { dist, media } = pageRoots(context);
	const { title, localRoots } = options;
	let roots = [dist, media, ...localRoots];
	let isClosed = false;
	const { panel, conversation } = openPagePanel(context, {
		name: 'review',
		title,
		localRoots,
		hasReviewIcon: true,
		onDispose() {
			isClosed = true;
			options.onDispose?.();
		},
		converse: (port: PagePort<ToReview>, page) =>
			createReviewConversation(
				{ ...options, state: () => state(page.webview) },
				{
					post: message => {
						port.post(message);
					},
					get closed() {
						return port.closed;
					},
					// In a remote window `asWebviewUri` drops the query of a `file:` address, so it is added afterwards.
					addressOf: (uri, version) =>
						page.webview
							.asWebviewUri(uri)
							.with(version === 0 ? {} : { query: `version=${version}` })
							.toString(),
					close: () => {
						page.dispose();
					},
				},
			),
	});

	/** Lets the webview load the images, wherever they are now; it can't load anything else. */
	async function state(webview: Webview): Promise<ReviewModel | ReviewGone> {
		const model = await options.state();
		const folders =
			'gone' in model ? [] : [model.before, model.after].map(({ uri }) => Uri.joinPath(uri, '..'));
		const added = folders.filter(folder => !roots.some(root => isBelow(folder, root)));
		if (added.length > 0 && !isClosed) {
			roots = [...roots, ...added];
			webview.options = { enableScripts: true, localResourceRoots: roots };
		}
		return model;
	}

	return {
		/** Reads the state again and shows it, with the images as they are on disk now. */
		refresh: () => conversation.refresh(),
		reveal: () => {
			if (!isClosed) {
				panel.reveal();
			}
		},
		setTitle(next: string) {
			if (!isClosed && panel.title !== next) {
				panel.title = next;
			}
		},
		/**
		 * Whether it can be notified of changes; otherwise it reads the state by itself after its action, or when it is
		 * visible again.
		 */
		follows: () => conversation.follows(),
	};
}
