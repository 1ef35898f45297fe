import { l10n } from 'vscode';
import { largestSide } from '../../core/images/pixelSize.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ValueFault } from '../../core/valueFault.ts';
import { numberText } from './units.ts';

/** Sentences on why `core` refuses what the user asked for. */
export function refusalText(refusal: Refusal): string {
	switch (refusal.code) {
		case 'alreadyHandled':
			return l10n.t('This request was already sent again or dismissed.');
		case 'inHand':
			return l10n.t('This image is already being worked on.');
		case 'inOtherWindow':
			return l10n.t('Another window is working on this image.');
		case 'cancelNotNoted':
			return l10n.t("The cancellation couldn't be noted.");
		case 'dismissalNotNoted':
			return l10n.t("The dismissal couldn't be noted, so the job stays on the list.");
		case 'promptTooLong':
			return l10n.t(
				'The prompt has {0} characters; the model takes at most {1}. Select less text.',
				numberText(refusal.length),
				numberText(refusal.limit),
			);
		case 'badSetting':
			return l10n.t('A setting is wrong. {0}', valueFaultText(refusal.fault));
		case 'badArgument':
			return l10n.t("The command's argument is wrong. {0}", valueFaultText(refusal.fault));
	}
}

function valueFaultText(fault: ValueFault): string {
	switch (fault.code) {
		case 'oneOf':
			return l10n.t('"{0}" must be one of these: {1}.', fault.name, fault.values.join(', '));
		case 'type':
			return typeText(fault.name, fault.type);
		case 'atLeast':
			return l10n.t('"{0}" must be at least {1}.', fault.name, fault.minimum);
		case 'atMost':
			return l10n.t('"{0}" must be at most {1}.', fault.name, fault.maximum);
		case 'tooLong':
			return l10n.t('"{0}" is too long: the limit is {1}.', fault.name, numberText(fault.maximum));
		case 'unknown':
			return l10n.t('These names are unknown: {0}.', fault.names.map(name => `"${name}"`).join(', '));
		case 'noParentFolder':
			return l10n.t('"{0}" can\'t contain "..".', fault.name);
		case 'httpsAddress':
			return l10n.t('"{0}" must be an address that starts with https://.', fault.name);
		case 'pixelSize':
			return l10n.t(
				'"{0}" must be a size such as 1200x630, with sides up to {1} and at most 16 megapixels.',
				fault.name,
				largestSide,
			);
		case 'holdsPath':
			return l10n.t('"{0}" must contain {1}.', fault.name, '${path}');
		case 'invalid':
			return l10n.t('"{0}" has a value that can\'t be used.', fault.name);
	}
}

function typeText(name: string, type: string): string {
	if (name === '') {
		return l10n.t('It must be an object.');
	}
	switch (type) {
		case 'string':
			return l10n.t('"{0}" must be text.', name);
		case 'int':
			return l10n.t('"{0}" must be a whole number.', name);
		case 'number':
			return l10n.t('"{0}" must be a number.', name);
		case 'boolean':
			return l10n.t('"{0}" must be true or false.', name);
		case 'array':
			return l10n.t('"{0}" must be a list.', name);
		default:
			return l10n.t('"{0}" must be an object.', name);
	}
}
