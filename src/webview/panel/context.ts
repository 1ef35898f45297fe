import type { Draft, PanelEnvironment, PanelReference, PanelTarget, Today } from '../../shared/panel.ts';
import type { ErrorSlot } from '../errorSlot.ts';
import type { DraftChange } from './choices.ts';
import type { KeptPageState } from './pageState.ts';
import type { Answer, Wish } from './requests.ts';

/** What the composer shows. */
export interface View {
	readonly environment: PanelEnvironment;
	readonly today: Today;
	readonly target: PanelTarget;
	readonly references: readonly PanelReference[];
	readonly draft: Draft;
	/** Jobs that are under way. */
	readonly running: number;
}

/** What every part of the page may do. */
export interface PanelContext {
	readonly kept: KeptPageState;
	/** Asks the host. @throws Error with its words for why it was not done */
	ask(wish: Wish): Promise<Answer>;
	/** Asks the host; where that fails, the slot shows why and nothing is returned. Never rejects. */
	run(wish: Wish, slot: ErrorSlot): Promise<Answer | undefined>;
	changeDraft(change: DraftChange): void;
	/** Puts a text into the prompt to be edited. */
	usePrompt(prompt: string): void;
	/** Has assistive technology say something. */
	announce(text: string): void;
}

/** While the host works on it, the button does nothing more. */
export async function runBusy(
	context: PanelContext,
	pressed: HTMLElement,
	wish: Wish,
	slot: ErrorSlot,
): Promise<Answer | undefined> {
	pressed.ariaDisabled = 'true';
	try {
		return await context.run(wish, slot);
	} finally {
		pressed.ariaDisabled = null;
	}
}
