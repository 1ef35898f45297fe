import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { webviewHtml } from '../../../src/host/ui/webviewHtml.ts';
import { outFolder, repository } from '../repository.ts';
import { waitFor } from '../workbench/waitFor.ts';
import { sharedBrowser } from '../workbench/sharedServer.ts';
import type { Theme } from '../workbench/theme.ts';

/** What a test may choose about any page. */
export interface CommonPageOptions {
	readonly theme?: Theme;
	readonly width?: number;
	readonly height?: number;
	readonly reducedMotion?: boolean;
	readonly touch?: boolean;
	/** Whether the state is posted when the page is ready; true by default. */
	readonly answersReady?: boolean;
	/** How long an image takes to load. */
	readonly imageDelayMs?: number;
	/** The page's fixed time in milliseconds since the epoch; its timers still run. */
	readonly now?: number;
	/** The page's texts in another language, by their English template. */
	readonly texts?: Readonly<Record<string, string>>;
}

export interface PageOptions<To> extends CommonPageOptions {
	/** The name of the script, of the style besides webview.css, and of the screenshots. */
	readonly name: string;
	readonly title: string;
	/** By the path of their addresses in the state. */
	readonly images: Readonly<Record<string, Buffer>>;
	/** Images may also be made of bytes. */
	readonly showsBytes?: boolean;
	/** The answer to `ready`. */
	readonly answer: To;
}

/** A built page in a browser, with a stub of VS Code around it. */
export interface OpenPage<From extends { readonly type: string }, To> extends AsyncDisposable {
	readonly page: Page;
	/** All messages that the page sent to the host, `ready` first. */
	sent(): Promise<From[]>;
	/** The last message of a kind that was sent, as soon as there is one. */
	request<T extends From['type']>(type: T): Promise<Extract<From, { type: T }>>;
	/** Resolves once the page has handled the message; it may be drawn in the next frame. */
	post(message: To): Promise<void>;
	button(name: string | RegExp): Locator;
	/** Makes the page store its state now instead of a little later. */
	written(): Promise<void>;
	/** Recreates the page, as VS Code does with a tab that was hidden; its stored state survives. */
	recreate(): Promise<void>;
	/** Errors of the page, and what its content security policy blocked. */
	readonly errors: readonly string[];
	/** Saves `out/screenshots/<name of the page>-<name>.png`. */
	screenshot(name: string): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.webp': 'image/webp',
	'.png': 'image/png',
	'.jpg': 'image/jpeg',
};

/** Where the built pages are; another folder lets one build be tested while another is used. */
const dist = resolve(repository, process.env.IMAGE_ASSETS_DIST ?? 'dist');

export async function openPage<From extends { readonly type: string }, To>(
	options: PageOptions<To>,
): Promise<OpenPage<From, To>> {
	const { name: pageName, title, images, answer } = options;
	const { theme = 'dark', width = 1000, height = 760, imageDelayMs = 0 } = options;
	const server = createServer((request, response) => {
		const path = new URL(request.url ?? '/', 'http://page').pathname;
		if (path === '/favicon.ico') {
			// A desktop Chromium asks for it, and logs an error if there is none.
			response.writeHead(204).end();
			return;
		}
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
	await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

	async function bodyOf(path: string): Promise<Buffer | string | undefined> {
		if (path === '/') {
			return webviewHtml({
				title,
				cspSource: origin,
				script: `${origin}/dist/${pageName}.js`,
				styles: ['webview', pageName].map(style => `${origin}/media/${style}.css`),
				showsBytes: options.showsBytes === true,
				...(options.texts && { texts: options.texts }),
			});
		}
		const file = path.startsWith('/dist/') ? join(dist, path.slice(5)) : join(repository, path);
		return images[path] ?? (await readFile(file).catch(() => undefined));
	}

	const context = await (
		await sharedBrowser()
	).newContext({
		viewport: { width, height },
		reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
		hasTouch: options.touch === true,
	});
	const page = await context.newPage();
	page.setDefaultTimeout(30_000);
	const errors: string[] = [];
	page.on('pageerror', error => errors.push(error.message));
	page.on('console', message => {
		if (message.type() === 'error') {
			errors.push(message.text());
		}
	});
	if (options.now !== undefined) {
		await page.clock.setFixedTime(options.now);
	}
	await page.addInitScript({ content: await standIn(theme) });
	const sent = () => page.evaluate<From[]>('sent');
	const openedPage: OpenPage<From, To> = {
		page,
		errors,
		sent,
		request: async type =>
			(await waitFor(`a message ${type}`, async () =>
				(await sent()).findLast(message => message.type === type),
			)) as never,
		post: message =>
			page.evaluate(`new Promise(done => {
				// The page's own listener was there before, so it is through when this one is called.
				addEventListener('message', () => done(), { once: true });
				postMessage(${revived(message)}, '*');
			})`),
		button: name => page.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }),
		written: () => page.evaluate("void document.dispatchEvent(new Event('visibilitychange'))"),
		recreate: async () => {
			// The page is notified of a scroll in the next frame.
			await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
			await page.goto(origin);
			await start();
		},
		screenshot: async name => {
			await page.screenshot({ path: join(outFolder, 'screenshots', `${pageName}-${name}.png`) });
		},
		async [Symbol.asyncDispose]() {
			await context.close();
			server.closeAllConnections();
			await new Promise(done => server.close(done));
		},
	};
	async function start(): Promise<void> {
		// No `waitForFunction`: the page's policy forbids evaluating its string.
		await waitFor('the page to be ready', async () => (await sent()).length > 0);
		if (options.answersReady !== false) {
			await openedPage.post(answer);
		}
	}
	try {
		await page.goto(origin);
		await start();
	} catch (error) {
		await openedPage[Symbol.asyncDispose]();
		throw error;
	}
	return openedPage;
}

/** An expression for a message that turns its bytes into bytes again. */
function revived(message: unknown): string {
	const text = JSON.stringify(message, (_, value: unknown) =>
		value instanceof Uint8Array ? { bytes64: Buffer.from(value).toString('base64') } : value,
	);
	return `JSON.parse(${JSON.stringify(text)}, (_, value) => typeof value?.bytes64 === 'string'
		? Uint8Array.from(atob(value.bytes64), letter => letter.charCodeAt(0))
		: value)`;
}

/** What VS Code puts into a webview before the page's script runs. */
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
