import { Disposable, window, workspace, type FileRenameEvent } from 'vscode';
import { recordPath } from '../../core/assets/assetRecord.ts';
import { createThrottle } from '../ui/throttle.ts';
import { imageFiles } from '../workspace/imageFiles.ts';

/** How long to wait, so that the changes of one action are handled together; in milliseconds. */
const delayMs = 250;

/**
 * Calls `changed` soon after anything may have happened to the workspace's images or their records, in any window or
 * program.
 *
 * @param changed must not reject.
 */
export function watchImages(
	renamed: (event: FileRenameEvent) => void,
	changed: () => Promise<void>,
): Disposable {
	const soon = createThrottle(delayMs, changed);
	let timer: NodeJS.Timeout | undefined;
	const changedSoon = () => {
		timer ??= setTimeout(() => {
			timer = undefined;
			soon.ask();
		}, delayMs);
	};
	const files = [imageFiles, `**/${recordPath}`].map(glob => workspace.createFileSystemWatcher(glob));
	// A deleted or moved folder is reported only as itself.
	const everything = workspace.createFileSystemWatcher('**/*', false, true, false);
	return Disposable.from(
		soon,
		everything,
		everything.onDidCreate(changedSoon),
		everything.onDidDelete(changedSoon),
		...files.flatMap(watcher => [watcher, watcher.onDidChange(changedSoon)]),
		workspace.onDidRenameFiles(event => {
			renamed(event);
			changedSoon();
		}),
		// Not every file system reports all changes to the watcher.
		window.onDidChangeWindowState(({ focused }) => {
			if (focused) {
				changedSoon();
			}
		}),
		new Disposable(() => {
			clearTimeout(timer);
		}),
	);
}
