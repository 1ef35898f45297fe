import { Uri, workspace } from 'vscode';
import { recordPath } from '../../core/assets/assetRecord.ts';
import { keepsRecord } from './settings.ts';

/** A folder that keeps no record file may have its record in the extension's own storage. */
export async function mayHaveRecord(folder: Uri): Promise<boolean> {
	if (!keepsRecord(folder)) {
		return true;
	}
	try {
		await workspace.fs.stat(Uri.joinPath(folder, recordPath));
		return true;
	} catch {
		return false;
	}
}
