import type { ConsoleMessage } from 'playwright-core';

/** What a VS Code without its native modules, its gallery and its service worker always logs. */
const meaningless = [
	/bindings file|native-watchdog|build\/Release/,
	/Failed to load resource|bad HTTP response code \(404\)|ERR_NAME_NOT_RESOLVED|ENOTFOUND/,
	/service ?worker|gallery|authentication provider/i,
	/\[lifecycle\] Long running operations during shutdown/,
];

/** Whether the page (or the extension host through it) reports an error that means something. */
export function isConsoleError(message: ConsoleMessage): boolean {
	const text = message.text();
	return message.type() === 'error' && !meaningless.some(pattern => pattern.test(text));
}
