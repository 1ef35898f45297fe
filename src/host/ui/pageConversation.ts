import { l10n } from 'vscode';
import { redact } from '../../core/text/redact.ts';
import { typeOfMessage } from '../../shared/messages.ts';
import type { Log } from './log.ts';
import { errorText } from '../texts/errorText.ts';

export type PageLog = Pick<Log, 'warn' | 'error' | 'redact'>;

/** The webview, as a conversation needs it. */
export interface PagePort<To> {
	post(message: To): void;
	readonly closed: boolean;
}

/** Messages common to all pages. @typeParam A the payload of a successful answer. */
type Answering<A> =
	| { readonly type: 'unavailable'; readonly message: string }
	| ({ readonly type: 'result'; readonly id: string } & A)
	| Failed;

interface Failed {
	readonly type: 'failed';
	readonly id: string;
	readonly message: string;
}

/** The host's model of a page. */
interface PageModel<From extends { readonly type: string }, To, A> {
	/** The page's name in the log: `the panel`. */
	readonly logName: string;
	/** Undefined for a message that isn't part of the protocol. */
	parse(value: unknown): From | undefined;
	/** A message with the complete state. */
	state(): Promise<To>;
	/** Handles a message. One with an id is answered with what this resolves to, or with its error. */
	handle(message: Exclude<From, { type: 'ready' }>): Promise<A | undefined>;
}

export interface PageConversation<To> {
	/** Handles any message from the page. Resolves when it has been answered; never rejects. */
	readonly receive: (message: unknown) => Promise<void>;
	/** Reads the state again and sends it. If several reads overlap, only the one that started last is sent. */
	sendState(): Promise<void>;
	/**
	 * Notifies the page of a change, which may arrive twice. A page that isn't there gets the full state when it says
	 * `ready`.
	 */
	readonly notify: (message: To) => void;
	/** The page is gone; it says `ready` when it is back. */
	readonly hidden: () => void;
	/** Whether the page is there and has its state. */
	readonly listening: boolean;
}

/**
 * The host's side of a page. VS Code may recreate the page at any time, as it does with hidden tabs; it learns what
 * happened, and what failed meanwhile, when it says `ready`.
 */
export function createPageConversation<From extends { readonly type: string }, To, A extends object>(
	model: PageModel<From, To, A>,
	port: PagePort<To | Answering<A>>,
	log?: PageLog,
): PageConversation<To> {
	let isThere = false;
	let listening = false;
	/** A failure that couldn't be sent yet. */
	let unsent: Failed | undefined;
	/** The latest read of the state; results of earlier ones are ignored. */
	let reading = 0;
	/** Changes since that read began, which it may have missed. Undefined while no read is under way. */
	let missed: To[] | undefined;

	const textOf = (error: unknown) => {
		const message = errorText(error) || l10n.t('Something went wrong.');
		return log?.redact(message) ?? redact(message);
	};
	const post = (message: To | Answering<A>): boolean => {
		const reaches = listening && !port.closed;
		if (reaches) {
			port.post(message);
		}
		return reaches;
	};
	const fail = (failure: Failed) => {
		unsent = post(failure) ? undefined : failure;
	};

	async function sendState(): Promise<void> {
		reading += 1;
		const own = reading;
		missed ??= [];
		let message: To | Answering<A>;
		try {
			message = await model.state();
		} catch (error) {
			log?.error(`The state of ${model.logName} could not be read`, error);
			message = { type: 'unavailable', message: textOf(error) };
		}
		if (own !== reading) {
			return;
		}
		const changes = missed;
		missed = undefined;
		if (isThere) {
			listening = true;
			for (const each of [message, ...changes]) {
				post(each);
			}
			if (unsent !== undefined) {
				fail(unsent);
			}
		}
	}

	async function answer(message: Exclude<From, { type: 'ready' }>, id: string | undefined): Promise<void> {
		try {
			const answered = await model.handle(message);
			if (id !== undefined) {
				post({ type: 'result', id, ...answered } as Answering<A>);
			}
		} catch (error) {
			log?.error(`A ${message.type} of ${model.logName} failed`, error);
			if (id !== undefined) {
				fail({ type: 'failed', id, message: textOf(error) });
			}
		}
	}

	return {
		async receive(value) {
			const message = model.parse(value);
			if (message === undefined) {
				log?.warn(`A message of ${model.logName} was dropped: ${typeOfMessage(value)}`);
			} else if (message.type === 'ready') {
				isThere = true;
				await sendState();
			} else {
				const id = 'id' in message && typeof message.id === 'string' ? message.id : undefined;
				await answer(message as Exclude<From, { type: 'ready' }>, id);
			}
		},
		sendState: () => (port.closed ? Promise.resolve() : sendState()),
		notify(message) {
			missed?.push(message);
			post(message);
		},
		hidden() {
			isThere = false;
			listening = false;
			missed &&= [];
		},
		get listening() {
			return listening;
		},
	};
}
