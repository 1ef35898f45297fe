import {
	EventEmitter,
	type InputBox,
	type InputBoxValidationMessage,
	InputBoxValidationSeverity,
	l10n,
	type SecretStorage,
	ThemeIcon,
	window,
} from 'vscode';
import { UserError, type NextStep } from '../../core/userError.ts';
import { completeStep } from '../ui/completeStep.ts';
import type { Log } from '../ui/log.ts';
import { titleOf } from '../ui/nextSteps.ts';
import { openServiceSite } from '../ui/openServiceSite.ts';
import { refusal, showStep } from '../ui/quickInput.ts';
import { errorText } from '../texts/errorText.ts';

export type ApiKeys = ReturnType<typeof createApiKeys>;

/**
 * API keys in SecretStorage, each bound to the origin it was entered for. All throw a UserError if that rejects.
 *
 * @param developmentKey used if no key was entered.
 */
export function createApiKeys(secrets: SecretStorage, developmentKey: string | undefined, log: Log) {
	const name = (origin: string) => `imageAssets.apiKey:${origin}`;
	/** Several jobs may need the key at once; the user is asked only once. */
	const asking = new Map<string, Promise<string | undefined>>();
	const changed = new EventEmitter<void>();
	// VS Code 1.106 fires this only for changes made in other windows.
	secrets.onDidChange(() => {
		changed.fire();
	});

	async function askOnce(origin: string, isRefused: boolean): Promise<string | undefined> {
		const result = await showStep(
			createKeyInput(origin, isRefused, log),
			{ title: titleOf({ type: 'setApiKey' }), step: 0, totalSteps: 0 },
			acceptKey,
		);
		if (result.type !== 'answer') {
			return undefined;
		}
		const key = result.answer;
		log.hide(key);
		await secrets.store(name(origin), key).then(undefined, (error: unknown) => {
			throw refused(l10n.t("The API key couldn't be saved."), error, { type: 'setApiKey' });
		});
		completeStep('key');
		changed.fire();
		return key;
	}

	const read = (origin: string): Promise<string | undefined> =>
		Promise.resolve(secrets.get(name(origin))).catch((error: unknown) => {
			throw refused(l10n.t("The API key couldn't be read."), error);
		});

	async function get(origin: string): Promise<string | undefined> {
		const stored = await read(origin);
		const key = stored ?? (developmentKey === '' ? undefined : developmentKey);
		if (key !== undefined) {
			log.hide(key);
		}
		return key;
	}

	/** Asks for a key and stores it. Undefined if the user doesn't enter one. `isRefused`: the service refused the last one. */
	function ask(origin: string, isRefused = false): Promise<string | undefined> {
		const question =
			asking.get(origin) ??
			askOnce(origin, isRefused).finally(() => {
				asking.delete(origin);
			});
		asking.set(origin, question);
		return question;
	}

	return {
		/** A key was stored, in this window or another. */
		onDidChange: changed.event,
		get,
		ask,
		/** The stored key, otherwise asks the user. */
		getOrAsk: async (origin: string) => (await get(origin)) ?? (await ask(origin)),
		/** Resolves to whether there was one. */
		async clear(origin: string): Promise<boolean> {
			const existed = (await read(origin)) !== undefined;
			await secrets.delete(name(origin)).then(undefined, (error: unknown) => {
				throw refused(l10n.t("The API key couldn't be removed."), error);
			});
			return existed;
		},
	};
}

/** SecretStorage rejects if the system's keyring is locked or missing. */
function refused(what: string, cause: unknown, step?: NextStep): UserError {
	const why = l10n.t(
		"VS Code's secret storage says: “{0}” Unlock your system's keyring, or start one, and try again.",
		errorText(cause),
	);
	return new UserError(`${what} ${why}`, step, cause);
}

function createKeyInput(origin: string, isRefused: boolean, log: Log): InputBox {
	const input = window.createInputBox();
	const getKey = { iconPath: new ThemeIcon('link-external'), tooltip: titleOf({ type: 'getApiKey' }) };
	input.prompt = l10n.t(
		"Enter your core.today API key. It's kept in VS Code's secret storage and only sent to {0}.",
		new URL(origin).host,
	);
	input.placeholder = 'cdt_…';
	input.password = true;
	input.buttons = [getKey];
	input.validationMessage = isRefused
		? refusal(l10n.t('The service refused the API key. Enter another key.'))
		: undefined;
	input.onDidChangeValue(value => {
		input.validationMessage = validateKey(value);
	});
	input.onDidTriggerButton(button => {
		if (button === getKey) {
			openServiceSite().catch((reason: unknown) => {
				log.error('The site of the service could not be opened', reason);
			});
		}
	});
	return input;
}

/** The key, unless it can be none; then the box says why. */
function acceptKey(input: InputBox): string | undefined {
	const key = input.value.trim();
	const message =
		key === '' ? refusal(l10n.t('Enter your API key, or press Escape to cancel.')) : validateKey(key);
	input.validationMessage = message;
	return message?.severity === InputBoxValidationSeverity.Error ? undefined : key;
}

function validateKey(value: string): InputBoxValidationMessage | undefined {
	const key = value.trim();
	if (/\s|[^\x20-\x7e]/.test(key)) {
		return refusal(l10n.t('An API key has only ASCII characters, and no spaces.'));
	}
	return key === '' || key.startsWith('cdt_')
		? undefined
		: {
				message: l10n.t('core.today keys start with "cdt_". Press Enter to use this one anyway.'),
				severity: InputBoxValidationSeverity.Warning,
			};
}
