import type { Uri } from 'vscode';
import { redact } from '../../core/text/redact.ts';
import { typeOfMessage } from '../../shared/messages.ts';
import {
	parseFromReview,
	type ReviewAction,
	type ReviewRequest,
	type ReviewSide,
	type ReviewState,
	type ToReview,
} from '../../shared/review.ts';
import type { Quality } from '../../shared/model.ts';
import type { Log } from '../ui/log.ts';

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

export type ReviewLog = Pick<Log, 'warn' | 'error' | 'redact'>;

/** The webview, as the conversation needs it. */
export interface ReviewPort {
	post(message: ToReview): void;
	/** @param version each number gives another address, which no cache has. 0 is the plain address. */
	addressOf(uri: Uri, version: number): string;
	close(): void;
	readonly closed: boolean;
}

export interface ReviewConversation {
	/** Handles any message from the page. Resolves when it has been answered; never rejects. */
	receive(message: unknown): Promise<void>;
	/** Reads the state again and shows it. */
	refresh(): Promise<void>;
	/** The page is gone; it says `ready` when it is back. */
	hidden(): void;
	/** Whether the page can be told of changes: it is there, and its own actions are not moving files right now. */
	follows(): boolean;
}

/** The requests of which one at a time runs. */
type Action = Exclude<ReviewRequest, { type: 'close' | 'openFile' }>;

/**
 * The host's side of a review. VS Code may recreate the page at any time, as it does with hidden tabs; it learns
 * what happened meanwhile when it says `ready`.
 */
export function createReviewConversation(
	options: {
		readonly state: () => Promise<ReviewModel | ReviewGone>;
		readonly actions: ReviewActions;
		readonly log?: ReviewLog | undefined;
	},
	port: ReviewPort,
): ReviewConversation {
	const { actions, log } = options;
	let listening = false;
	let version = 0;
	let running: { readonly id: string; readonly action: ReviewAction } | undefined;
	/** A failure that couldn't be sent yet. */
	let unsentFailure: Extract<ToReview, { type: 'failed' }> | undefined;
	/** The latest read of the state; results of earlier ones are ignored. */
	let reading = 0;

	const post = (message: ToReview) => {
		if (listening && !port.closed) {
			port.post(message);
		} else if (message.type === 'failed') {
			unsentFailure = message;
		}
	};
	const textOf = (error: unknown) => {
		const message = error instanceof Error && error.message !== '' ? error.message : 'Something went wrong.';
		return log?.redact(message) ?? redact(message);
	};

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

	async function sendState(): Promise<void> {
		reading += 1;
		const own = reading;
		let message: ToReview;
		try {
			const model = await options.state();
			message = 'gone' in model ? { type: 'unavailable', message: model.gone, gone: true } : shown(model);
		} catch (error) {
			log?.error('The state of a review could not be read', error);
			message = { type: 'unavailable', message: textOf(error) };
		}
		if (own === reading) {
			post(message);
		}
	}

	async function refresh(): Promise<void> {
		version += 1;
		await sendState();
	}

	async function answer(request: ReviewRequest): Promise<void> {
		const { id } = request;
		switch (request.type) {
			case 'close':
				port.close();
				return;
			case 'openFile':
				await attempt(id, () => actions.open(request.side), false);
				return;
			default:
				await act(request);
		}
	}

	async function act(request: Action): Promise<void> {
		const { id, type } = request;
		if (running !== undefined) {
			post({
				type: 'failed',
				id,
				message: 'Something else is still being done. Try again when it is finished.',
			});
			return;
		}
		running = { id, action: type };
		await attempt(id, async () => {
			try {
				if (await decides(request)) {
					port.close();
				}
			} finally {
				running = undefined;
			}
		});
	}

	/** Runs an action; resolves to whether the review is over. */
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

	/** Runs an action and reports how it went, after all that there is to show then. */
	async function attempt(id: string, run: () => Promise<void>, changes = true): Promise<void> {
		let answer: ToReview = { type: 'result', id };
		try {
			await run();
		} catch (error) {
			log?.error('An action of a review failed', error);
			answer = { type: 'failed', id, message: textOf(error) };
		}
		if (!port.closed) {
			if (changes) {
				await refresh();
			}
			post(answer);
		}
	}

	return {
		async receive(value) {
			const message = parseFromReview(value);
			if (message === undefined) {
				log?.warn(`A message of a review was dropped: ${typeOfMessage(value)}`);
				return;
			}
			if (message.type !== 'ready') {
				await answer(message);
				return;
			}
			listening = true;
			await sendState();
			if (unsentFailure !== undefined) {
				const failure = unsentFailure;
				unsentFailure = undefined;
				post(failure);
			}
		},
		refresh: () => (port.closed ? Promise.resolve() : refresh()),
		hidden() {
			listening = false;
		},
		follows: () => listening && (running === undefined || running.action === 'retry'),
	};
}
