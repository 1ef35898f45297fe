import {
	CodeAction,
	CodeActionKind,
	l10n,
	languages,
	window,
	type Disposable,
	type TextDocument,
} from 'vscode';
import { commandIds } from '../contributions.ts';

const kind = CodeActionKind.Refactor.append('generateImage');

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
				const { plural } = await import('../texts/plural.ts');
				const title = l10n.t('Generate Image from Selection');
				const text = plural(count, title, l10n.t('Generate {0} Images from Selections', count));
				const action = new CodeAction(titleWithPrice(text, document.uri, count), kind);
				action.command = { command: commandIds.generateFromSelection, title };
				const withOptions = new CodeAction(l10n.t('Generate Image from Selection with Options…'), kind);
				withOptions.command = {
					command: commandIds.generateFromSelectionWithOptions,
					title: withOptions.title,
				};
				return [action, withOptions];
			},
		},
		{ providedCodeActionKinds: [kind] },
	);
}

/** How many images the command makes from the selections in a document. */
async function countSelected(document: TextDocument): Promise<number> {
	const editor = window.activeTextEditor;
	if (editor?.document !== document || editor.selections.length === 1) {
		return 1;
	}
	const { selectedPrompts } = await import('./selectedPrompts.ts');
	return Math.max(1, selectedPrompts(editor).length);
}
