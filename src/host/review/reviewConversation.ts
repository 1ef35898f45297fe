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
}

/** What the review shows: `ReviewState` without the webview's addresses. */
export interface ReviewModel extends Omit<ReviewState, 'before' | 'after'> {
	readonly before: ReviewImageModel;
	readonly after: ReviewImageModel;
}

/** What the buttons do. Errors are shown in the review and nowhere else. */
export interface ReviewActions {
	/** The review closes afterwards. */
	keep(): Promise<void>;
	replace(): Promise<void>;
	undoReplace(): Promise<void>;
	/** @param prompt not empty, trimmed, and otherwise as typed. */
	retry(prompt: string): Promise<void>;
	/** The review closes afterwards. */
	discard(): Promise<void>;
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
}

/**
 * The host's side of a review. VS Code may recreate the page at any time, as it does with hidden tabs; it learns
 * what happened meanwhile when it says `ready`.
 */
export function createReviewConversation(
	options: {
		readonly state: () => Promise<ReviewModel>;
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

	async function sendState(): Promise<void> {
		reading += 1;
		const own = reading;
		let message: ToReview;
		try {
			const { before, after, note, ...rest } = await options.state();
			const image = ({ uri, name, width, height, bytes }: ReviewImageModel) => ({
				src: port.addressOf(uri, version),
				name,
				width,
				height,
				bytes,
			});
			const state = {
				...rest,
				before: image(before),
				after: image(after),
				...(note === undefined ? {} : { note }),
			};
			message = { type: 'state', state, ...(running === undefined ? {} : { running }) };
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
				await attempt(id, () => actions.open(request.side));
				return;
			default:
				await act(request);
		}
	}

	async function act(request: Exclude<ReviewRequest, { type: 'close' | 'openFile' }>): Promise<void> {
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
		const run = () => {
			switch (request.type) {
				case 'retry':
					return actions.retry(request.prompt);
				case 'keep':
				case 'replace':
				case 'undoReplace':
				case 'discard':
					return actions[request.type]();
			}
		};
		await attempt(id, run, async () => {
			running = undefined;
			if (type === 'keep' || type === 'discard') {
				port.close();
			} else {
				await refresh();
			}
		});
	}

	/** Runs an action and reports how it went. */
	async function attempt(
		id: string,
		run: () => Promise<void>,
		done = () => Promise.resolve(),
	): Promise<void> {
		try {
			await run();
		} catch (error) {
			if (running?.id === id) {
				running = undefined;
			}
			log?.error('An action of a review failed', error);
			post({ type: 'failed', id, message: textOf(error) });
			return;
		}
		if (!port.closed) {
			await done();
			post({ type: 'result', id });
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
	};
}
