import { Uri, window } from 'vscode';
import { parseArguments } from '../../core/parameters/arguments.ts';
import { promptFromSelection } from '../../core/prompts/promptFromSelection.ts';
import { UserError } from '../../core/userError.ts';
import { linkPlaceAt } from '../editor/linkPlace.ts';
import { generateImages } from '../requests/startRequest.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Command } from './command.ts';

/** Generate Image from Selection: the selected text is the prompt, and the link is inserted there. */
export const generateFromSelection: Command = async (services, argument) => {
	requireWorkspace();
	// The editor's menu passes the document; only keybindings and extensions pass an argument object.
	const args = argument === undefined || argument instanceof Uri ? {} : parseArguments(argument);
	const editor = window.activeTextEditor;
	const selected = editor?.document.getText(editor.selection) ?? '';
	const prompt =
		args.prompt ?? promptFromSelection(selected, editor?.document.languageId, editor?.document.fileName);
	if (args.prompt === undefined && (editor === undefined || editor.selection.isEmpty)) {
		throw new UserError('Select the text that describes the image first.');
	}
	const link = args.link ?? readSettings(editor && fileOf(editor.document)).link;
	const place = editor === undefined || link === 'none' ? undefined : linkPlaceAt(editor, link);
	return generateImages(services, { prompt, args, document: editor?.document }, place);
};
