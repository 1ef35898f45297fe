import { element, isSubmit } from '../dom.ts';
import type { ErrorSlot } from '../errorSlot.ts';
import { createAspectRatioField, createQualityField, createVariationsField } from './choiceFields.ts';
import type { PanelContext, View } from './context.ts';
import { createGenerateBar } from './generateBar.ts';
import { createMoreFields } from './moreFields.ts';
import { createPromptField } from './promptField.ts';
import { createReferencesField } from './referencesField.ts';
import { createSaveAsField } from './saveAsField.ts';

export interface Composer {
	/** The form, and below it the button. */
	readonly fields: HTMLElement;
	readonly bar: HTMLElement;
	show(view: View): void;
	focusPrompt(options?: FocusOptions): void;
}

export interface ComposerOptions {
	/** Shows errors from adding references. */
	readonly referenceErrors: ErrorSlot;
	/** Sends the draft to the host now. */
	readonly flushDraft: () => void;
}

export function createComposer(
	context: PanelContext,
	{ referenceErrors, flushDraft }: ComposerOptions,
): Composer {
	const prompt = createPromptField(context);
	const saveAs = createSaveAsField(context);
	const parts = [
		prompt,
		createReferencesField(context, referenceErrors),
		createQualityField(context),
		createAspectRatioField(context),
		createVariationsField(context),
		saveAs,
		createMoreFields(context),
	] as const;
	const [, references, quality, aspectRatio, variations, , more] = parts;
	const fields = element(
		'section',
		{ class: 'composer', 'aria-label': 'New image' },
		prompt.root,
		references.root,
		quality.root,
		element('div', { class: 'field-pair' }, aspectRatio.root, variations.root),
		saveAs.root,
		more.root,
	);
	const bar = createGenerateBar(context, () => {
		flushDraft();
		saveAs.flush();
	});
	for (const part of [fields, bar.root]) {
		part.addEventListener('keydown', event => {
			if (isSubmit(event)) {
				event.preventDefault();
				bar.generate();
			}
		});
	}
	return {
		fields,
		bar: bar.root,
		show(view) {
			for (const part of parts) {
				part.show(view);
			}
			bar.show(view);
		},
		focusPrompt: prompt.focus,
	};
}
