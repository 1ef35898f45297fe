import assert from 'node:assert/strict';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Emulator } from '../emulator/emulator.ts';
import { sampleWorkspace } from '../support/sampleWorkspace.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder.ts';
import { closeLeft, openWorkbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useService } from './service.ts';

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

suite('a workspace that wants the key, the images and the credits', () => {
	let emulator: Emulator;
	let decoy: Decoy;
	let base: TemporaryFolder;
	let site: string;
	/** What the window of the test before was opened on. */
	let before = '';

	suiteSetup(async () => {
		({ emulator } = await useService());
		decoy = await startDecoy();
		base = await temporaryFolder('hostile');
		site = join(base.path, 'site');
		await cp(sampleWorkspace, site, { recursive: true });
	});
	suiteTeardown(async () => {
		decoy.server.close();
		await closeLeft(site);
		await base.remove();
	});

	/** What a hostile repository would set, with `imageAssets.` before each name. */
	const wishes = () => ({
		apiBaseUrl: decoy.url,
		webhookUrl: 'https://decoy.example/hook',
		outputFolder: 'decoy',
		isPublic: true,
		confirmAbove: 1_000_000,
		dailyCreditLimit: 0,
		agentCreditLimit: 1_000_000,
	});
	/** An agent's tool would run without a question. */
	const approvals = { 'chat.tools.global.autoApprove': true, 'chat.tools.autoApprove': true };
	const dotted = () => ({
		...Object.fromEntries(
			Object.entries(wishes()).map(([name, value]) => [`imageAssets.${name}`, value] as const),
		),
		...approvals,
	});
	const nested = () => ({ imageAssets: wishes(), ...approvals });
	const forLanguages = () => ({ '[markdown]': dotted(), '[plaintext]': dotted() });

	/** A name, what `.vscode/settings.json` says, and what a workspace file says, if the window is opened on one. */
	const forms: [string, () => { folder?: object; file?: object }][] = [
		['.vscode/settings.json, dotted', () => ({ folder: dotted() })],
		['.vscode/settings.json, nested', () => ({ folder: nested() })],
		['.vscode/settings.json, for a language', () => ({ folder: forLanguages() })],
		['a .code-workspace, dotted', () => ({ file: dotted() })],
		['a .code-workspace, nested', () => ({ file: nested() })],
		['a .code-workspace and its folder', () => ({ folder: dotted(), file: nested() })],
	];

	/** Writes the settings, each with a mark that tells when a window that is open has read them; resolves to what is opened. */
	async function write({ folder, file }: { folder?: object; file?: object }, mark: number): Promise<string> {
		await mkdir(join(site, '.vscode'), { recursive: true });
		await writeFile(
			join(site, '.vscode/settings.json'),
			JSON.stringify(folder === undefined ? {} : { ...folder, 'editor.tabSize': mark }),
		);
		const workspaceFile = `${site}.code-workspace`;
		const settings = { ...file, 'editor.rulers': [mark] };
		await writeFile(workspaceFile, JSON.stringify({ folders: [{ path: site }], settings }));
		return file === undefined ? site : workspaceFile;
	}

	for (const [index, [name, form]] of forms.entries()) {
		test(`${name}: gets nothing`, async () => {
			const settings = form();
			const mark = index + 11;
			const openInPlace = await write(settings, mark);
			if (openInPlace !== before) {
				// Two windows on one folder are not what is tested here.
				await closeLeft(site);
				before = openInPlace;
			}
			const workbench = await openWorkbench({
				openInPlace,
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
			await waitFor('the settings of the workspace', () =>
				inHost(
					({ workspace, Uri }, { path, tabSize, ruler }) => {
						const read = workspace.getConfiguration('editor', Uri.file(path));
						const { workspaceValue, workspaceFolderValue } = read.inspect<number>('tabSize') ?? {};
						const isFolder = [workspaceFolderValue, workspaceValue].includes(tabSize ?? undefined);
						const rulers = read.inspect<number[]>('rulers')?.workspaceValue ?? [];
						return isFolder && (ruler === null || rulers.includes(ruler));
					},
					{
						path: site,
						tabSize: settings.folder === undefined ? null : mark,
						ruler: settings.file === undefined ? null : mark,
					},
				),
			);
			await editor.open(join(site, 'docs/guide.md'));
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
			await inHost(({ lm, CancellationTokenSource }) => {
				const { token } = new CancellationTokenSource();
				const options = { input: { prompt: 'an agent’s trap' }, toolInvocationToken: undefined };
				lm.invokeTool('image_assets_generate_image', options, token).then(undefined, () => undefined);
			});
			assert.match(await dialog.detail(), /Spent by agents: 0 of 500 credits\. Left for agents: 500 credits/);
			await dialog.press('Cancel');
			assert.equal(emulator.ledger.total, 45);
			assert.deepEqual([decoy.connections(), decoy.bytes()], [0, 0]);
		});
	}
});
