import { redact } from '../../core/text/redact.ts';
import {
	parseFromPanel,
	type Draft,
	type FromPanel,
	type PanelRequest,
	type PanelState,
	type ToPanel,
} from '../../shared/panel.ts';
import { typeOfMessage } from '../../shared/messages.ts';
import type { Log } from '../ui/log.ts';

/** What an answer may carry besides success. */
export type Answer = Omit<Extract<ToPanel, { type: 'result' }>, 'type' | 'id'>;

/** Handles each kind of request. The panel shows an error where its request came from. */
export type PanelHandlers = {
	readonly [T in PanelRequest['type']]: (
		request: Extract<PanelRequest, { type: T }>,
	) => Promise<Answer | undefined>;
};

export interface PanelModel {
	state(): Promise<PanelState>;
	setDraft(draft: Draft): void;
	/** These assets are visible now. */
	showAssets(ids: readonly string[]): void;
	readonly handlers: PanelHandlers;
}

export interface PanelPort {
	post(message: ToPanel): void;
	readonly closed: boolean;
}

export interface PanelConversation {
	/** Handles any message from the page. Resolves when it has been answered; never rejects. */
	receive(message: unknown): Promise<void>;
	/** Notifies the page of a change. A page that isn't there gets the full state when it says `ready`. */
	readonly tell: (message: Exclude<ToPanel, { type: 'state' | 'result' | 'failed' }>) => void;
	/** The page is gone; it says `ready` when it is back. */
	hidden(): void;
}

/** The host's side of the panel. VS Code may recreate the page at any time, as it does with hidden tabs. */
export function createPanelConversation(
	model: PanelModel,
	port: PanelPort,
	log?: Pick<Log, 'warn' | 'error' | 'redact'>,
): PanelConversation {
	let listening = false;

	const post = (message: ToPanel) => {
		if (listening && !port.closed) {
			port.post(message);
		}
	};
	const textOf = (error: unknown) => {
		const message = error instanceof Error && error.message !== '' ? error.message : 'Something went wrong.';
		return log?.redact(message) ?? redact(message);
	};

	async function sendState(): Promise<void> {
		try {
			const state = await model.state();
			listening = true;
			post({ type: 'state', state });
		} catch (error) {
			log?.error('The panel could not be shown', error);
			listening = true;
			post({ type: 'unavailable', message: textOf(error) });
		}
	}

	async function answer(request: PanelRequest): Promise<void> {
		const { id } = request;
		try {
			// The table holds the handler for exactly this type.
			const handle = model.handlers[request.type] as (request: PanelRequest) => Promise<Answer | undefined>;
			post({ type: 'result', id, ...(await handle(request)) });
		} catch (error) {
			log?.error(`The panel's ${request.type} failed`, error);
			post({ type: 'failed', id, message: textOf(error) });
		}
	}

	async function take(message: FromPanel): Promise<void> {
		switch (message.type) {
			case 'ready':
				return sendState();
			case 'draft':
				model.setDraft(message.draft);
				return;
			case 'showAssets':
				model.showAssets(message.assets);
				return;
			default:
				return answer(message);
		}
	}

	return {
		async receive(value) {
			const message = parseFromPanel(value);
			if (message === undefined) {
				log?.warn(`A message of the panel was dropped: ${typeOfMessage(value)}`);
				return;
			}
			await take(message);
		},
		tell: post,
		hidden() {
			listening = false;
		},
	};
}
