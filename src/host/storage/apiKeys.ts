import { ExtensionMode, InputBoxValidationSeverity, window, type ExtensionContext } from 'vscode';
import type { Log } from '../ui/log.ts';

/** API keys in SecretStorage, each bound to the origin that it was entered for. */
export interface ApiKeys {
	get(origin: string): Promise<string | undefined>;
	/** Asks for a key and keeps it; undefined when the user does not give one. `why` explains the question. */
	ask(origin: string, why?: string): Promise<string | undefined>;
	/** Whether there was one. */
	clear(origin: string): Promise<boolean>;
}

export function createApiKeys(context: ExtensionContext, log: Log): ApiKeys {
	const name = (origin: string) => `imageAssets.apiKey:${origin}`;
	/** Several jobs may miss the key at once; the user is asked once. */
	let asking: Promise<string | undefined> | undefined;

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
		await context.secrets.store(name(origin), key);
		return key;
	}

	return {
		async get(origin) {
			const stored = await context.secrets.get(name(origin));
			const key = stored ?? environmentKey(context);
			if (key !== undefined) {
				log.hide(key);
			}
			return key;
		},
		ask(origin, why) {
			asking ??= askOnce(origin, why).finally(() => {
				asking = undefined;
			});
			return asking;
		},
		async clear(origin) {
			const existed = (await context.secrets.get(name(origin))) !== undefined;
			await context.secrets.delete(name(origin));
			return existed;
		},
	};
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

/** For development and tests only: in production the key lives in SecretStorage and nowhere else. */
function environmentKey(context: ExtensionContext): string | undefined {
	return context.extensionMode === ExtensionMode.Production ? undefined : process.env.IMAGE_ASSETS_API_KEY;
}
