// Run as a process of its own: saves an image under one name, again and again, in parallel.
// Arguments: the workspace folder, the name, how many times, a mark that tells this process's bytes apart.
import { saveAsset } from '../../../src/core/assets/saveAsset.ts';
import { createSystemClock } from '../../../src/core/clock/systemClock.ts';
import { diskFiles } from '../../../src/host/storage/diskFiles.ts';

const [root = '', name = '', count = '0', mark = ''] = process.argv.slice(2);
const files = diskFiles({ clock: createSystemClock() });
const reserved = new Set<string>();
const saves = Array.from({ length: Number(count) }, (_, index) => {
	const bytes = Buffer.from(`${mark}-${index}`);
	return saveAsset({ files, reserved, workspaceFolders: [root], folder: `${root}/assets`, name, bytes });
});
await Promise.all(saves);
