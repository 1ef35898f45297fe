import { commands, Disposable, Uri, workspace, type FileRenameEvent } from 'vscode';
import { recordPath } from '../../core/assets/assetRecord.ts';
import { movePaths } from '../../core/assets/movePaths.ts';
import { recordedContext } from '../contributions.ts';
import type { LoadServices } from '../services.ts';
import { assetPath } from '../storage/assetRecords.ts';
import { createThrottle } from '../ui/throttle.ts';
import { mayHaveRecord } from '../workspace/mayHaveRecord.ts';
import { belongsTo, isBelow } from '../workspace/places.ts';

/** Minimum time between two reads of the records, in milliseconds. */
const readEvery = 500;

/**
 * Maintains the menus' list of images with a record, and updates the records when files are renamed. Loads nothing
 * more if there is no record.
 */
export function followRecords(loadServices: LoadServices): Disposable {
	let listening: Disposable | undefined;

	async function refresh(): Promise<void> {
		const folders = workspace.workspaceFolders ?? [];
		const exist = await Promise.all(folders.map(({ uri }) => mayHaveRecord(uri)));
		const recorded: Record<string, true> = {};
		if (exist.includes(true)) {
			const { records } = await loadServices();
			listening ??= records.onDidChange(soon.ask);
			for (const { uri } of folders) {
				for (const path of (await records.read(uri)).entries.keys()) {
					// Spelled like the context key `resourcePath`.
					recorded[Uri.joinPath(uri, path).fsPath] = true;
				}
			}
		}
		await commands.executeCommand('setContext', recordedContext, recorded);
	}

	async function follow({ files }: FileRenameEvent): Promise<void> {
		if (!workspace.isTrusted) {
			return;
		}
		for (const { uri: folder } of workspace.workspaceFolders ?? []) {
			const moves = files
				.filter(({ oldUri, newUri }) => belongsTo(oldUri, folder) && belongsTo(newUri, folder))
				.map(({ oldUri, newUri }) => ({ from: assetPath(folder, oldUri), to: assetPath(folder, newUri) }));
			if (moves.length > 0 && (await mayHaveRecord(folder))) {
				const services = await loadServices();
				await services.records
					.change(folder, (record, spelled) =>
						movePaths(
							record,
							moves.map(({ from, to }) => ({ from: spelled(from), to })),
						),
					)
					.catch(services.reportError);
			}
		}
	}

	/** Recorded images that are deleted in VS Code can be restored for a while. */
	async function keepRecorded(deleted: readonly Uri[]): Promise<void> {
		if (!workspace.isTrusted) {
			return;
		}
		for (const { uri: folder } of workspace.workspaceFolders ?? []) {
			const places = deleted.filter(uri => belongsTo(uri, folder));
			if (places.length === 0 || !(await mayHaveRecord(folder))) {
				continue;
			}
			const { records, kept } = await loadServices();
			for (const path of (await records.read(folder)).entries.keys()) {
				const file = Uri.joinPath(folder, path);
				if (places.some(place => isBelow(file, place))) {
					await kept.keep(file);
				}
			}
		}
	}

	// Read errors are reported where a record is used; the menus just leave it out.
	const soon = createThrottle(readEvery, () => refresh().catch(() => undefined));
	const watcher = workspace.createFileSystemWatcher(`**/${recordPath}`);
	soon.ask();
	return Disposable.from(
		soon,
		watcher,
		watcher.onDidCreate(soon.ask),
		watcher.onDidChange(soon.ask),
		watcher.onDidDelete(soon.ask),
		workspace.onDidChangeWorkspaceFolders(soon.ask),
		workspace.onDidRenameFiles(event => {
			void follow(event);
		}),
		workspace.onWillDeleteFiles(event => {
			event.waitUntil(keepRecorded(event.files).catch(() => undefined));
		}),
		new Disposable(() => {
			listening?.dispose();
		}),
	);
}
