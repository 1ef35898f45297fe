import type { ChildProcess } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { temporaryFolder } from '../temporaryFolder.ts';
import { installVsCode, type VsCodeInstallation, type VsCodeVersion } from './installVsCode.ts';
import { spawnTree, stopTree } from './processTree.ts';

export type Settings = Record<string, unknown>;

export interface VsCodeServerOptions {
	version?: VsCodeVersion;
	/** Whether SecretStorage survives a reload of the page; newest version only, off by default. */
	keepsSecrets?: boolean;
	/** Added to the environment of the extension host. */
	env?: Record<string, string>;
	/** With false (default) every workspace is trusted; with true VS Code asks, as it does for users. */
	workspaceTrust?: boolean;
	/** The first user settings; see `writeSettings`. */
	settings?: Settings;
	/** Folders of unpacked extensions to install besides the one under test. */
	extensions?: string[];
	/** Whether windows may name an extension under development; on by default. */
	driver?: boolean;
	/** 0 (default) picks a free one. */
	port?: number;
}

export interface VsCodeServer {
	installation: VsCodeInstallation;
	url: string;
	/** `host:port`, the authority of `vscode-remote` URIs. */
	authority: string;
	/** Extensions, user data and logs; gone after `stop`. */
	dataFolder: string;
	/** What the server printed so far. */
	output: () => string;
	/** Replaces the user settings, which all windows of this server share. */
	writeSettings: (settings: Settings) => Promise<void>;
	/** Stops the server with all extension hosts and removes its data. */
	stop: () => Promise<void>;
}

const startTimeout = 60_000;

/** Starts a VS Code server on the loopback interface; resolves once it accepts windows. */
export async function startVsCodeServer(options: VsCodeServerOptions = {}): Promise<VsCodeServer> {
	const installation = await installVsCode(options.version ?? 'newest');
	const { path: dataFolder, remove } = await temporaryFolder('server');
	const settingsFile = join(dataFolder, 'data', 'User', 'settings.json');
	const writeSettings = (settings: Settings) => writeFile(settingsFile, JSON.stringify(settings, null, '\t'));
	await fillDataFolder(dataFolder, options.extensions ?? []);
	await writeSettings(options.settings ?? {});
	const child = spawnTree(installation.node, commandLine(installation, dataFolder, options), {
		env: { ...ownEnvironment(), ...options.env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	const append = (chunk: Buffer) => (output += chunk.toString());
	child.stdout?.on('data', append);
	child.stderr?.on('data', append);
	const stop = async () => {
		await stopTree(child);
		await remove();
	};
	try {
		const port = await listening(child, () => output);
		const authority = `127.0.0.1:${port}`;
		const url = `http://${authority}/`;
		await answering(url);
		return { installation, url, authority, dataFolder, output: () => output, writeSettings, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

function commandLine(
	installation: VsCodeInstallation,
	dataFolder: string,
	options: VsCodeServerOptions,
): string[] {
	const port = options.port ?? 0;
	const trust = options.workspaceTrust === true ? [] : ['--disable-workspace-trust'];
	const driver = options.driver !== false;
	if (options.keepsSecrets !== true) {
		return [
			join(installation.folder, 'lib/vscode/out/server-main.js'),
			...['--host', '127.0.0.1', '--port', String(port)],
			...['--without-connection-token', '--accept-server-license-terms', '--telemetry-level', 'off'],
			...['--server-data-dir', dataFolder],
			...(driver ? ['--enable-smoke-test-driver'] : []),
			...trust,
		];
	}
	return [
		join(installation.folder, 'out/node/entry.js'),
		...['--bind-addr', `127.0.0.1:${port}`, '--auth', 'none'],
		...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
		...['--ignore-last-opened', '--config', join(dataFolder, 'config.yaml')],
		...['--user-data-dir', join(dataFolder, 'data'), '--extensions-dir', join(dataFolder, 'extensions')],
		...(driver ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
		...trust,
	];
}

async function fillDataFolder(dataFolder: string, extensions: string[]): Promise<void> {
	await mkdir(join(dataFolder, 'data', 'User'), { recursive: true });
	await mkdir(join(dataFolder, 'extensions'));
	await writeFile(join(dataFolder, 'config.yaml'), '');
	for (const extension of extensions) {
		await cp(extension, join(dataFolder, 'extensions', basename(extension)), { recursive: true });
	}
}

/** Our environment without what a surrounding editor or debugger left in it. */
function ownEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name)),
	);
}

/** The port that the server says it listens on. */
async function listening(child: ChildProcess, output: () => string): Promise<number> {
	const spoken = /(?:listening on|available at) (?:http:\/\/[^:\s]+:)?(\d+)/i;
	return new Promise((resolve, reject) => {
		const fail = (why: string) => {
			reject(new Error(`VS Code server ${why}\n${output()}`));
		};
		const timer = setTimeout(() => {
			fail('did not start in time');
		}, startTimeout);
		const look = () => {
			const port = spoken.exec(output())?.[1];
			if (port !== undefined) {
				clearTimeout(timer);
				resolve(Number(port));
			}
		};
		child.stdout?.on('data', look);
		child.stderr?.on('data', look);
		child.on('error', error => {
			fail(`could not be started: ${error.message}`);
		});
		child.on('exit', code => {
			clearTimeout(timer);
			fail(`exited with ${String(code)}`);
		});
	});
}

async function answering(url: string): Promise<void> {
	const deadline = Date.now() + startTimeout;
	for (;;) {
		const status = await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
			response => response.status,
			() => 0,
		);
		if (status === 200) {
			return;
		}
		if (Date.now() > deadline) {
			throw new Error(`VS Code server at ${url} does not answer (${status})`);
		}
		await new Promise(resolve => setTimeout(resolve, 50));
	}
}
