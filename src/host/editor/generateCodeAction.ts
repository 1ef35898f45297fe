import { CodeAction, CodeActionKind, languages, type Disposable } from 'vscode';
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
				const { titleWithPrice } = await import('../ui/titleWithPrice.ts');
				const action = new CodeAction(titleWithPrice(title, document.uri), kind);
				action.command = { command: commandIds.generateFromSelection, title };
				return [action];
			},
		},
		{ providedCodeActionKinds: [kind] },
	);
}
