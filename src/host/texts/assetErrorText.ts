import { l10n } from 'vscode';
import type { AssetErrorCode, BadPathReason } from '../../core/assets/assetError.ts';
import { variableNames } from '../../core/assets/destinationTemplate.ts';
import { listText } from './lists.ts';

interface Values {
	readonly path?: string;
	readonly reason?: BadPathReason;
	/** The system's words, for `failed`. */
	readonly said?: string;
}

/** Sentences on a path that can't be used, or on a file system error. */
export function assetErrorText(code: AssetErrorCode, { path, reason, said = '' }: Values): string {
	const place = path ?? '';
	switch (code) {
		case 'badPath':
			return badPathText(place, reason ?? 'empty');
		case 'outsideWorkspace':
			return l10n.t('{0} is outside the workspace.', place);
		case 'noWorkspace':
			return l10n.t('No folder is open.');
		case 'workspaceClosed':
			return l10n.t("The folder that it belongs to isn't open.");
		case 'diskFull':
			return l10n.t('The disk is full.');
		case 'readOnly':
			return path === undefined
				? l10n.t("The folder can't be written to.")
				: l10n.t("{0} can't be written to.", path);
		case 'fileReadOnly':
			return l10n.t('{0} is read-only.', place);
		case 'folderGone':
			return path === undefined
				? l10n.t('The folder is no longer there.')
				: l10n.t('{0} is no longer there.', path);
		case 'notAFolder':
			return path === undefined
				? l10n.t('There is a file where a folder is needed.')
				: l10n.t('{0} is a file, and a folder is needed there.', path);
		case 'nameTooLong':
			return l10n.t('The file name is too long for this folder.');
		case 'noFreeName':
			return l10n.t('{0} and all its numbered names are taken.', place);
		case 'unverified':
			return l10n.t("The file couldn't be read back as it was written.");
		case 'notFound':
			return l10n.t("{0} isn't there.", place);
		case 'notAFile':
			return l10n.t("{0} isn't a file.", place);
		case 'tooLarge':
			return l10n.t('{0} is too large to read.', place);
		case 'untrusted':
			return l10n.t("This workspace isn't trusted, so nothing is written to it.");
		case 'failed':
			return l10n.t('The file system failed: {0}', said);
	}
}

function badPathText(path: string, reason: BadPathReason): string {
	switch (reason) {
		case 'empty':
			return l10n.t('The path "{0}" names no file.', path);
		case 'parent':
			return l10n.t('The path "{0}" can\'t contain "..".', path);
		case 'absolute':
			return l10n.t('The path "{0}" is absolute, and outside the workspace.', path);
		case 'home':
			return l10n.t('The path "{0}" can\'t start with "~".', path);
		case 'drive':
			return l10n.t('The path "{0}" can\'t start with a drive letter.', path);
		case 'network':
			return l10n.t('The path "{0}" can\'t be a network path.', path);
		case 'backslash':
			return l10n.t('The path "{0}" has a backslash. Use "/" instead.', path);
		case 'controlCharacter':
			return l10n.t('The path "{0}" has characters that can\'t be seen.', path);
		case 'unsafeName':
			return l10n.t('The path "{0}" has a name that doesn\'t work on every system.', path);
		case 'unknownVariable':
			return l10n.t(
				'The path "{0}" has a variable that doesn\'t exist. The variables are {1}.',
				path,
				listText(['${workspaceFolder}', ...variableNames]),
			);
	}
}
