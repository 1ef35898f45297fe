import { window } from 'vscode';
import { redact } from '../../core/text/redact.ts';
import { inEnglish } from '../texts/inEnglish.ts';

export type Log = ReturnType<typeof createLog>;

/** The extension's log, in English. Anything that looks like a key is redacted. */
export function createLog() {
	const channel = window.createOutputChannel('Image Assets', { log: true });
	const secrets = new Set<string>();
	return {
		info: (message: string) => {
			channel.info(redact(inEnglish(message), secrets));
		},
		warn: (message: string) => {
			channel.warn(redact(inEnglish(message), secrets));
		},
		/** Includes the stack and the causes of an error. */
		error: (message: string, error?: unknown) => {
			channel.error(redact(error === undefined ? message : `${message}\n${describe(error)}`, secrets));
		},
		show: () => {
			channel.show(true);
		},
		/** The text without known secrets, for anything that is shown. */
		redact: (text: string): string => redact(text, secrets),
		/** Registers a secret, so that it is redacted whatever it looks like. */
		hide: (secret: string) => {
			secrets.add(secret);
		},
		dispose: () => {
			channel.dispose();
		},
	};
}

function describe(error: unknown, depth = 0): string {
	if (!(error instanceof Error)) {
		return String(error);
	}
	const own = error.stack?.replace(error.message, text => inEnglish(text)) ?? inEnglish(error.message);
	return error.cause === undefined || depth > 4
		? own
		: `${own}\nCaused by: ${describe(error.cause, depth + 1)}`;
}
