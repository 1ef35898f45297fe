import { l10n } from 'vscode';
import { AddressError } from '../../core/addresses/addressError.ts';
import type { ConnectionFailure } from '../../core/api/errors/connectionError.ts';
import type { CodecErrorCode } from '../../core/images/codecError.ts';
import { whyOf, type Why } from '../../core/jobs/failure.ts';
import { LeaseLostError } from '../../core/jobs/journal/leaseLostError.ts';
import { InputImageError } from '../../core/references/inputImageError.ts';
import { RefusedError } from '../../core/refusal.ts';
import { addressFaultText } from './addressFaultText.ts';
import { assetErrorText } from './assetErrorText.ts';
import { referenceFaultText } from './referenceFaultText.ts';
import { refusalText } from './refusalText.ts';
import { bytesText, timeText } from './units.ts';

/**
 * Sentences on an error, for the user. An error from `core` gets a text for its code; a `UserError` already has one;
 * any other error is shown as it is.
 */
export function errorText(error: unknown): string {
	if (error instanceof RefusedError) {
		const reason = error.cause === undefined ? [] : [errorText(error.cause)];
		return [refusalText(error.refusal), ...reason].join(' ');
	}
	if (error instanceof LeaseLostError) {
		return refusalText({ code: 'inOtherWindow' });
	}
	if (error instanceof InputImageError) {
		return referenceFaultText(error.image, error.fault);
	}
	return error instanceof AddressError ? addressFaultText(error.fault) : whyText(whyOf(error));
}

/** The same for what is known of an error. Empty where nothing is. */
export function whyText({ detail, because }: Why): string {
	switch (because.code) {
		case 'offline':
			return connectionText(because.failure, because.host);
		case 'broken':
			return l10n.t('The connection to {0} broke before the answer was complete.', because.host);
		case 'late':
			return l10n.t(
				"{0} didn't answer within {1}.",
				because.host,
				timeText(Math.ceil(because.ms / 1000), 'second'),
			);
		case 'redirected':
			return l10n.t('A redirect to another address was refused.');
		case 'malformed':
			return l10n.t("The service's answer can't be read.");
		case 'http':
			return because.said === undefined
				? l10n.t('The server answered with an error (HTTP {0}).', because.status)
				: l10n.t('The server answered with an error (HTTP {0}): {1}', because.status, because.said);
		case 'tooLarge':
			return l10n.t('The answer is larger than {0}.', bytesText(because.limit));
		case 'notTaken':
			return l10n.t("{0} didn't take the file: {1}", because.host, because.said);
		case 'address':
			return because.fault.code === 'notAnAddress'
				? l10n.t("The service named something that isn't an address.")
				: addressFaultText(because.fault);
		case 'image':
			return codecErrorText(because.error);
		case 'file':
			return assetErrorText(because.error, because);
		case 'storage':
			return l10n.t("Image Assets can't use its own storage. {0}", assetErrorText(because.error, because));
		case 'held':
			return l10n.t(
				"Another window won't release a file that Image Assets needs. Close or reload the other windows.",
			);
		case 'foreign':
			return detail;
	}
}

/** A sentence on why no connection was made. */
export function connectionText(failure: ConnectionFailure, host: string): string {
	if (failure === 'certificate') {
		return l10n.t('No trusted connection to {0} could be made.', host);
	}
	return failure === 'proxy'
		? l10n.t("The proxy didn't let the request through to {0}.", host)
		: l10n.t("Couldn't connect to {0}.", host);
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
			return l10n.t('The image is too large to save.');
		case 'badTask':
		case 'crashed':
			return l10n.t('The image engine stopped. Details are in the log.');
		case 'timedOut':
			return l10n.t('The image took too long to convert.');
		case 'disposed':
			return l10n.t('The window is closing.');
	}
}
