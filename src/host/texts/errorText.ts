import { l10n } from 'vscode';
import { AddressError } from '../../core/addresses/addressError.ts';
import { AssetError } from '../../core/assets/assetError.ts';
import { CodecError, type CodecErrorCode } from '../../core/images/codecError.ts';
import { InputImageError } from '../../core/references/inputImageError.ts';
import { RefusedError } from '../../core/refusal.ts';
import { StateError } from '../../core/state/stateFiles.ts';
import { addressFaultText } from './addressFaultText.ts';
import { assetErrorText, systemErrorText } from './assetErrorText.ts';
import { referenceFaultText } from './referenceFaultText.ts';
import { refusalText } from './refusalText.ts';

/**
 * Sentences on an error, for the user. An error from `core` gets a text for its code; a `UserError` already has one;
 * any other error is shown as it is.
 */
export function errorText(error: unknown): string {
	if (error instanceof RefusedError) {
		const reason = error.cause === undefined ? [] : [errorText(error.cause)];
		return [refusalText(error.refusal), ...reason].join(' ');
	}
	if (error instanceof InputImageError) {
		return referenceFaultText(error.image, error.fault);
	}
	if (error instanceof AssetError) {
		return assetErrorText(error);
	}
	if (error instanceof AddressError) {
		return addressFaultText(error.fault);
	}
	if (error instanceof CodecError) {
		return codecErrorText(error.code);
	}
	if (error instanceof StateError) {
		return stateErrorText(error);
	}
	return error instanceof Error ? error.message : String(error);
}

function stateErrorText({ code, cause }: StateError): string {
	switch (code) {
		case 'held':
			return l10n.t(
				"Another window doesn't release a file of Image Assets. Close or reload the other windows.",
			);
		case 'failed':
			return l10n.t("Image Assets can't use its own storage. {0}", systemErrorText(cause));
	}
}

function codecErrorText(code: CodecErrorCode): string {
	switch (code) {
		case 'unreadable':
			return l10n.t("It isn't a PNG, JPEG, or WebP image.");
		case 'tooLarge':
			return l10n.t('The image has too many pixels to convert.');
		case 'unsupported':
			return l10n.t(
				"Animated images, JPEG images in CMYK, and rare kinds of JPEG can't be converted. Save the image as an ordinary PNG, JPEG, or WebP image first.",
			);
		case 'damaged':
			return l10n.t('The image is damaged, or of an unusual kind.');
		case 'notEncoded':
			return l10n.t('The image is too large for its file format.');
		case 'badTask':
		case 'crashed':
			return l10n.t('The image engine stopped. Details are in the log.');
		case 'timedOut':
			return l10n.t('The image took too long to convert.');
		case 'disposed':
			return l10n.t('The window is closing.');
	}
}
