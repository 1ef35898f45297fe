import {
	QuickPickItemKind,
	Range,
	ThemeIcon,
	window,
	workspace,
	type QuickInputButton,
	type QuickPickItem,
} from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { formatCredits } from '../../shared/units.ts';
import { askPrompt } from '../ui/askPrompt.ts';
import { creditsFor, factsOf, isReady, type PricedPicture } from './pricedPicture.ts';

const listTitle = 'Generate Missing Images';

interface Item extends QuickPickItem {
	readonly priced: PricedPicture;
}

const editPrompt: QuickInputButton = { iconPath: new ThemeIcon('edit'), tooltip: 'Edit Prompt…' };
const openDocument: QuickInputButton = {
	iconPath: new ThemeIcon('go-to-file'),
	tooltip: 'Open the Document',
};

const drawPlaceholders: QuickInputButton = {
	iconPath: new ThemeIcon('symbol-color'),
	tooltip: 'Create Free Placeholders for the Selected',
};

/** What the user has chosen from the list, and what is to be made of it. */
export interface MissingAnswer {
	readonly pictures: readonly PricedPicture[];
	readonly as: 'images' | 'placeholders';
}

/**
 * Lists what is missing, each with its prompt, size and price, as soon as it is known; resolves to what the user
 * has chosen, undefined when the list is dismissed. It costs nothing.
 *
 * @param find the signal is aborted when the list is dismissed; called once.
 */
export function pickMissing(
	find: (signal: AbortSignal, onProgress: (text: string) => void) => Promise<readonly PricedPicture[]>,
): Promise<MissingAnswer | undefined> {
	const pick = window.createQuickPick<Item | QuickPickItem>();
	const cancel = new AbortController();
	/** The list is hidden only while the prompt of one image is asked for. */
	let isAsking = false;
	pick.title = listTitle;
	pick.placeholder = 'Looking for missing images…';
	pick.canSelectMany = true;
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.ignoreFocusOut = true;
	pick.busy = true;
	pick.keepScrollPosition = true;
	pick.buttons = [drawPlaceholders];

	const selected = () => pick.selectedItems.filter(isImage);
	const showTotal = () => {
		const chosen = selected().map(({ priced }) => priced);
		const all = pick.items.filter(isImage).length;
		pick.title = `${listTitle} · ${chosen.length} of ${all} · ${formatCredits(creditsFor(chosen))}`;
	};

	/** Another prompt for one of them, which is selected then. */
	async function edit({ priced }: Item): Promise<boolean> {
		const { image } = priced;
		isAsking = true;
		const chosen = new Set(selected().map(each => each.priced.image));
		const title = `Prompt for "${baseNameOf(image.target)}"`;
		const prompt = await askPrompt(title, priced.prompt, factsOf(priced));
		if (prompt !== undefined) {
			chosen.add(image);
		}
		// VS Code shows an empty list where the items are the same as before.
		pick.items = pick.items.map(each =>
			isImage(each)
				? itemOf(each.priced.image === image ? { ...priced, prompt: prompt ?? priced.prompt } : each.priced)
				: each,
		);
		const items = pick.items.filter(isImage);
		pick.selectedItems = items.filter(each => chosen.has(each.priced.image));
		pick.activeItems = items.filter(each => each.priced.image === image);
		showTotal();
		isAsking = false;
		pick.show();
		return prompt !== undefined;
	}

	return new Promise((resolve, reject) => {
		const end = (answer: MissingAnswer | undefined) => {
			resolve(answer);
			cancel.abort();
			pick.dispose();
		};
		pick.onDidChangeSelection(showTotal);
		const answer = (as: MissingAnswer['as']) => {
			const pictures = selected().map(({ priced }) => priced);
			if (pictures.length > 0) {
				end({ pictures, as });
			}
		};
		pick.onDidTriggerButton(() => {
			answer('placeholders');
		});
		pick.onDidTriggerItemButton(({ item, button }) => {
			if (!isImage(item)) {
				return;
			}
			if (button === openDocument) {
				// It may be gone by now.
				openReference(item).catch(() => undefined);
			} else {
				void edit(item);
			}
		});
		pick.onDidAccept(async () => {
			const unsaid = () =>
				selected().find(({ priced }) => priced.source === undefined && priced.prompt === '');
			for (let item = unsaid(); item !== undefined; item = unsaid()) {
				if (!(await edit(item))) {
					return;
				}
			}
			answer('images');
		});
		pick.onDidHide(() => {
			if (!isAsking) {
				end(undefined);
			}
		});
		pick.show();
		find(cancel.signal, text => {
			pick.placeholder = text;
		}).then(
			images => {
				pick.busy = false;
				if (images.length === 0) {
					end({ pictures: [], as: 'images' });
					return;
				}
				pick.placeholder = 'Images to generate';
				pick.items = byDocument(images);
				// What nobody has described is made only where the user says so.
				pick.selectedItems = pick.items.filter(isImage).filter(({ priced }) => isReady(priced));
				showTotal();
			},
			(error: unknown) => {
				reject(error instanceof Error ? error : new Error(String(error)));
				end(undefined);
			},
		);
	});
}

function isImage(item: Item | QuickPickItem): item is Item {
	return 'priced' in item;
}

/** The images under the names of the documents that lack them first. */
function byDocument(images: readonly PricedPicture[]): (Item | QuickPickItem)[] {
	let last: string | undefined;
	return images.flatMap(priced => {
		const { image, workspaceFolder } = priced;
		const document = workspace.asRelativePath(
			workspaceFolder.with({ path: image.references[0]?.path ?? '' }),
		);
		const head = document === last ? [] : [{ label: document, kind: QuickPickItemKind.Separator }];
		last = document;
		return [...head, itemOf(priced)];
	});
}

function itemOf(priced: PricedPicture): Item {
	const { image, prompt } = priced;
	const [path = '', ...facts] = factsOf(priced);
	const places = image.references.length === 1 ? [] : [`used ${image.references.length} times`];
	return {
		label: path,
		description: [...facts, ...places].join(' · '),
		detail: prompt === '' ? 'Nothing says what it shows: edit the prompt.' : prompt,
		buttons: priced.source === undefined ? [editPrompt, openDocument] : [openDocument],
		priced,
	};
}

async function openReference({ priced: { image, workspaceFolder } }: Item): Promise<void> {
	const [first] = image.references;
	if (first !== undefined) {
		const document = await workspace.openTextDocument(workspaceFolder.with({ path: first.path }));
		const { start, end } = first.reference;
		const selection = new Range(document.positionAt(start), document.positionAt(end));
		await window.showTextDocument(document, { selection, preserveFocus: true, preview: true });
	}
}
