import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import decodeIco from 'decode-ico';
import { renderImage } from '../emulator/images/renderImage.ts';
import { outFolder } from '../support/repository.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { sharedBrowser } from '../support/workbench/sharedServer.ts';
import { applyTheme } from '../support/workbench/theme.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { webviewOf } from '../support/workbench/webview.ts';
import { useService } from './service.ts';

const html = '<!doctype html>\n<html>\n<head>\n\t<title>Tides</title>\n</head>\n<body></body>\n</html>\n';

suite('an icon set', () => {
	test('is shown before it is written, and then is what a browser shows of the page', async () => {
		const workbench = await openWorkbench({ fresh: true });
		const { page, folder, explorer, notifications } = workbench;
		const at = (path: string) => join(folder, path);
		await mkdir(at('public'));
		await writeFile(at('index.html'), html);
		const image = await renderImage({ prompt: 'a fox', width: 1536, height: 1024, format: 'png' });
		await writeFile(at('logo.png'), image);
		await (await explorer.contextMenu('logo.png')).choose('Create Icon Set…');
		const preview = webviewOf(page);
		const create = preview.getByRole('button', { name: 'Create Icons' });
		await create.waitFor();
		// Every size, as it will be.
		const sizes = await preview
			.locator('.preview img')
			.evaluateAll(images =>
				Promise.all(
					(images as unknown as { naturalWidth: number; decode(): Promise<void> }[]).map(
						async each => (await each.decode(), each.naturalWidth),
					),
				),
			);
		assert.deepEqual(sizes, [16, 32, 48, 180, 192, 512, 512]);
		await assert.rejects(readFile(at('public/favicon.ico')));
		for (const theme of ['dark', 'light'] as const) {
			await applyTheme(page, workbench.inHost, 'newest', theme);
			await page.screenshot({ path: join(outFolder, 'screenshots', `iconSet-${theme}.png`) });
		}
		await create.focus();
		await page.keyboard.press('Enter');
		await notifications.find(/^Created 7 files/);
		assert.deepEqual(
			decodeIco(await readFile(at('public/favicon.ico'))).map(({ width }) => width),
			[16, 32, 48],
		);
		const text = await readFile(at('index.html'), 'utf8');
		assert.match(text, /<link rel="manifest" href="\/site\.webmanifest">/);

		// A browser that loads the page asks for its icon, and can show it.
		const asked: string[] = [];
		const server = createServer((request, response) => {
			const path = new URL(request.url ?? '/', 'http://page').pathname;
			asked.push(path);
			const file = path === '/' ? 'index.html' : `public${path}`;
			readFile(at(file)).then(
				bytes => response.setHeader('content-type', path === '/' ? 'text/html' : 'image/x-icon').end(bytes),
				() => response.writeHead(404).end(),
			);
		}).listen(0, '127.0.0.1');
		const shown = await (await sharedBrowser()).newPage();
		try {
			await waitFor('the server', () => server.listening);
			await shown.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
			const widths = await shown.evaluate<number[]>(
				`Promise.all([...document.querySelectorAll('link[rel~="icon"], link[rel="apple-touch-icon"]')].map(async link => {
					const image = new Image();
					image.src = link.href;
					await image.decode();
					return image.naturalWidth;
				}))`,
			);
			assert.deepEqual(widths, [48, 180, 192]);
			assert.ok(asked.includes('/favicon.ico'));
		} finally {
			await shown.close();
			server.close();
		}
	});

	test('from a prompt: one price for one square image, and then its icons', async () => {
		const { emulator, env } = await useService();
		const workbench = await openWorkbench({ env });
		const { page, folder, quickInput } = workbench;
		await mkdir(join(folder, 'public'));
		// The price is that of the quality that is asked for, not that of the settings.
		await workbench.inHost(({ commands }) => {
			void commands.executeCommand('imageAssets.generateIconSet', { quality: 'medium' });
		});
		await quickInput.opened('Generate Icon Set (176 credits)');
		await quickInput.dismiss();
		await workbench.runById('imageAssets.generateIconSet');
		await quickInput.opened('Generate Icon Set (45 credits)');
		assert.match(await quickInput.message(), /The icons cost nothing more/);
		await quickInput.type('a fox head, flat');
		await quickInput.accept();
		const create = webviewOf(page).getByRole('button', { name: 'Create Icons' });
		await create.waitFor();
		await workbench.screenshot('iconSet-fromPrompt');
		await create.click();
		await workbench.notifications.find(/^Created 7 files/);
		assert.equal(decodeIco(await readFile(join(folder, 'public/favicon.ico'))).length, 3);
		const creates = emulator.requests.filter(({ call }) => call === 'create');
		const { aspect_ratio: ratio } = (creates[0]?.body as { input: Record<string, unknown> }).input;
		assert.deepEqual([creates.length, ratio], [1, '1:1']);
	});
});
