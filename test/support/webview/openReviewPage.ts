import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { webviewHtml } from '../../../src/host/panel/webviewHtml.ts';
import type { FromReview, ReviewRequest, ReviewState, ToReview } from '../../../src/shared/review.ts';
import { outFolder, repository } from '../repository.ts';
import { waitFor } from '../workbench/waitFor.ts';
import { sharedBrowser } from '../workbench/sharedServer.ts';
import type { Theme } from '../workbench/theme.ts';

export interface ReviewPageOptions {
	readonly state: ReviewState;
	/** By the path that the state's `src` has. */
	readonly images: Readonly<Record<string, Buffer>>;
	readonly theme?: Theme;
	readonly width?: number;
	readonly height?: number;
	readonly reducedMotion?: boolean;
	readonly touch?: boolean;
	/** Whether the state comes when the page is ready; it does unless said. */
	readonly answersReady?: boolean;
	/** How long an image takes. */
	readonly imageDelayMs?: number;
}

/** The built page of the review in a browser, with a stand-in for VS Code around it. */
export interface ReviewPage extends AsyncDisposable {
	readonly page: Page;
	/** All that the page said to the host, `ready` first. */
	sent(): Promise<FromReview[]>;
	/** The last request of a kind that was sent, as soon as there is one. */
	request<T extends ReviewRequest['type']>(type: T): Promise<Extract<ReviewRequest, { type: T }>>;
	post(message: ToReview): Promise<void>;
	button(name: string | RegExp): Locator;
	/** Both images are there. */
	loaded(): Promise<void>;
	/** The page is made anew, as VS Code does with a tab that was hidden; what it kept is there. */
	recreate(): Promise<void>;
	/** Errors of the page, and what its policy stopped. */
	readonly errors: readonly string[];
	/** Saves `out/screenshots/<name>.png`. */
	screenshot(name: string): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.webp': 'image/webp',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
};

export async function openReviewPage(options: ReviewPageOptions): Promise<ReviewPage> {
	const { state, images, theme = 'dark', width = 1000, height = 760, imageDelayMs = 0 } = options;
	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://page').pathname;
		void bodyOf(path).then(body => {
			const isImage = path in images;
			setTimeout(
				() => {
					const type = types[extname(path)] ?? 'text/html; charset=utf-8';
					response.writeHead(body === undefined ? 404 : 200, { 'content-type': type });
					response.end(body);
				},
				isImage ? imageDelayMs : 0,
			);
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	async function bodyOf(path: string): Promise<Buffer | string | undefined> {
		if (path === '/') {
			return webviewHtml({
				title: `Review: ${state.before.name}`,
				cspSource: origin,
				script: `${origin}/dist/review.js`,
				style: `${origin}/media/review.css`,
			});
		}
		return images[path] ?? (await readFile(join(repository, path)).catch(() => undefined));
	}

	const context = await (
		await sharedBrowser()
	).newContext({
		viewport: { width, height },
		reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
		hasTouch: options.touch === true,
	});
	const page = await context.newPage();
	page.setDefaultTimeout(5000);
	const errors: string[] = [];
	page.on('pageerror', error => errors.push(error.message));
	page.on('console', message => {
		if (message.type() === 'error') {
			errors.push(message.text());
		}
	});
	await page.addInitScript({ content: await standIn(theme) });
	const reviewPage: ReviewPage = {
		page,
		errors,
		sent: () => page.evaluate<FromReview[]>('sent'),
		request: async type =>
			(await waitFor(`a request ${type}`, async () =>
				(await page.evaluate<FromReview[]>('sent')).findLast(message => message.type === type),
			)) as never,
		post: message => page.evaluate(`postMessage(${JSON.stringify(message)}, '*')`),
		button: name => page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }),
		loaded: async () => {
			await page.locator('.pane[data-status=shown] img').nth(1).waitFor({ state: 'attached' });
			await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
		},
		recreate: async () => {
			// What was changed last is kept a little later.
			await page.waitForTimeout(150);
			await page.goto(origin);
			await start();
		},
		screenshot: async name => {
			await page.screenshot({ path: join(outFolder, 'screenshots', `review-${name}.png`) });
		},
		async [Symbol.asyncDispose]() {
			await context.close();
			server.closeAllConnections();
			await new Promise(resolve => server.close(resolve));
		},
	};
	async function start(): Promise<void> {
		// No `waitForFunction`, whose string the page's policy would not let be evaluated.
		await waitFor('the page to be ready', async () => (await reviewPage.sent()).length > 0);
		if (options.answersReady !== false) {
			await reviewPage.post({ type: 'state', state });
		}
	}
	try {
		await page.goto(origin);
		await start();
	} catch (error) {
		await reviewPage[Symbol.asyncDispose]();
		throw error;
	}
	return reviewPage;
}

/** What VS Code puts into a webview before its own script runs. */
async function standIn(theme: Theme): Promise<string> {
	const file = join(import.meta.dirname, 'themes', `${theme}.json`);
	const { body, variables } = JSON.parse(await readFile(file, 'utf8')) as { body: string; variables: object };
	return `
		globalThis.sent = [];
		globalThis.acquireVsCodeApi = () => ({
			postMessage: message => sent.push(structuredClone(message)),
			getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
			setState: state => sessionStorage.setItem('state', JSON.stringify(state)),
		});
		document.addEventListener('DOMContentLoaded', () => {
			document.body.className = ${JSON.stringify(body)};
		});
		new MutationObserver((_, observer) => {
			if (document.documentElement !== null) {
				observer.disconnect();
				for (const [name, value] of Object.entries(${JSON.stringify(variables)})) {
					document.documentElement.style.setProperty(name, value);
				}
			}
		}).observe(document, { childList: true });
	`;
}
