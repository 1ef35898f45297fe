import { window, workspace, type TextEditor } from 'vscode';
import { parseArguments, type GenerateArguments } from '../../core/parameters/arguments.ts';
import { parseRenderArguments } from '../../core/parameters/renderArguments.ts';
import { linkPlaceAt, type LinkPlace } from '../editor/linkPlace.ts';
import { askWish } from '../generate/askWish.ts';
import { askHome, requireWorkspace } from '../generate/order.ts';
import { askPlaceholders } from '../placeholders/askPlaceholders.ts';
import { createPlaceholder as create } from '../placeholders/createPlaceholder.ts';
import { findPlaceholders } from '../placeholders/placeholderList.ts';
import { renderPlaceholders as render } from '../placeholders/renderPlaceholders.ts';
import { withQuality } from '../placeholders/renderPrice.ts';
import { notify } from '../ui/messages.ts';
import type { Command } from './registerCommands.ts';

/**
 * Create Free Placeholder…: asks for the prompt, the size and the name; with an argument object for nothing but a
 * missing prompt.
 */
export const createPlaceholder: Command = async (services, argument) => {
	requireWorkspace();
	const args = argument === undefined || argument === null ? undefined : parseArguments(argument);
	const editor = window.activeTextEditor;
	const document = editor?.document;
	if (args?.prompt !== undefined) {
		return create(services, { prompt: args.prompt, args, document }, placeFor(editor, args));
	}
	const workspaceFolder = await askHome();
	if (workspaceFolder === undefined) {
		return [];
	}
	const title = 'Create Free Placeholder';
	const wish = await askWish(services, { title, workspaceFolder, args, document, placeholder: true });
	if (wish === undefined) {
		return [];
	}
	await services.prompts.add(wish.prompt);
	return create(services, wish, placeFor(editor, wish.args));
};

/** As with Generate Image…: without a selected text a link comes only where it is asked for. */
function placeFor(editor: TextEditor | undefined, { link }: GenerateArguments): LinkPlace | undefined {
	return editor === undefined || link === undefined || link === 'none'
		? undefined
		: linkPlaceAt(editor, link);
}

/**
 * Render Placeholders…: asks which and how well; with `all` it does all of them, with the quality that is given or that
 * each was recorded with.
 */
export const renderPlaceholders: Command = async (services, argument) => {
	requireWorkspace();
	const { folder = '', all, quality } = parseRenderArguments(argument ?? {});
	const { placeholders, changed } = await findPlaceholders(services, folder);
	if (changed.length > 0) {
		const names = changed.map(({ uri }) => workspace.asRelativePath(uri)).join(', ');
		const was = changed.length === 1 ? 'was' : 'were';
		notify(services.log, 'warning', `Left out: ${names} ${was} changed since, and may be somebody’s work.`);
	}
	if (placeholders.length === 0) {
		const where = folder === '' ? 'in this workspace' : `in ${folder}`;
		notify(services.log, 'info', `There is no placeholder to render ${where}.`);
		return [];
	}
	if (all === true) {
		return render(services, withQuality(placeholders, quality));
	}
	const answer = await askPlaceholders(placeholders);
	return answer === undefined ? [] : render(services, withQuality(answer.chosen, answer.quality));
};
