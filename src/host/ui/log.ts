import { window } from 'vscode';
import { redact } from '../../core/text/redact.ts';
import { inEnglish } from '../texts/inEnglish.ts';

/** The extension's log, in English. Anything that looks like a key is redacted. */
export interface Log {
	dispose(): void;
	info(message: string): void;
	warn(message: string): void;
	/** Includes the stack and the causes of an error. */
	error(message: string, error?: unknown): void;
	show(): void;
	/** The text without known secrets, for anything that is shown. */
	redact(text: string): string;
	/** Registers a secret, so that it is redacted whatever it looks like. */
	hide(secret: string): void;
}

export function createLog(): Log {
	const channel = window.createOutputChannel('Image Assets', { log: true });
	const secrets = new Set<string>();
	return {
		info: message => {
			channel.info(redact(inEnglish(message), secrets));
		},
		warn: message => {
			channel.warn(redact(inEnglish(message), secrets));
		},
		error: (message, error) => {
			channel.error(redact(error === undefined ? message : `${message}\n${describe(error)}`, secrets));
		},
		show: () => {
			channel.show(true);
		},
		redact: text => redact(text, secrets),
		hide: secret => {
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
	const own = error.stack?.replace(error.message, inEnglish) ?? inEnglish(error.message);
	return error.cause === undefined || depth > 4
		? own
		: `${own}\nCaused by: ${describe(error.cause, depth + 1)}`;
}
