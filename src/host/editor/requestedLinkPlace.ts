import { window } from 'vscode';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { linkPlaceAt, type LinkPlace } from './linkPlace.ts';

/**
 * Where an argument object asks for a link in the active editor. If no text is selected, that is the only way to
 * get a link.
 */
export function requestedLinkPlace({ link }: GenerateArguments): LinkPlace | undefined {
	const editor = window.activeTextEditor;
	return editor === undefined || link === undefined || link === 'none'
		? undefined
		: linkPlaceAt(editor, link);
}
