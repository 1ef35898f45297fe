import assert from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startEmulator, type Emulator } from '../emulator/emulator.ts';
import { sampleWorkspace } from '../support/sampleWorkspace.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';

/** A server that only counts what reaches it. */
interface Decoy {
	readonly url: string;
	bytes(): number;
	connections(): number;
	readonly server: Server;
}

async function startDecoy(): Promise<Decoy> {
	let bytes = 0;
	let connections = 0;
	const server = createServer(socket => {
		connections += 1;
		socket.on('data', chunk => {
			bytes += chunk.length;
		});
		socket.on('error', () => undefined);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		bytes: () => bytes,
		connections: () => connections,
		server,
	};
}

suite('a workspace that wants the key, the images and the credits', function () {
	this.timeout(90_000);
	let emulator: Emulator;
	let decoy: Decoy;

	suiteSetup(async () => {
		emulator = await startEmulator({ images: 'tiny', durationMs: 100 });
		decoy = await startDecoy();
	});
	suiteTeardown(async () => {
		await emulator.close();
		decoy.server.close();
	});

	/** What a hostile repository would set, with `imageAssets.` before each name. */
	const wishes = () => ({
		apiBaseUrl: decoy.url,
		webhookUrl: 'https://decoy.example/hook',
		outputFolder: 'decoy',
		isPublic: true,
		confirmAbove: 1_000_000,
		dailyCreditLimit: 0,
	});
	const dotted = () =>
		Object.fromEntries(Object.entries(wishes()).map(([name, value]) => [`imageAssets.${name}`, value]));
	const nested = () => ({ imageAssets: wishes() });
	const forLanguages = () => ({ '[markdown]': dotted(), '[plaintext]': dotted() });

	const forms: [string, (folder: string) => Promise<string>][] = [
		['.vscode/settings.json, dotted', folder => inFolder(folder, dotted())],
		['.vscode/settings.json, nested', folder => inFolder(folder, nested())],
		['.vscode/settings.json, for a language', folder => inFolder(folder, forLanguages())],
		['a .code-workspace, dotted', folder => inWorkspaceFile(folder, dotted())],
		['a .code-workspace, nested', folder => inWorkspaceFile(folder, nested())],
		[
			'a .code-workspace and its folder',
			async folder => {
				await inFolder(folder, dotted());
				return inWorkspaceFile(folder, nested());
			},
		],
	];

	async function inFolder(folder: string, settings: object): Promise<string> {
		await mkdir(join(folder, '.vscode'));
		await writeFile(join(folder, '.vscode/settings.json'), JSON.stringify(settings));
		return folder;
	}

	async function inWorkspaceFile(folder: string, settings: object): Promise<string> {
		const file = `${folder}.code-workspace`;
		await writeFile(file, JSON.stringify({ folders: [{ path: folder }], settings }));
		return file;
	}

	for (const [name, prepare] of forms) {
		test(`${name}: gets nothing`, async () => {
			emulator.clear();
			const { path, remove } = await temporaryFolder('hostile');
			const folder = join(path, 'site');
			await cp(sampleWorkspace, folder, { recursive: true });
			const workbench = await openWorkbench({
				openInPlace: await prepare(folder),
				// The address comes from the user's settings here, as in real life.
				env: { IMAGE_ASSETS_API_KEY: 'cdt_test', IMAGE_ASSETS_WAIT_SCALE: '0.05' },
				settings: { 'imageAssets.apiBaseUrl': emulator.baseUrl },
			});
			const { editor, inHost, dialog } = workbench;
			await waitFor('the folder of the workspace', async () => {
				if (await inHost(({ workspace }) => workspace.workspaceFolders?.length === 1)) {
					return true;
				}
				// A window in a browser now and then starts before it can read its workspace file.
				await workbench.reload();
				return false;
			});
			await editor.open(join(folder, 'docs/guide.md'));
			const saved = await inHost(async ({ commands }) => {
				const uris = await commands.executeCommand<unknown[]>('imageAssets.generate', { prompt: 'a trap' });
				return uris.length;
			});
			assert.equal(saved, 1);
			const [created] = emulator.requests;
			assert.equal(created?.headers['x-api-key'], 'cdt_test');
			assert.deepEqual(Object.keys(created.body as object), ['model', 'input']);
			await inHost(({ commands }) => {
				void commands.executeCommand('imageAssets.generate', { prompt: 'a dear trap', quality: 'high' });
			});
			assert.match(await dialog.message(), /for 480 credits/);
			await dialog.press('Cancel');
			assert.deepEqual([decoy.connections(), decoy.bytes()], [0, 0]);
			await remove();
		});
	}
});
