import { l10n, TabInputCustom, window, workspace, type QuickPickItem, type Uri } from 'vscode';
import { UserError } from '../../core/userError.ts';
import { imageFiles } from '../workspace/imageFiles.ts';
import { imageSize } from '../storage/imageFacts.ts';
import { isSamePlace, keyOf } from '../workspace/places.ts';
import { pixelsText, bytesText } from '../texts/units.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';

/** Folders whose images don't belong to the project. */
const excludedFolders = '**/{node_modules,bower_components,.git,dist,out,build}/**';
/** The most images offered; nobody reads a longer list. */
const maxOffered = 500;

interface ImageItem extends QuickPickItem {
	readonly uri: Uri;
}

/** Lets the user choose an image in the workspace; the open image comes first, then the most recently changed. */
export async function pickImage(
	title = l10n.t('Edit Image'),
	placeholder = l10n.t('Image to edit'),
): Promise<Uri | undefined> {
	return (await pick(title, placeholder, false))[0];
}

/** Lets the user choose several images. Empty if dismissed. */
export function pickImages(): Promise<Uri[]> {
	return pick(l10n.t('Add References'), l10n.t('Images to work from'), true);
}

async function pick(title: string, placeholder: string, canSelectMany: boolean): Promise<Uri[]> {
	const pick = window.createQuickPick<ImageItem>();
	pick.title = title;
	pick.placeholder = placeholder;
	pick.canSelectMany = canSelectMany;
	pick.matchOnDescription = true;
	pick.busy = true;
	const chosen = new Promise<Uri[]>(resolve => {
		pick.onDidAccept(() => {
			const items = canSelectMany ? pick.selectedItems : pick.activeItems.slice(0, 1);
			resolve(items.map(({ uri }) => uri));
			pick.hide();
		});
		pick.onDidHide(() => {
			resolve([]);
			pick.dispose();
		});
	});
	pick.show();
	const images = await listImages();
	if (images.length === 0) {
		pick.hide();
		throw new UserError(l10n.t('There is no PNG, JPEG, or WebP image in this workspace.'));
	}
	pick.items = images.map(({ uri }) => itemOf(uri, ''));
	pick.busy = false;
	// Show the list right away, and fill in the sizes as they are read.
	void describe(images).then(items => {
		const isAmong = (some: readonly ImageItem[]) => {
			const uris = new Set(some.map(({ uri }) => keyOf(uri)));
			return items.filter(({ uri }) => uris.has(keyOf(uri)));
		};
		const [active, selected] = [isAmong(pick.activeItems), isAmong(pick.selectedItems)];
		pick.items = items;
		pick.activeItems = active;
		if (canSelectMany) {
			pick.selectedItems = selected;
		}
	});
	return chosen;
}

interface FoundImage {
	readonly uri: Uri;
	readonly bytes: number;
	readonly changedAt: number;
}

async function listImages(): Promise<FoundImage[]> {
	const uris = await workspace.findFiles(imageFiles, excludedFolders, maxOffered);
	const found = await Promise.all(
		uris.map(async uri => {
			try {
				const { size, mtime } = await workspace.fs.stat(uri);
				return [{ uri, bytes: size, changedAt: mtime }];
			} catch {
				// Deleted since it was found.
				return [];
			}
		}),
	);
	const open = openImage();
	return found
		.flat()
		.sort(
			(a, b) =>
				Number(isSamePlace(b.uri, open)) - Number(isSamePlace(a.uri, open)) || b.changedAt - a.changedAt,
		);
}

/** The image in the active tab. */
export function openImage(): Uri | undefined {
	const input = window.tabGroups.activeTabGroup.activeTab?.input;
	return input instanceof TabInputCustom && input.viewType === 'imagePreview.previewEditor'
		? input.uri
		: undefined;
}

async function describe(images: readonly FoundImage[]): Promise<ImageItem[]> {
	const items: ImageItem[] = [];
	for (const { uri, bytes } of images) {
		const size = await sizeOf(uri);
		items.push(itemOf(uri, [size, bytesText(bytes)].filter(part => part !== '').join(' · ')));
	}
	return items;
}

function itemOf(uri: Uri, description: string): ImageItem {
	const path = workspace.asRelativePath(uri);
	return { label: baseNameOf(path), description, detail: path, uri };
}

/** `1024 × 1024`; empty if unknown. Files of other file systems are not loaded just for this. */
async function sizeOf(uri: Uri): Promise<string> {
	const size = uri.scheme === 'file' ? await imageSize(uri) : undefined;
	return size === undefined ? '' : pixelsText(size);
}
