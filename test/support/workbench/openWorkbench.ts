import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { outFolder, repository } from '../repository.ts';
import { copySampleWorkspace, sampleWorkspace } from '../sampleWorkspace.ts';
import { displayIn } from '../vscode/displayIn.ts';
import { quietSettings } from '../vscode/quietSettings.ts';
import type { Settings } from '../vscode/vsCodeServer.ts';
import { workbenchUrl } from '../vscode/workbenchPage.ts';
import { isConsoleError } from './consoleErrors.ts';
import { dialogOf, type Dialog } from './dialog.ts';
import { hostCaller, type InHost } from './driver/hostCaller.ts';
import { editorOf, type Editor } from './editor.ts';
import { explorerOf, type Explorer } from './explorer.ts';
import { menuOf, type Menu } from './menu.ts';
import { notificationsOf, type Notifications } from './notifications.ts';
import { quickFixesOf, type QuickFixes } from './quickFixes.ts';
import { quickInputOf, type QuickInput } from './quickInput.ts';
import {
	serviceEnvironment,
	sharedBrowser,
	sharedServer,
	startDrivenServer,
	type DrivenServerOptions,
} from './sharedServer.ts';
import { changeSettings, forgetFinished, hasFailed, isBusy, resetWindow } from './resetWindow.ts';
import { applyTheme, themeName, type Theme } from './theme.ts';
import { statusBarOf, type StatusBar } from './statusBar.ts';
import { waitFor } from './waitFor.ts';
import { pseudoExtension } from './pseudoExtension.ts';

export interface WorkbenchOptions extends DrivenServerOptions {
	/** The folder to copy into the window's workspace; the sample workspace by default. */
	workspace?: string;
	/** A folder or `.code-workspace` file to open as it is, instead of a copy. */
	openInPlace?: string;
	theme?: Theme;
	width?: number;
	height?: number;
	/** Added to the settings that keep the workbench quiet. All windows of one server share them. */
	settings?: Settings;
	/** A separate server, without anything that the extension stored for other windows. */
	ownServer?: boolean;
	/** Never a window left by another test: for tests of what happens while one opens. */
	fresh?: boolean;
	/** The display language, English by default. Only our texts are translated. `qps-ploc` is a pseudo-language. */
	language?: 'ko' | 'qps-ploc';
	/** The extension under development; the repository by default, none with `null`. */
	extension?: string | null;
}

/** A real VS Code window on its own workspace. */
export interface Workbench {
	page: Page;
	/** The absolute folder (or workspace file) that is open. */
	folder: string;
	/** The extension's own folder, which all windows of the server share. */
	storageFolder: string;
	inHost: InHost;
	/** Runs a command through the palette, by the full label shown there: `Image Assets: Show Log`. */
	runCommand: (label: string) => Promise<void>;
	/** Runs a command by its id; doesn't wait for it to finish. */
	runById: (command: string) => Promise<void>;
	quickInput: QuickInput;
	quickFixes: QuickFixes;
	editor: Editor;
	explorer: Explorer;
	menu: Menu;
	notifications: Notifications;
	dialog: Dialog;
	statusBar: StatusBar;
	/** Errors that the page and the extension host wrote to the console. */
	consoleErrors: string[];
	/** Saves `out/screenshots/<name>.png` and returns its path. */
	screenshot: (name: string) => Promise<string>;
	/** `Developer: Reload Window`. */
	reload: () => Promise<void>;
	/** Leaves the window to the next test that asks for one like it; closes it if that isn't possible. */
	leave: () => Promise<void>;
	close: () => Promise<void>;
	/** How many tests used this window before. */
	turn: number;
}

/** A window that a test has left. */
interface LeftWindow {
	workbench: Workbench;
	/** Makes it what `options` ask for. */
	takeOver: (options: WorkbenchOptions) => Promise<void>;
}

const opened = new Set<Workbench>();
/** By the options that a window can't change; the window left last comes last. */
const left = new Map<string, LeftWindow>();
/** Idle extension hosts aren't free. */
const mostLeft = 3;

export function openWorkbenches(): Workbench[] {
	return [...opened];
}

/** Closes the windows left by tests; with a path only those whose folder or workspace file begins with it. */
export async function closeLeft(path = ''): Promise<void> {
	for (const [key, { workbench }] of [...left]) {
		if (workbench.folder.startsWith(path)) {
			left.delete(key);
			await workbench.close();
		}
	}
}

/** A window that has restored and whose extension host answers: one left by another test, or a new one. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
	const key = keyOf(options);
	const found = key === undefined ? undefined : left.get(key);
	if (found !== undefined && key !== undefined) {
		left.delete(key);
		opened.add(found.workbench);
		await found.takeOver(options);
		return found.workbench;
	}
	return openNew(options, key);
}

/** The options that a window can't change; undefined for a window that is for one test only. */
function keyOf(options: WorkbenchOptions): string | undefined {
	const changing: (keyof WorkbenchOptions)[] = ['theme', 'settings', 'fresh', 'ownServer'];
	const forLife = Object.entries(options).filter(
		([name]) => !changing.includes(name as keyof WorkbenchOptions),
	);
	return options.ownServer === true || options.fresh === true ? undefined : JSON.stringify(forLife.sort());
}

