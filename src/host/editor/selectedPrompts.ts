import type { Selection, TextEditor } from 'vscode';
import { createLanguageAt } from '../../core/documents/syntax/languageAt.ts';
import { promptFromSelection } from '../../core/prompts/promptFromSelection.ts';

/** A selection that says what an image shows. */
interface SelectedPrompt {
	readonly prompt: string;
	readonly selection: Selection;
}

/**
 * The prompts of an editor's selections, sorted by position and including duplicates. Skips selections without a
 * prompt, and those within another one.
 */
export function selectedPrompts({ document, selections }: TextEditor): readonly SelectedPrompt[] {
	const { languageId, fileName } = document;
	const selected = selections.filter(({ isEmpty }) => !isEmpty);
	if (selected.length === 0) {
		return [];
	}
	const languageAt = createLanguageAt(document.getText(), languageId, fileName);
	return selected
		.filter(each => !selected.some(other => other !== each && other.contains(each)))
		.map(selection => {
			const language = languageAt(document.offsetAt(selection.start));
			return { prompt: promptFromSelection(document.getText(selection), language, fileName), selection };
		})
		.filter(({ prompt }) => prompt !== '')
		.sort((a, b) => a.selection.start.compareTo(b.selection.start));
}
