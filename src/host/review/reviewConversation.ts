import { l10n, type Uri } from 'vscode';
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
	/** The quality that it was made at, if known. */
	readonly quality?: Quality | undefined;
}

/** What the review shows: `ReviewState` without the webview's addresses. */
export interface ReviewModel extends Omit<ReviewState, 'before' | 'after'> {
	readonly before: ReviewImageModel;
	readonly after: ReviewImageModel;
}

/** There is no longer anything to compare; says why, in words for the user. */
export interface ReviewGone {
	readonly gone: string;
	/** Whether `restore` brings it back. */
	readonly restorable?: boolean;
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
	/** Brings back the image that was deleted. */
	restore(): Promise<void>;
	open(side: ReviewSide): Promise<void>;
}

/** The webview, as the conversation needs it. */
interface ReviewPort extends PagePort<ToReview> {
	/** @param version each number results in a different address, which bypasses caches. 0 is the plain address. */
	addressOf(uri: Uri, version: number): string;
	close(): void;
}

interface ReviewConversation extends Pick<PageConversation<ToReview>, 'receive' | 'hidden'> {
	/** Reads the state again and shows it, with the images as they are now. */
	refresh(): Promise<void>;
	/**
	 * Whether the page can be notified of changes: it is there, and its own actions aren't moving files right now.
	 */
	follows(): boolean;
}

/** The requests that run one at a time. */
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
			logName: 'a review',
			parse: parseFromReview,
			state: async () => {
				const model = await options.state();
				return 'gone' in model ? goneMessage(model) : shown(model);
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
			throw new UserError(l10n.t("Something else is still in progress. Try again when it's done."));
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
			case 'restore':
				await actions[request.type]();
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

function goneMessage({ gone, restorable = false }: ReviewGone): ToReview {
	return { type: 'unavailable', message: gone, gone: true, ...(restorable && { restorable: true as const }) };
}
