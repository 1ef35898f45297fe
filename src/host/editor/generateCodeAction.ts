import { CodeAction, CodeActionKind, languages, window, type Disposable, type TextDocument } from 'vscode';
import { commandIds } from '../contributions.ts';

const kind = CodeActionKind.Refactor.append('generateImage');
const title = 'Generate Image from Selection';

/** Offers the command as a refactoring of selected text, in every language. */
export function registerGenerateCodeAction(): Disposable {
	return languages.registerCodeActionsProvider(
		'*',
		{
			async provideCodeActions(document, range) {
				if (range.isEmpty || document.getText(range).trim() === '') {
					return [];
				}
				const count = await countSelected(document);
				const { titleWithPrice } = await import('../ui/titleWithPrice.ts');
				const text = count === 1 ? title : `Generate ${count} Images from Selections`;
				const action = new CodeAction(titleWithPrice(text, document.uri, count), kind);
				action.command = { command: commandIds.generateFromSelection, title };
				return [action];
			},
		},
		{ providedCodeActionKinds: [kind] },
	);
}

/** How many images the command makes of the selections of a document. */
async function countSelected(document: TextDocument): Promise<number> {
	const editor = window.activeTextEditor;
	if (editor?.document !== document || editor.selections.length === 1) {
		return 1;
	}
	const { selectedPrompts } = await import('./selectedPrompts.ts');
	return Math.max(1, selectedPrompts(editor).length);
}
