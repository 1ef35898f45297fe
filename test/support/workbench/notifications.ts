import type { Locator, Page } from 'playwright-core';
import { waitFor } from './waitFor.ts';

export interface Notification {
	text: string;
	severity: 'error' | 'warning' | 'info';
	buttons: string[];
	/** Whether a progress bar runs in it. */
	inProgress: boolean;
}

/**
 * The notifications in the notification centre. VS Code may hold a toast back, so these functions open the
 * centre and read it: a notification is found whether or not its toast was shown.
 */
export interface Notifications {
	list: () => Promise<Notification[]>;
	/** Waits for a notification whose text contains (or matches) `text`. */
	find: (text: string | RegExp, timeout?: number) => Promise<Notification>;
	/** Presses a button of that notification, by its label; waits for it first. */
	press: (text: string | RegExp, button: string) => Promise<void>;
	clearAll: () => Promise<void>;
	/** Closes the centre; notifications stay. */
	hide: () => Promise<void>;
}

/** The number of looks (20 a second, at most) after which the centre is reopened. */
const looksToReopen = 50;

/** How many looks in a row must find no notification before there is considered to be none. */
const looksToBelieve = 3;

export function notificationsOf(page: Page, runById: (command: string) => Promise<void>): Notifications {
	const centre = page.locator('.notifications-center.visible');
	const listOfRows = centre.locator('.notifications-list-container');
	const rows = listOfRows.locator('.monaco-list-row');

	async function open(): Promise<void> {
		if (!(await centre.isVisible())) {
			await runById('notifications.showList');
			await centre.waitFor({ timeout: 5000 });
		}
	}

	async function list(): Promise<Notification[]> {
		await open();
		return Promise.all((await rows.all()).map(readNotification));
	}

	async function rowOf(text: string | RegExp, timeout?: number): Promise<Locator> {
		let looks = 0;
		return waitFor(
			`a notification "${String(text)}"`,
			async () => {
				looks += 1;
				if (looks % looksToReopen === 0 && (await centre.isVisible())) {
					// It may miss what happens while it opens; when reopened, it shows everything.
					await runById('notifications.hideList');
					await centre.waitFor({ state: 'hidden', timeout: 5000 });
				}
				await open();
				const row = rows
					.filter({ has: page.locator('.notification-list-item-message', { hasText: text }) })
					.first();
				return (await row.count()) > 0 ? row : undefined;
			},
			timeout,
		).catch(async (error: unknown) => {
			const texts = (await list().catch(() => [])).map(notification => notification.text);
			throw new Error(`${String(error)}; there are: ${texts.join(' | ')}`, { cause: error });
		});
	}

	/** Scrolls the centre: it positions its rows itself, so Playwright can't. */
	async function bringIntoView(row: Locator): Promise<void> {
		await waitFor('the notification to be in view', async () => {
			const [box, view] = await Promise.all([row.boundingBox(), listOfRows.boundingBox()]);
			if (box === null || view === null) {
				return false;
			}
			const above = box.y - view.y;
			const below = box.y + box.height - (view.y + view.height);
			if (above >= 0 && below <= 0) {
				return true;
			}
			await page.mouse.move(view.x + view.width / 2, view.y + view.height / 2);
			await page.mouse.wheel(0, above < 0 ? above : Math.min(below, above));
			return false;
		});
	}

	return {
		list,
		find: async (text, timeout) => readNotification(await rowOf(text, timeout)),
		press: async (text, button) => {
			const row = await rowOf(text);
			await bringIntoView(row);
			await row.hover();
			await row.locator('.monaco-button', { hasText: new RegExp(`^${button}$`) }).click();
		},
		clearAll: async () => {
			let empty = 0;
			await waitFor('the notifications to go', async () => {
				// One that is still running, or appears meanwhile, is left for the next attempt.
				await runById('notifications.clearAll');
				await open();
				// A centre that has just opened has drawn none yet.
				empty = (await rows.count()) === 0 ? empty + 1 : 0;
				return empty === looksToBelieve;
			});
		},
		hide: async () => {
			await runById('notifications.hideList');
			await centre.waitFor({ state: 'hidden' });
		},
	};
}

async function readNotification(row: Locator): Promise<Notification> {
	const [text, icon, buttons, progress] = await Promise.all([
		row.locator('.notification-list-item-message').innerText(),
		row.locator('.notification-list-item-icon').getAttribute('class'),
		row.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts(),
		row.locator('.monaco-progress-container.active').count(),
	]);
	const severity = (['error', 'warning'] as const).find(name => icon?.includes(`codicon-${name}`)) ?? 'info';
	const named = buttons.map(button => button.trim()).filter(button => button !== '');
	return { text: text.trim(), severity, buttons: named, inProgress: progress > 0 };
}
