import { workspace, type Uri } from 'vscode';
import { readOpenPaths } from '../jobs/openPaths.ts';
import type { Services } from '../services.ts';
import { priceMissing } from './priceMissing.ts';
import { filesOf, nameOf, type PricedPicture } from './pricedPicture.ts';
import { scanWorkspace, type Scan } from './scanWorkspace.ts';

export interface FolderToScan {
	readonly folder: Uri;
	readonly workspaceFolder: Uri;
}

/** What a look at the documents of folders comes to. */
export interface FoundMissing {
	readonly pictures: readonly PricedPicture[];
	/** How many more jobs are on their way to. */
	readonly underWay: number;
	/** Names of those that may have been paid for, and nobody knows. */
	readonly mayBePaid: readonly string[];
	/** How many were looked at. */
	readonly documents: number;
}

/**
 * Looks for the missing images of all documents in folders. One picture for each, whichever of the folders its documents
 * are in: folders may nest. It costs nothing.
 *
 * @throws the signal's reason
 */
export async function findMissing(
	services: Services,
	folders: readonly FolderToScan[],
	signal: AbortSignal,
	onProgress: (text: string) => void = () => undefined,
): Promise<FoundMissing> {
	const scans: Scan[] = [];
	for (const { folder, workspaceFolder } of folders) {
		const scan = await scanWorkspace(folder, workspaceFolder, signal, (done, of) => {
			onProgress(`Looking for missing images… ${done} of ${of} documents`);
		});
		scans.push(scan);
	}
	const all = await pricesOf(scans);
	const open = await readOpenPaths(services);
	const pictures = all.filter(picture => filesOf(picture).every(file => open.jobFor(file) === undefined));
	const mayBePaid = all.filter(picture => filesOf(picture).some(open.mayBePaid)).map(nameOf);
	return {
		pictures,
		underWay: all.length - pictures.length - mayBePaid.length,
		mayBePaid,
		documents: scans.reduce((sum, { documents }) => sum + documents, 0),
	};
}

async function pricesOf(scans: readonly Scan[]): Promise<PricedPicture[]> {
	const byPlace = Object.groupBy(scans, ({ folder: { scheme, authority } }) => `${scheme}://${authority}`);
	const priced: PricedPicture[] = [];
	for (const [first, ...others] of Object.values(byPlace).filter(group => group !== undefined)) {
		if (first !== undefined) {
			const missing = [first, ...others].flatMap(scan => scan.missing);
			priced.push(...(await priceMissing(missing, first.folder)));
		}
	}
	return priced;
}

/** All folders of the workspace. */
export function allFolders(): FolderToScan[] {
	return (workspace.workspaceFolders ?? []).map(({ uri }) => ({ folder: uri, workspaceFolder: uri }));
}
