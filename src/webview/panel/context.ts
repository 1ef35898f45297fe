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
	/** The number of running jobs. */
	readonly running: number;
}

/** What every part of the page can use. */
export interface PanelContext {
	readonly kept: KeptPageState;
	/** Sends a request to the host. @throws Error with the host's message if it fails */
	ask(wish: Wish): Promise<Answer>;
	/** Sends a request to the host. If it fails, the slot shows why and nothing is returned. Never rejects. */
	run(wish: Wish, slot: ErrorSlot): Promise<Answer | undefined>;
	changeDraft(change: DraftChange): void;
	/** Puts a text into the prompt for editing. */
	usePrompt(prompt: string): void;
	/** Makes assistive technology read out a text. */
	announce(text: string): void;
}

/** Disables the button while the host is working. */
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
