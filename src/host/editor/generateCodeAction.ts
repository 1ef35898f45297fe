import { CodeAction, CodeActionKind, languages, workspace, type Disposable, type Uri } from 'vscode';
import { qualities } from '../../core/api/model.ts';
import { formatPrice } from '../../core/credits/prices.ts';
import { commandIds, settingSection } from '../contributions.ts';

const kind = CodeActionKind.Refactor.append('generateImage');
const title = 'Generate Image from Selection';

/** Offers the command among the refactorings of selected text, in every language. */
export function registerGenerateCodeAction(): Disposable {
	return languages.registerCodeActionsProvider(
		'*',
		{
			provideCodeActions(document, range) {
				if (range.isEmpty || document.getText(range).trim() === '') {
					return [];
				}
				const action = new CodeAction(titleWithPrice(document.uri), kind);
				action.command = { command: commandIds.generateFromSelection, title };
				return [action];
			},
		},
		{ providedCodeActionKinds: [kind] },
	);
}

/** The price before the spend, wherever a title can be told when it is shown. */
function titleWithPrice(scope: Uri): string {
	const quality = workspace.getConfiguration(settingSection, scope).get<string>('quality');
	const known = qualities.find(each => each === quality);
	return known === undefined ? title : `${title} (${formatPrice(known, 1)})`;
}
