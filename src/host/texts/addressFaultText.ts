import { l10n } from 'vscode';
import type { AddressFault } from '../../core/addresses/addressError.ts';

/** A sentence on an address that is refused. */
export function addressFaultText(fault: AddressFault): string {
	switch (fault.code) {
		case 'notAnAddress':
			return l10n.t("It isn't an address.");
		case 'serviceNotHttps':
			return l10n.t(
				'The address of the service must start with https://. Only on this machine can it start with http://.',
			);
		case 'serviceNotPlain':
			return l10n.t("The address of the service can't have a user, password, query, or fragment.");
		case 'protocol':
			return l10n.t('Only addresses that start with https:// can be used.');
		case 'internal':
			return fault.use === 'input'
				? l10n.t("{0} is an internal address, which the service can't reach.", fault.host)
				: l10n.t('The service named the internal address {0}, which is refused.', fault.host);
		case 'password':
			return l10n.t("An address with a password in it isn't passed on.");
	}
}
