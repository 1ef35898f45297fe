import { EventEmitter, InputBoxValidationSeverity, window, type Event, type SecretStorage } from 'vscode';
import { UserError, type NextStep } from '../../core/userError.ts';
import type { Log } from '../ui/log.ts';

/** API keys in SecretStorage, each bound to the origin it was entered for. All throw a UserError where that rejects. */
export interface ApiKeys {
	get(origin: string): Promise<string | undefined>;
	/** Asks for a key and stores it. Undefined if the user doesn't enter one. `why` explains the question. */
	ask(origin: string, why?: string): Promise<string | undefined>;
	/** The stored key, otherwise asks the user. */
	getOrAsk(origin: string): Promise<string | undefined>;
	/** Resolves to whether there was one. */
	clear(origin: string): Promise<boolean>;
	/** A key was stored, in this window or another. */
	readonly onDidChange: Event<void>;
}

/** @param developmentKey used if no key was entered. */
export function createApiKeys(secrets: SecretStorage, developmentKey: string | undefined, log: Log): ApiKeys {
	const name = (origin: string) => `imageAssets.apiKey:${origin}`;
	/** Several jobs may need the key at once; the user is asked only once. */
	const asking = new Map<string, Promise<string | undefined>>();
	const changed = new EventEmitter<void>();
	// VS Code 1.106 fires this only for changes made in other windows.
	secrets.onDidChange(() => {
		changed.fire();
	});

	async function askOnce(origin: string, why: string | undefined): Promise<string | undefined> {
		const entered = await window.showInputBox({
			title: 'Set API Key',
			prompt: `${why ?? 'Your core.today API key.'} It is kept in VS Code's secret storage and sent to ${new URL(origin).host} only.`,
			placeHolder: 'cdt_…',
			password: true,
			ignoreFocusOut: true,
			validateInput: validateKey,
		});
		const key = entered?.trim() ?? '';
		if (key === '') {
			return undefined;
		}
		log.hide(key);
		await secrets.store(name(origin), key).then(undefined, (error: unknown) => {
			throw refused('The API key could not be kept', 'set the key again', error, { type: 'setApiKey' });
		});
		changed.fire();
		return key;
	}

	const read = (origin: string): Promise<string | undefined> =>
		Promise.resolve(secrets.get(name(origin))).catch((error: unknown) => {
			throw refused('The API key could not be read', 'try again', error);
		});

	const keys: ApiKeys = {
		onDidChange: changed.event,
		async get(origin) {
			const stored = await read(origin);
			const key = stored ?? (developmentKey === '' ? undefined : developmentKey);
			if (key !== undefined) {
				log.hide(key);
			}
			return key;
		},
		ask(origin, why) {
			const question =
				asking.get(origin) ??
				askOnce(origin, why).finally(() => {
					asking.delete(origin);
				});
			asking.set(origin, question);
			return question;
		},
		async getOrAsk(origin) {
			return (await keys.get(origin)) ?? (await keys.ask(origin));
		},
		async clear(origin) {
			const existed = (await read(origin)) !== undefined;
			await secrets.delete(name(origin)).then(undefined, (error: unknown) => {
				throw refused('The API key could not be removed', 'try again', error);
			});
			return existed;
		},
	};
	return keys;
}

/** SecretStorage rejects where the keyring of the system is locked, or there is none. */
function refused(what: string, then: string, cause: unknown, step?: NextStep): UserError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	const help = `Unlock the keyring of your system, or start one, and ${then}.`;
	return new UserError(`${what}: VS Code's secret storage says “${reason}”. ${help}`, step, cause);
}

function validateKey(value: string) {
	const key = value.trim();
	if (/\s|[^\x20-\x7e]/.test(key)) {
		return {
			message: 'A key has no spaces and only plain letters.',
			severity: InputBoxValidationSeverity.Error,
		};
	}
	return key === '' || key.startsWith('cdt_')
		? undefined
		: {
				message: 'core.today keys start with "cdt_". Press Enter to use this one all the same.',
				severity: InputBoxValidationSeverity.Warning,
			};
}
