import { l10n, type Uri, workspace } from 'vscode';
import { readOpenPaths } from '../jobs/openPaths.ts';
import type { Services } from '../services.ts';
import { priceMissing } from './priceMissing.ts';
import { filesOf, nameOf, type PricedPicture } from './pricedPicture.ts';
import { scanWorkspace, type Scan } from './scanWorkspace.ts';
import { numberText } from '../texts/units.ts';

export interface FolderToScan {
	readonly folder: Uri;
	readonly workspaceFolder: Uri;
}

/** The result of scanning the documents in folders. */
export interface FoundMissing {
	readonly pictures: readonly PricedPicture[];
	/** How many more pictures jobs are already making. */
	readonly underWay: number;
	/** Names of the pictures that may already have been paid for. */
	readonly mayBePaid: readonly string[];
	/** How many documents were scanned. */
	readonly documents: number;
}

/**
 * Finds the missing images of all documents in folders. Each picture is listed once, even if several folders contain
 * its documents: folders may nest. Costs nothing.
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
	const started = performance.now();
	for (const { folder, workspaceFolder } of folders) {
		const scan = await scanWorkspace(folder, workspaceFolder, signal, (done, of) => {
			onProgress(
				l10n.t('Looking for missing images… {0} of {1} documents', numberText(done), numberText(of)),
			);
		});
		scans.push(scan);
	}
	const documents = scans.reduce((sum, scan) => sum + scan.documents, 0);
	services.log.info(`Scanned ${documents} documents in ${Math.round(performance.now() - started)} ms`);
	const all = await pricesOf(scans);
	const open = await readOpenPaths(services);
	const pictures = all.filter(picture => filesOf(picture).every(file => open.jobFor(file) === undefined));
	const mayBePaid = all.filter(picture => filesOf(picture).some(open.mayBePaid)).map(nameOf);
	return {
		pictures,
		underWay: all.length - pictures.length - mayBePaid.length,
		mayBePaid,
		documents,
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

/** All workspace folders. */
export function allFolders(): FolderToScan[] {
	return (workspace.workspaceFolders ?? []).map(({ uri }) => ({ folder: uri, workspaceFolder: uri }));
}
