import type { Page } from 'playwright-core';

/** The modal dialog; every function waits until one is open. */
export interface Dialog {
	message: () => Promise<string>;
	detail: () => Promise<string>;
	buttons: () => Promise<string[]>;
	/** Presses a button by its label and waits until the dialog is gone. */
	press: (button: string) => Promise<void>;
}

export function dialogOf(page: Page): Dialog {
	const box = page.locator('.monaco-dialog-box');
	const buttons = box.locator('.dialog-buttons .monaco-button');
	return {
		message: async () => (await box.locator('.dialog-message').innerText()).trim(),
		detail: async () => (await box.locator('.dialog-message-detail').innerText()).trim(),
		buttons: async () => {
			await buttons.first().waitFor();
			return (await buttons.allInnerTexts()).map(text => text.trim());
		},
		press: async button => {
			await buttons.filter({ hasText: button }).first().click();
			await box.waitFor({ state: 'detached' });
		},
	};
}
