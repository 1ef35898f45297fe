import {
	parseFromPanel,
	type FromPanel,
	type PanelRequest,
	type PanelState,
	type ToPanel,
} from '../../shared/panel.ts';
import {
	createPageConversation,
	type PageConversation,
	type PageLog,
	type PagePort,
} from '../ui/pageConversation.ts';

/** What an answer may carry besides success. */
export type Answer = Omit<Extract<ToPanel, { type: 'result' }>, 'type' | 'id'>;

/** Handles each kind of request. The panel shows an error where its request came from. */
export type PanelHandlers = {
	readonly [T in PanelRequest['type']]: (
		request: Extract<PanelRequest, { type: T }>,
	) => Promise<Answer | undefined>;
};

/** Parts of a draft that were changed in a page. @see FromPanel */
export type TypedDraft = Extract<FromPanel, { type: 'draft' }>;

interface PanelModel {
	state(): Promise<PanelState>;
	/** What was typed in the page. */
	setDraft(typed: TypedDraft): void;
	/** These assets are visible now. */
	showAssets(ids: readonly string[]): void;
	readonly handlers: PanelHandlers;
}

/** State and answers are sent by the conversation itself; `notify` sends changes only. */
export type PanelConversation = PageConversation<Exclude<ToPanel, { type: 'state' | 'result' | 'failed' }>>;

/** The host's side of the panel. */
export function createPanelConversation(
	model: PanelModel,
	port: PagePort<ToPanel>,
	log?: PageLog,
): PanelConversation {
	return createPageConversation<FromPanel, ToPanel, Answer>(
		{
			logName: 'the panel',
			parse: parseFromPanel,
			state: async () => ({ type: 'state', state: await model.state() }),
			async handle(message) {
				switch (message.type) {
					case 'draft':
						model.setDraft(message);
						return undefined;
					case 'showAssets':
						model.showAssets(message.assets);
						return undefined;
					default: {
						// The table holds the handler for exactly this type.
						const handle = model.handlers[message.type] as (
							request: PanelRequest,
						) => Promise<Answer | undefined>;
						return handle(message);
					}
				}
			},
		},
		port,
		log,
	);
}
