import type { Selection, TextEditor } from 'vscode';
import { promptFromSelection } from '../../core/prompts/promptFromSelection.ts';

/** A selection that says what an image shows. */
export interface SelectedPrompt {
	readonly prompt: string;
	readonly selection: Selection;
}

/**
 * What the selections of an editor ask for, in order of their places; also where two say the same. Without those that
 * say nothing, and those within another.
 */
export function selectedPrompts({ document, selections }: TextEditor): readonly SelectedPrompt[] {
	const { languageId, fileName } = document;
	return selections
		.filter(each => !selections.some(other => other !== each && other.contains(each)))
		.map(selection => ({
			prompt: promptFromSelection(document.getText(selection), languageId, fileName),
			selection,
		}))
		.filter(({ prompt }) => prompt !== '')
		.sort((a, b) => a.selection.start.compareTo(b.selection.start));
}
