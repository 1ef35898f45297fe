import type { BrowserContext } from 'playwright-core';

/** Sets the workbench's display language; its own texts stay English, because there is no language pack. */
export function displayIn(context: BrowserContext, language: string): Promise<unknown> {
	const asked = JSON.stringify(language);
	return context.addInitScript(
		`Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => ${asked}, set() {}, configurable: true });`,
	);
}
