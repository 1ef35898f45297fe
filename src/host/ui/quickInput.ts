import {
	InputBoxValidationSeverity,
	QuickInputButtons,
	QuickPickItemKind,
	window,
	type InputBox,
	type InputBoxValidationMessage,
	type QuickInput,
	type QuickInputButton,
	type QuickPick,
	type QuickPickItem,
} from 'vscode';
import { singleLine } from '../../core/text/singleLine.ts';

/** The outcome of one step of a quick input: an answer, Back, or dismissed. */
export type StepResult<T> =
	| { readonly type: 'answer'; readonly answer: T }
	| { readonly type: 'back' }
	/** The earlier answers leave nothing to ask. */
	| { readonly type: 'skipped' }
	| { readonly type: 'dismissed' };

/** The result with its answer converted. */
export function withAnswer<T, U>(result: StepResult<T>, change: (answer: T) => U): StepResult<U> {
	return result.type === 'answer' ? { type: 'answer', answer: change(result.answer) } : result;
}

/** Passes an answer on, and returns the result as it is. */
export function onAnswer<T>(result: StepResult<T>, use: (answer: T) => void): StepResult<T> {
	if (result.type === 'answer') {
		use(result.answer);
	}
	return result;
}

/** The heading of a group in a list. */
export function separator(label: string) {
	return { label, kind: QuickPickItemKind.Separator };
}

/** A message below a box that keeps its value from being accepted. */
export function refusal(message: string): InputBoxValidationMessage {
	return { message, severity: InputBoxValidationSeverity.Error };
}

/** The number of a step and the total. The first step has no Back button, unless it says so. */
export interface StepPosition {
	readonly title: string;
	readonly step: number;
	readonly totalSteps: number;
	readonly back?: boolean;
}

/** Asks one question after another, with a Back button. Resolves to whether all of them were answered. */
export async function runSteps(
	title: string,
	steps: readonly ((position: StepPosition) => Promise<StepResult<unknown>>)[],
): Promise<boolean> {
	let direction = 1;
	for (let index = 0; index < steps.length; index += direction) {
		// A single question needs no number.
		const position =
			steps.length === 1 ? { step: 0, totalSteps: 0 } : { step: index + 1, totalSteps: steps.length };
		const result = await steps[index]?.({ title, ...position });
		if (result === undefined || result.type === 'dismissed') {
			return false;
		}
		// Skip a question that is already answered, in either direction.
		direction = result.type === 'back' ? -1 : result.type === 'answer' ? 1 : direction;
	}
	return true;
}

interface PickStep<T extends QuickPickItem> extends StepPosition {
	readonly placeholder: string;
	readonly items: readonly T[];
	readonly active?: T | undefined;
}

/** Offers a list to choose from. */
export function pickStep<T extends QuickPickItem>(options: PickStep<T>): Promise<StepResult<T>> {
	const pick = window.createQuickPick<T>();
	pick.placeholder = options.placeholder;
	pick.items = options.items;
	pick.matchOnDescription = true;
	if (options.active !== undefined) {
		pick.activeItems = [options.active];
	}
	return showStep<QuickPick<T>, T>(pick, options, input => input.activeItems[0]);
}

interface InputStep extends StepPosition {
	readonly value: string;
	/** The part of the value that is selected at first; all of it by default. */
	readonly selection?: readonly [start: number, end: number] | undefined;
	readonly prompt: string;
	/** A message of severity error prevents the value from being accepted. */
	readonly validate: (value: string) => { message: InputBoxValidationMessage | undefined; accepted: boolean };
	/** Checks an otherwise accepted value more closely. If several checks overlap, only the last one counts. */
	readonly look?: (value: string) => Promise<InputLook>;
	/** Called with the value whenever it changes. */
	readonly onChange?: (value: string) => void;
}

/** What is shown below an input box, and whether its value may be accepted. */
export interface InputLook {
	/** Shown if there is no message; the step's own by default. */
	readonly prompt?: string;
	readonly message: InputBoxValidationMessage | undefined;
	readonly accepted: boolean;
}

/** Asks for a line of text. A value of several lines that is left unchanged is returned with all its lines. */
export function inputStep(options: InputStep): Promise<StepResult<string>> {
	const input = window.createInputBox();
	const { shown, meant } = singleLine(options.value);
	input.value = shown;
	input.valueSelection = options.selection?.map(at =>
		Math.min(at, shown.length),
	) as InputBox['valueSelection'];
	input.prompt = options.prompt;
	/** The last value that the closer check refused. */
	let refused: string | undefined;
	let looks = 0;
	const lookAt = async (value: string, look: (value: string) => Promise<InputLook>) => {
		looks += 1;
		const own = looks;
		const { prompt = options.prompt, message, accepted } = await look(value);
		if (own === looks) {
			refused = accepted ? undefined : value;
			input.prompt = prompt;
			input.validationMessage = message;
		}
	};
	const check = () => {
		const value = meant(input.value);
		const { message, accepted } = options.validate(value);
		if (accepted && options.look !== undefined) {
			void lookAt(value, options.look);
		} else {
			looks += 1;
			input.validationMessage = message;
		}
		return accepted && value !== refused;
	};
	check();
	input.onDidChangeValue(value => {
		options.onChange?.(meant(value));
		check();
	});
	return showStep<InputBox, string>(input, options, () => (check() ? meant(input.value) : undefined));
}

/**
 * Calls `onType` when the text above a list changes. The returned function says whether the list has caught up: if Enter
 * follows typing immediately, the typed text is meant rather than the active item.
 */
export function followTyping(pick: QuickPick<QuickPickItem>, onType: (value: string) => void): () => boolean {
	let current = true;
	pick.onDidChangeValue(value => {
		current = false;
		onType(value);
	});
	pick.onDidChangeActive(() => {
		current = true;
	});
	return () => current;
}

interface Acceptable extends QuickInput {
	buttons: readonly QuickInputButton[];
	onDidAccept: QuickPick<QuickPickItem>['onDidAccept'];
	onDidTriggerButton: QuickPick<QuickPickItem>['onDidTriggerButton'];
}

/**
 * Shows a quick input until it is accepted, dismissed, or left with Back.
 *
 * @param answer what would be accepted now; undefined keeps the input open.
 */
export function showStep<I extends Acceptable, T>(
	input: I,
	{ title, step, totalSteps, back = step > 1 }: StepPosition,
	answer: (input: I) => T | undefined,
): Promise<StepResult<T>> {
	input.title = title;
	input.step = step;
	input.totalSteps = totalSteps;
	input.ignoreFocusOut = true;
	input.buttons = back ? [QuickInputButtons.Back, ...input.buttons] : input.buttons;
	return new Promise(resolve => {
		const end = (result: StepResult<T>) => {
			resolve(result);
			input.dispose();
		};
		input.onDidAccept(() => {
			const accepted = answer(input);
			if (accepted !== undefined) {
				end({ type: 'answer', answer: accepted });
			}
		});
		input.onDidTriggerButton(button => {
			if (button === QuickInputButtons.Back) {
				end({ type: 'back' });
			}
		});
		input.onDidHide(() => {
			end({ type: 'dismissed' });
		});
		input.show();
	});
}
