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

/** What an answer may carry beside that it is done. */
export type Answer = Omit<Extract<ToPanel, { type: 'result' }>, 'type' | 'id'>;

/** What to do about each kind of request. What one throws is shown in the panel, at its place. */
export type PanelHandlers = {
	readonly [T in PanelRequest['type']]: (
		request: Extract<PanelRequest, { type: T }>,
	) => Promise<Answer | undefined>;
};

export interface PanelModel {
	state(): Promise<PanelState>;
	setDraft(draft: Draft): void;
	/** These are seen now. */
	showAssets(ids: readonly string[]): void;
	readonly handlers: PanelHandlers;
}

export interface PanelPort {
	post(message: ToPanel): void;
	readonly closed: boolean;
}

export interface PanelConversation {
	/** Takes whatever the page sends. Resolves when it has been answered; never rejects. */
	receive(message: unknown): Promise<void>;
	/** Tells the page of a change; a page that is not there learns all when it says `ready`. */
	readonly tell: (message: Exclude<ToPanel, { type: 'state' | 'result' | 'failed' }>) => void;
	/** The page is gone, and will say `ready` when it is back. */
	hidden(): void;
}

/** The host's side of the panel. The page may be made anew at any time: VS Code does so with a hidden tab. */
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
			// The table has the handler of just this type.
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
