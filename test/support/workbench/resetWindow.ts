import { readdir, readFile, rm, copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from '../vscode/vsCodeServer.ts';
import type { Workbench } from './openWorkbench.ts';
import { waitFor } from './waitFor.ts';

/** Folders of the extension's storage that record what a user did before, and are read each time. */
const past = ['credits/v1', 'jobs/damaged', 'jobs/v1', 'kept', 'pasted', 'replaced/v1'];

/**
 * Makes a window look just opened, for the next test: nothing open, nothing typed, no notifications, and nothing of
 * the extension's past except what it remembers itself (finished jobs, recent prompts, the panel's draft).
 */
export async function resetWindow(workbench: Workbench, contents: string | undefined): Promise<void> {
	const { page, inHost, notifications, storageFolder } = workbench;
	await leaveOverlays(workbench);
	await inHost(async ({ commands, window }) => {
		const isOpen = () => window.tabGroups.all.some(({ tabs }) => tabs.length > 0);
		while (isOpen()) {
			await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
			if (isOpen()) {
				await commands.executeCommand('workbench.action.focusFirstEditorGroup');
			}
		}
		await commands.executeCommand('workbench.action.editorLayoutSingle');
	});
	await notifications.clearAll();
	await notifications.hide();
	if (contents !== undefined) {
		await refill(workbench.folder, contents);
		await inHost(async ({ commands }) => {
			await commands.executeCommand('workbench.view.explorer');
			await commands.executeCommand('workbench.files.action.refreshFilesExplorer');
			await commands.executeCommand('workbench.files.action.collapseExplorerFolders');
			await commands.executeCommand('workbench.action.focusActiveEditorGroup');
		});
		await settingsAreForgotten(workbench);
	}
	for (const folder of past.map(name => join(storageFolder, name))) {
		// The folders themselves stay: the extension remembers that it created them.
		for (const name of await readdir(folder).catch(() => [])) {
			await rm(join(folder, name), { recursive: true, force: true });
		}
	}
	await page.mouse.move(0, 0);
	workbench.consoleErrors.length = 0;
}

/** Whether a job is in progress in a window, which then can't be reset. */
export async function isBusy({ statusBar }: Workbench): Promise<boolean> {
	return (await statusBar.items()).some(({ label }) => / in progress\b/.test(label));
}

/** Whether a job has failed and wasn't dismissed: the window keeps showing it. */
export async function hasFailed({ storageFolder }: Workbench): Promise<boolean> {
	const folder = join(storageFolder, 'jobs/finished');
	const jobs = new Map<string, Record<string, string>>();
	for (const name of await readdir(folder).catch(() => [])) {
		for (const line of (await readFile(join(folder, name), 'utf8')).split('\n').filter(Boolean)) {
			const { id, texts } = JSON.parse(line) as { id: string; texts: Record<string, string> };
			jobs.set(id, texts);
		}
	}
	return [...jobs.values()].some(
		texts => texts['end.json']?.includes('"failed"') === true && texts['dismissed.json'] === undefined,
	);
}

/** Removes the files of finished jobs; a window that has read them still remembers them. */
export async function forgetFinished({ storageFolder }: Workbench): Promise<void> {
	const folder = join(storageFolder, 'jobs/finished');
	for (const name of await readdir(folder).catch(() => [])) {
		await rm(join(folder, name), { force: true });
	}
}

/** Changes the user settings of an open window, which doesn't notice changes to their file. */
export async function changeSettings(
	{ inHost }: Workbench,
	before: Settings,
	settings: Settings,
): Promise<void> {
	const changes = [...new Set([...Object.keys(before), ...Object.keys(settings)])]
		.filter(key => JSON.stringify(before[key]) !== JSON.stringify(settings[key]))
		.map(key => [key, settings[key] ?? null] as const);
	await inHost(async ({ workspace }, all) => {
		for (const [key, value] of all) {
			await workspace.getConfiguration().update(key, value ?? undefined, true);
		}
	}, changes);
}

/** Waits until a window has noticed that settings of its folder are gone: what they name may be gone as well. */
async function settingsAreForgotten({ folder, inHost }: Workbench): Promise<void> {
	const text = await readFile(join(folder, '.vscode/settings.json'), 'utf8').catch(() => '{}');
	await waitFor('the settings that are gone to be forgotten', () =>
		inHost(
			({ extensions, workspace }, written) => {
				const manifest = extensions.getExtension('image-assets.image-assets')?.packageJSON as {
					contributes: { configuration: { properties: object }[] };
				};
				const keys = manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
				const settings = workspace.getConfiguration(undefined, workspace.workspaceFolders?.[0]?.uri);
				return keys.every(key => {
					const value = settings.inspect(key)?.workspaceFolderValue;
					return value === undefined || JSON.stringify(value) === JSON.stringify(written[key]);
				});
			},
			JSON.parse(text) as Settings,
		),
	);
}

/** Closes dialogs, menus and the quick input. */
async function leaveOverlays({ page, runById }: Workbench): Promise<void> {
	const overlays = page.locator(
		'.monaco-dialog-box, .context-view .monaco-menu, .quick-input-widget, .action-widget',
	);
	await waitFor('dialogs, menus and the quick input to close', async () => {
		const shown = await Promise.all((await overlays.all()).map(overlay => overlay.isVisible()));
		if (!shown.includes(true)) {
			return true;
		}
		await page.keyboard.press('Escape');
		await runById('workbench.action.closeQuickOpen');
		return false;
	});
}

/** Makes a folder equal to another, touching only what is different. */
async function refill(folder: string, source: string): Promise<void> {
	const wanted = new Set(await filesIn(source));
	for (const file of await filesIn(folder)) {
		if (!wanted.has(file)) {
			await rm(join(folder, file), { force: true });
		}
	}
	const folders = new Set([...wanted].flatMap(file => parentsOf(file)));
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (entry.isDirectory() && !folders.has(path.slice(folder.length + 1))) {
			await rm(path, { recursive: true, force: true });
		}
	}
	for (const file of wanted) {
		const bytes = await readFile(join(source, file));
		const there = await readFile(join(folder, file)).catch(() => undefined);
		if (there?.equals(bytes) !== true) {
			await mkdir(dirname(join(folder, file)), { recursive: true });
			await copyFile(join(source, file), join(folder, file));
		}
	}
}

async function filesIn(folder: string): Promise<string[]> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter(entry => !entry.isDirectory())
		.map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function parentsOf(path: string): string[] {
	const parts = path.split('/').slice(0, -1);
	return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
