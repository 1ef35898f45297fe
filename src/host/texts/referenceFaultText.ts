import { l10n } from 'vscode';
import { policy } from '../../core/policy.ts';
import type { ReferenceFault } from '../../core/references/checkReference.ts';
import { addressFaultText } from './addressFaultText.ts';
import { pixelsText } from './units.ts';
import { numberFormat } from './language.ts';

/** Sentences on why an image can't be an input. `name` is the file or address, as the user gave it. */
export function referenceFaultText(name: string, fault: ReferenceFault): string {
	switch (fault.code) {
		case 'missing':
			return l10n.t("{0} doesn't exist.", name);
		case 'folder':
			return l10n.t('{0} is a folder. Choose the images in it.', name);
		case 'notAFile':
			return l10n.t("{0} isn't a file.", name);
		case 'unreadable':
			return l10n.t("{0} can't be read.", name);
		case 'empty':
			return l10n.t('{0} is empty.', name);
		case 'tooLarge':
			return l10n.t(
				'{0} is too large ({1}); the limit is {2}. Make it smaller first.',
				name,
				megabytes(fault.bytes),
				megabytes(policy.reference.bytes),
			);
		case 'notAnImage':
			return l10n.t("{0} isn't an image.", name);
		case 'unsupported':
			return l10n.t(
				'{0} is a {1} file, and the service takes PNG, JPEG, and WebP images. Convert it to PNG first.',
				name,
				fault.detected.toUpperCase(),
			);
		case 'damaged':
			return l10n.t("{0} is damaged: its size can't be read.", name);
		case 'tooManyPixels':
			return l10n.t(
				'{0} has too many pixels ({1}). Make it smaller first.',
				name,
				pixelsText({ width: fault.width, height: fault.height }),
			);
		case 'badAddress':
			return l10n.t("{0} can't be a reference image. {1}", name, addressFaultText(fault.address));
	}
}

/** `50 MB`; rounded up, so that a size above the limit never reads like the limit. */
function megabytes(bytes: number): string {
	return numberFormat({ style: 'unit', unit: 'megabyte' }).format(Math.ceil(bytes / 1_000_000));
}
