import type { Page } from 'playwright-core';
import type { PageElement } from './pageElement.ts';
import { waitFor } from './waitFor.ts';

export interface QuickItem {
	label: string;
	description: string;
	detail: string;
	/** The heading above the first item of a group, otherwise empty. */
	separator: string;
	/** Whether it is checked, in a list with checkboxes. */
	checked: boolean;
	buttons: string[];
}

/** The list or text box at the top of the window: quick picks, input boxes, the command palette. */
export interface QuickInput {
	/** Waits until one is open, with this title if given. */
	opened: (title?: string, timeout?: number) => Promise<void>;
	closed: () => Promise<void>;
	title: () => Promise<string>;
	/** The content of the text box, and its placeholder. */
	value: () => Promise<string>;
	placeholder: () => Promise<string>;
	/** The visible items; waits until there is one. @param timeout milliseconds */
	items: (timeout?: number) => Promise<QuickItem[]>;
	/** Replaces the content of the text box. @param timeout milliseconds */
	type: (text: string, timeout?: number) => Promise<void>;
	/** Waits for the item with this label. @param timeout milliseconds */
	find: (label: string, timeout?: number) => Promise<void>;
	/** Accepts what is typed or focused. */
	accept: () => Promise<void>;
	/** Chooses the item with this label; waits for it. @param timeout milliseconds */
	pick: (label: string, timeout?: number) => Promise<void>;
	/** Presses a button of the item with this label, by the button's tooltip. */
	pressItemButton: (label: string, button: string, timeout?: number) => Promise<void>;
	/** Presses a button of the title bar, such as `Back`, by its tooltip. */
	pressButton: (name: string) => Promise<void>;
	/** The message below the text box: a prompt or a validation problem; empty when there is none. */
	message: () => Promise<string>;
	/** The severity of that message. */
	severity: () => Promise<'error' | 'warning' | 'info' | 'none'>;
	dismiss: () => Promise<void>;
}

export function quickInputOf(page: Page): QuickInput {
	const widget = page.locator('.quick-input-widget');
	const input = widget.locator('.quick-input-box input');
	const rows = widget.locator('.quick-input-list .monaco-list-row');
	const messageBox = widget.locator('.quick-input-message');
	const title = async () => (await widget.locator('.quick-input-title').innerText()).trim();
	const rowOf = (label: string) =>
		rows.filter({ has: page.locator('.label-name', { hasText: exactly(label) }) }).first();

	async function find(label: string, timeout = 60_000): Promise<void> {
		await rowOf(label)
			.waitFor({ timeout })
			.catch(async () => {
				const shown = await rows.locator('.label-name').allInnerTexts();
				throw new Error(`No "${label}" to pick: ${shown.join(' | ')}`);
			});
	}

	return {
		opened: async (expected, timeout = 60_000) => {
			await widget.waitFor({ state: 'visible', timeout });
			if (expected !== undefined) {
				await waitFor(`the quick input "${expected}"`, async () => (await title()) === expected, timeout);
			}
		},
		closed: () => widget.waitFor({ state: 'hidden' }),
		title,
		value: () => input.inputValue(),
		placeholder: async () => (await input.getAttribute('placeholder')) ?? '',
		items: async (timeout = 60_000) => {
			await rows.first().waitFor({ timeout });
			// A list that is redrawn meanwhile is read again.
			return waitFor('the rows to stay while they are read', async () =>
				Promise.all((await rows.all()).map(readItem)).catch(() => undefined),
			);
		},
		type: (text, timeout = 60_000) => input.fill(text, { timeout }),
		find,
		accept: () => input.press('Enter'),
		pressItemButton: async (label, button, timeout = 60_000) => {
			const row = rowOf(label);
			await row.hover({ timeout });
			await row.locator(`.action-label[aria-label="${button}"]`).click({ timeout });
		},
		pick: async (label, timeout = 60_000) => {
			await find(label, timeout);
			await rowOf(label).click({ timeout });
		},
		pressButton: async name => {
			await widget
				.locator('.quick-input-titlebar, .quick-input-header')
				.getByRole('button', { name })
				.first()
				.click();
		},
		message: async () => ((await messageBox.isVisible()) ? (await messageBox.innerText()).trim() : ''),
		severity: async () => {
			const classes = (await widget.locator('.quick-input-box .monaco-inputbox').getAttribute('class')) ?? '';
			return (
				(['error', 'warning', 'info'] as const).find(name => classes.split(' ').includes(name)) ?? 'none'
			);
		},
		dismiss: async () => {
			// The first Escape may go to a tooltip.
			await waitFor('the quick input to close', async () => {
				await page.keyboard.press('Escape');
				return !(await widget.isVisible());
			});
		},
	};
}

async function readItem(row: ReturnType<Page['locator']>): Promise<QuickItem> {
	const text = async (selector: string) => (await row.locator(selector).allInnerTexts()).join(' ').trim();
	const [label, description, detail, separator, checked, buttons] = await Promise.all([
		text('.quick-input-list-row:first-child .label-name'),
		text('.label-description'),
		text('.quick-input-list-label-meta'),
		text('.quick-input-list-separator:visible'),
		row.getAttribute('aria-checked', { timeout: 2000 }).then(value => value === 'true'),
		row
			.locator('.quick-input-list-entry-action-bar .action-label')
			.evaluateAll((labels: PageElement[]) => labels.map(label => label.getAttribute('aria-label') ?? '')),
	]);
	return { label, description, detail, separator, checked, buttons };
}

function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
}
