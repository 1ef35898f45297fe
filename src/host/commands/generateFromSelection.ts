import { Uri, window, type TextEditor } from 'vscode';
import { parseArguments, type GenerateArguments } from '../../core/parameters/arguments.ts';
import { UserError } from '../../core/userError.ts';
import { linkPlaceAt } from '../editor/linkPlace.ts';
import { selectedPrompts } from '../editor/selectedPrompts.ts';
import { generateTogether, type Order } from '../requests/startRequest.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Command } from './command.ts';

/**
 * Generate Image from Selection: the selected text is the prompt, and the link is inserted there. Several selections
 * get an image each.
 */
export const generateFromSelection: Command = async (services, argument) => {
	requireWorkspace();
	// The editor's menu passes the document; only keybindings and extensions pass an argument object.
	const args = argument === undefined || argument instanceof Uri ? {} : parseArguments(argument);
	const editor = window.activeTextEditor;
	return generateTogether(services, ordersOf(editor, args));
};

function ordersOf(editor: TextEditor | undefined, args: GenerateArguments): Order[] {
	const document = editor?.document;
	const { prompt } = args;
	const link = args.link ?? readSettings(document && fileOf(document)).link;
	const placeAt = (at: Pick<TextEditor, 'document' | 'selection'> | undefined) =>
		at === undefined || link === 'none' ? undefined : linkPlaceAt(at, link);
	if (prompt !== undefined) {
		return [{ request: { prompt, args, document }, place: placeAt(editor) }];
	}
	if (editor === undefined || editor.selections.every(({ isEmpty }) => isEmpty)) {
		throw new UserError('Select the text that describes the image first.');
	}
	const selected = selectedPrompts(editor);
	if (selected.length === 0) {
		// It says that nothing is left of the text.
		return [{ request: { prompt: '', args, document } }];
	}
	return selected.map(each => ({
		request: { prompt: each.prompt, args, document },
		place: placeAt({ document: editor.document, selection: each.selection }),
	}));
}
