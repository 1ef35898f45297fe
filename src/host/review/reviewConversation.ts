import type { Uri } from 'vscode';
import { UserError } from '../../core/userError.ts';
import {
	parseFromReview,
	type FromReview,
	type ReviewAction,
	type ReviewRequest,
	type ReviewSide,
	type ReviewState,
	type ToReview,
} from '../../shared/review.ts';
import type { Quality } from '../../shared/model.ts';
import {
	createPageConversation,
	type PageConversation,
	type PageLog,
	type PagePort,
} from '../ui/pageConversation.ts';

/** One side of the review, as the host sees it. */
export interface ReviewImageModel {
	/** In one of the panel's local resource roots. */
	readonly uri: Uri;
	readonly name: string;
	/** In pixels. */
	readonly width: number;
	readonly height: number;
	readonly bytes: number;
	/** What it was made at, if that is known. */
	readonly quality?: Quality | undefined;
}

/** What the review shows: `ReviewState` without the webview's addresses. */
export interface ReviewModel extends Omit<ReviewState, 'before' | 'after'> {
	readonly before: ReviewImageModel;
	readonly after: ReviewImageModel;
}

/** There is nothing to compare any more; why, in words for the user. */
export interface ReviewGone {
	readonly gone: string;
}

/**
 * What the buttons do. Errors are shown in the review and nowhere else. Those that decide resolve to whether they did,
 * and the review closes then.
 */
export interface ReviewActions {
	keep(): Promise<boolean>;
	replace(): Promise<boolean>;
	undoReplace(): Promise<void>;
	/** @param prompt not empty, trimmed, and otherwise as typed. */
	retry(prompt: string): Promise<void>;
	discard(): Promise<boolean>;
	open(side: ReviewSide): Promise<void>;
}

/** The webview, as the conversation needs it. */
export interface ReviewPort extends PagePort<ToReview> {
	/** @param version each number gives another address, which no cache has. 0 is the plain address. */
	addressOf(uri: Uri, version: number): string;
	close(): void;
}

export interface ReviewConversation extends Pick<PageConversation<ToReview>, 'receive' | 'hidden'> {
	/** Reads the state again and shows it, with the images as they are now. */
	refresh(): Promise<void>;
	/** Whether the page can be told of changes: it is there, and its own actions are not moving files right now. */
	follows(): boolean;
}

/** The requests of which one at a time runs. */
type Action = Exclude<ReviewRequest, { type: 'close' | 'openFile' }>;

/** The host's side of a review. */
export function createReviewConversation(
	options: {
		readonly state: () => Promise<ReviewModel | ReviewGone>;
		readonly actions: ReviewActions;
		readonly log?: PageLog | undefined;
	},
	port: ReviewPort,
): ReviewConversation {
	const { actions, log } = options;
	let version = 0;
	let running: { readonly id: string; readonly action: ReviewAction } | undefined;
	const conversation = createPageConversation<FromReview, ToReview, object>(
		{
			name: 'a review',
			parse: parseFromReview,
			state: async () => {
				const model = await options.state();
				return 'gone' in model ? { type: 'unavailable', message: model.gone, gone: true } : shown(model);
			},
			async handle(request) {
				switch (request.type) {
					case 'close':
						port.close();
						break;
					case 'openFile':
						await actions.open(request.side);
						break;
					default:
						await act(request);
				}
				return undefined;
			},
		},
		port,
		log,
	);

	function shown({ before, after, note, ...rest }: ReviewModel): ToReview {
		const image = ({ uri, quality, ...facts }: ReviewImageModel) => ({
			...facts,
			src: port.addressOf(uri, version),
			...(quality === undefined ? {} : { quality }),
		});
		const state = {
			...rest,
			before: image(before),
			after: image(after),
			...(note === undefined ? {} : { note }),
		};
		return { type: 'state', state, ...(running === undefined ? {} : { running }) };
	}

	async function refresh(): Promise<void> {
		version += 1;
		await conversation.sendState();
	}

	/** Runs an action; whatever it did is shown before it is answered. */
	async function act(request: Action): Promise<void> {
		if (running !== undefined) {
			throw new UserError('Something else is still being done. Try again when it is finished.');
		}
		running = { id: request.id, action: request.type };
		try {
			if (await decides(request)) {
				port.close();
			}
		} finally {
			running = undefined;
			await refresh();
		}
	}

	/** Resolves to whether the review is over. */
	async function decides(request: Action): Promise<boolean> {
		switch (request.type) {
			case 'retry':
				await actions.retry(request.prompt);
				return false;
			case 'undoReplace':
				await actions.undoReplace();
				return false;
			case 'keep':
			case 'replace':
			case 'discard':
				return actions[request.type]();
		}
	}

	return {
		receive: conversation.receive,
		hidden: conversation.hidden,
		refresh,
		follows: () => conversation.listening && (running === undefined || running.action === 'retry'),
	};
}
