import type { OutputFormat } from '../../shared/model.ts';
import { formatExtensions } from '../images/imageFormat.ts';
import { withoutEnd } from '../withoutEnd.ts';
import { assetFileName, deviceName, forbidden, imageExtension, isNameTooLong } from './assetFileName.ts';
import { unseen } from './pathText.ts';

/** Why a file isn't named as it was typed. */
export type NameChange =
	/** These characters don't work in the names of every system; each once, in the order typed. */
	| { readonly type: 'characters'; readonly characters: readonly string[] }
	/** Characters that can't be seen are left out. */
	| { readonly type: 'invisible' }
	/** Windows reserves the name for a device. */
	| { readonly type: 'device'; readonly name: string }
	/** A name can't begin with a dot, or end with a space or a dot. */
	| { readonly type: 'edges' }
	/** The extension is another format's. */
	| { readonly type: 'extension'; readonly extension: string; readonly format: OutputFormat }
	/** Nothing but hyphens. */
	| { readonly type: 'nameless' }
	/** Longer than file systems take. */
	| { readonly type: 'long' }
	/** There is a file of this name. */
	| { readonly type: 'taken'; readonly name: string };

/**
 * What is changed in a name that was typed, and why; empty if it stays as it is, or only gets its extension.
 *
 * @param typed without a folder.
 * @param saved the name that the file gets.
 */
export function nameChanges(typed: string, format: OutputFormat, saved: string): NameChange[] {
	const changes: NameChange[] = [];
	const characters = [...new Set(typed)].filter(character => forbidden.test(character));
	if (characters.length > 0) {
		changes.push({ type: 'characters', characters });
	}
	if (unseen.test(typed)) {
		changes.push({ type: 'invisible' });
	}
	const extension = imageExtension.exec(typed)?.[0] ?? '';
	const stem = extension === '' ? typed : typed.slice(0, -extension.length);
	const device = deviceName.exec(stem)?.[0];
	if (device !== undefined) {
		changes.push({ type: 'device', name: device });
	}
	if (/^[\s.]/.test(stem) || withoutEnd(typed, /[\s.]/) !== typed || withoutEnd(stem, /[\s.]/) !== stem) {
		changes.push({ type: 'edges' });
	}
	if (/^-*$/.test(stem)) {
		changes.push({ type: 'nameless' });
	}
	const extensions: readonly string[] = formatExtensions[format];
	if (extension !== '' && !extensions.includes(extension.toLowerCase())) {
		changes.push({ type: 'extension', extension, format });
	}
	if (isNameTooLong(typed, format)) {
		changes.push({ type: 'long' });
	}
	const safe = assetFileName(typed, format);
	if (saved !== safe) {
		changes.push({ type: 'taken', name: safe });
	}
	return changes;
}
