import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { outFolder, repository } from '../repository.ts';
import { copySampleWorkspace } from '../sampleWorkspace.ts';
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
import { applyTheme, type Theme } from './theme.ts';
import { statusBarOf, type StatusBar } from './statusBar.ts';
import { waitFor } from './waitFor.ts';

export interface WorkbenchOptions extends DrivenServerOptions {
	/** The folder to copy into the window's workspace; the sample workspace unless given. */
	workspace?: string;
	/** A folder or `.code-workspace` file to open as it is, instead of a copy. */
	openInPlace?: string;
	theme?: Theme;
	width?: number;
	height?: number;
	/** On top of the settings that keep the workbench quiet. All windows of one server share them. */
	settings?: Settings;
	/** A server of its own: nothing of what the extension stored for other windows. */
	ownServer?: boolean;
	/** The extension under development; the repository unless given, none with `null`. */
	extension?: string | null;
}

/** A real VS Code window on a workspace of its own. */
export interface Workbench {
	page: Page;
	/** The absolute folder (or workspace file) that is open. */
	folder: string;
	/** The extension's own folder, which all windows of the server share. */
	storageFolder: string;
	inHost: InHost;
	/** Runs a command through the palette, by the whole label it shows there: `Image Assets: Show Log`. */
	runCommand: (label: string) => Promise<void>;
	/** Runs a command by its id; does not wait until it has done its work. */
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
	close: () => Promise<void>;
}

const opened = new Set<Workbench>();

/** The windows that are open now. */
export function openWorkbenches(): Workbench[] {
	return [...opened];
}

/** Opens a window and waits until it has restored and its extension host answers. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
	const {
		width = 1280,
		height = 800,
		theme = 'dark',
		settings,
		ownServer,
		env,
		keepsSecrets,
		workspaceTrust,
	} = options;
	const version = options.version ?? (process.env.IMAGE_ASSETS_TEST_HOST === 'oldest' ? 'oldest' : 'newest');
	const serverOptions: DrivenServerOptions = {
		version,
		env: env ?? (await serviceEnvironment()),
		...(keepsSecrets === undefined ? {} : { keepsSecrets }),
		...(workspaceTrust === undefined ? {} : { workspaceTrust }),
	};
	const server = await (ownServer === true ? startDrivenServer(serverOptions) : sharedServer(serverOptions));
	await server.writeSettings({
		...quietSettings,
		...settings,
	});
	const copy = options.openInPlace === undefined ? await copySampleWorkspace(options.workspace) : undefined;
	const folder = copy?.folder ?? options.openInPlace ?? '';
	const context = await (
		await sharedBrowser()
	).newContext({
		viewport: { width, height },
		colorScheme: theme === 'light' || theme === 'hcLight' ? 'light' : 'dark',
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	const page = await context.newPage();
	page.setDefaultTimeout(20_000);
	const consoleErrors: string[] = [];
	page.on('console', message => {
		if (isConsoleError(message)) {
			consoleErrors.push(message.text());
		}
	});
	const { inHost, forget } = hostCaller(server.driverFolder, folder);

	const restored = async () => {
		await page.waitForFunction('globalThis.driver !== undefined', undefined, { timeout: 60_000 });
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
		page,
		folder,
		storageFolder: join(server.dataFolder, 'data/User/globalStorage/image-assets.image-assets'),
		inHost,
		runById,
		runCommand: async label => {
			// A key that is pressed while an editor is still opening gets lost.
			await waitFor('the command palette', async () => {
				await page.keyboard.press('F1');
				return quickInput.opened(undefined, 1000).then(() => true);
			});
			await quickInput.type(`>${label}`);
			await quickInput.pick(label);
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
			const loaded = page.waitForEvent('load');
			await runById('workbench.action.reloadWindow');
			await forget();
			await loaded;
			await restored();
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
	opened.add(workbench);
	// A window that was open on the same folder before may have left its address.
	await forget();
	await page.goto(
		workbenchUrl(server, {
			...(folder === '' ? {} : { workspace: folder }),
			...(options.extension === null ? {} : { extension: options.extension ?? repository }),
		}),
	);
	await restored();
	return workbench;
}

/** Status bar items that only a VS Code in a browser has. */
const hidden = '#status\\.forwardedPorts, #status\\.workbench\\.keyboardLayout { display: none !important; }';
