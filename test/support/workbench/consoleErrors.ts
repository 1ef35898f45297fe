import type { ConsoleMessage } from 'playwright-core';

/** What a VS Code without its native modules, its gallery and its service worker always says. */
const meaningless =
	/bindings file|native-watchdog|build\/Release|Failed to load resource|service ?worker|ERR_NAME_NOT_RESOLVED|ENOTFOUND|gallery|authentication provider/i;

/** Whether the page (or the extension host through it) reports an error that means something. */
export function isConsoleError(message: ConsoleMessage): boolean {
	return message.type() === 'error' && !meaningless.test(message.text());
}