async function openNew(options: WorkbenchOptions, key: string | undefined): Promise<Workbench> {
	const { width = 1280, height = 800, ownServer, env, keepsSecrets, workspaceTrust, model } = options;
	let { theme = 'dark', settings } = options;
	const version = options.version ?? (process.env.IMAGE_ASSETS_TEST_HOST === 'oldest' ? 'oldest' : 'newest');
	const serverOptions: DrivenServerOptions = {
		version,
		env: env ?? (await serviceEnvironment()),
		...(keepsSecrets === undefined ? {} : { keepsSecrets }),
		...(workspaceTrust === undefined ? {} : { workspaceTrust }),
		...(model === undefined ? {} : { model }),
	};
	const server = await (ownServer === true ? startDrivenServer(serverOptions) : sharedServer(serverOptions));
	const allSettings = () => ({
		...quietSettings,
		'workbench.colorTheme': themeName(version, theme),
		...settings,
	});
	await server.writeSettings(allSettings());
	const copy = options.openInPlace === undefined ? await copySampleWorkspace(options.workspace) : undefined;
	const folder = copy?.folder ?? options.openInPlace ?? '';
	const context = await (
		await sharedBrowser()
	).newContext({
		viewport: { width, height },
		colorScheme: colorSchemeOf(theme),
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	if (options.language !== undefined) {
		await displayIn(context, options.language);
	}
	const page = await context.newPage();
	page.setDefaultTimeout(60_000);
	const consoleErrors: string[] = [];
	page.on('console', message => {
		if (isConsoleError(message)) {
			consoleErrors.push(message.text());
		}
	});
	const { inHost, forget } = hostCaller(server.driverFolder, folder);

	const restored = async () => {
		await page.waitForFunction('globalThis.driver !== undefined', undefined, { timeout: startTimeout });
		await page.evaluate('globalThis.driver.whenWorkbenchRestored()');
		await inHost(() => true);
		await page.addStyleTag({ content: hidden });
		await applyTheme(page, inHost, version, theme);
	};
	const runById = async (command: string) => {
		await inHost((vscode, argument) => void vscode.commands.executeCommand(argument), command);
	};
	const quickInput = quickInputOf(page);
	const workbench: Workbench = {
		turn: 0,
		page,
		folder,
		storageFolder: join(server.dataFolder, 'data/User/globalStorage/image-assets.image-assets'),
		inHost,
		runById,
		runCommand: async label => {
			// A key pressed while an editor is still opening gets lost, or the palette closes again.
			await waitFor('the command palette', async () => {
				await page.keyboard.press('F1');
				await quickInput.opened(undefined, 1000);
				await quickInput.type(`>${label}`, 2000);
				await quickInput.find(label, 5000);
				await quickInput.pick(label, 5000);
				return true;
			});
		},
		quickInput,
		quickFixes: quickFixesOf(page),
		editor: editorOf(page, inHost, folder),
		explorer: explorerOf(page, inHost, folder),
		menu: menuOf(page),
		notifications: notificationsOf(page, runById),
		dialog: dialogOf(page),
		statusBar: statusBarOf(page),
		consoleErrors,
		screenshot: async name => {
			const path = join(outFolder, 'screenshots', `${name}.png`);
			await mkdir(join(outFolder, 'screenshots'), { recursive: true });
			await page.screenshot({ path, animations: 'disabled' });
			return path;
		},
		reload: async () => {
			const loaded = page.waitForEvent('load', { timeout: startTimeout });
			await runById('workbench.action.reloadWindow');
			await forget();
			await loaded;
			await restored();
		},
		leave: async () => {
			if (await hasFailed(workbench)) {
				await forgetFinished(workbench);
				await workbench.close();
				return;
			}
			if (key === undefined || left.has(key) || (await isBusy(workbench))) {
				await workbench.close();
				return;
			}
			opened.delete(workbench);
			left.set(key, { workbench, takeOver });
			const [oldest] = left;
			if (left.size > mostLeft && oldest !== undefined) {
				left.delete(oldest[0]);
				await oldest[1].workbench.close();
			}
		},
		close: async () => {
			opened.delete(workbench);
			// Leaving the page ends the extension host; a closed page would keep it for hours.
			await page.goto('about:blank').catch(() => undefined);
			await context.close();
			await copy?.remove();
			if (ownServer === true) {
				await server.stop();
			}
		},
	};
	async function takeOver(next: WorkbenchOptions): Promise<void> {
		workbench.turn += 1;
		await resetWindow(workbench, copy === undefined ? undefined : (options.workspace ?? sampleWorkspace));
		const before = allSettings();
		theme = next.theme ?? 'dark';
		settings = next.settings;
		await changeSettings(workbench, before, allSettings());
		await page.emulateMedia({ colorScheme: colorSchemeOf(theme) });
		await applyTheme(page, inHost, version, theme);
	}
	opened.add(workbench);
	// A window that was open on the same folder before may have left its address.
	await forget();
	await page.goto(
		workbenchUrl(server, {
			...(folder === '' ? {} : { workspace: folder }),
			...(options.extension === null ? {} : { extension: options.extension ?? (await ours(options)) }),
		}),
		{ timeout: startTimeout },
	);
	await restored();
	return workbench;
}

function ours({ language }: WorkbenchOptions): string | Promise<string> {
	return language === 'qps-ploc' ? pseudoExtension() : repository;
}

/** A start takes a busy machine a minute. */
const startTimeout = 180_000;

function colorSchemeOf(theme: Theme): 'light' | 'dark' {
	return theme === 'light' || theme === 'hcLight' ? 'light' : 'dark';
}

/** Status bar items that only a VS Code in a browser has. */
const hidden = '#status\\.forwardedPorts, #status\\.workbench\\.keyboardLayout { display: none !important; }';
