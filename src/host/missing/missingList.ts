import { Range, ThemeIcon, window, workspace, type QuickInputButton, type QuickPickItem } from 'vscode';
import { totalOf } from '../../core/credits/prices.ts';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { formatCredits } from '../../shared/units.ts';
import { askPrompt } from './fixMissing.ts';
import { factsOf, type PricedImage } from './pricedImage.ts';

const listTitle = 'Generate Missing Images';

interface Item extends QuickPickItem {
	readonly priced: PricedImage;
}

const editPrompt: QuickInputButton = { iconPath: new ThemeIcon('edit'), tooltip: 'Edit the Prompt…' };
const openDocument: QuickInputButton = {
	iconPath: new ThemeIcon('go-to-file'),
	tooltip: 'Open the Document',
};

/**
 * Lists what is missing, each with its prompt, size and price, as soon as it is known; resolves to what the user
 * has chosen, undefined when the list is dismissed. It costs nothing.
 *
 * @param find the signal is aborted when the list is dismissed; called once.
 */
export function pickMissing(
	find: (signal: AbortSignal, onProgress: (text: string) => void) => Promise<readonly PricedImage[]>,
): Promise<readonly PricedImage[] | undefined> {
	const pick = window.createQuickPick<Item>();
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

	const showTotal = () => {
		const chosen = pick.selectedItems.map(({ priced }) => priced);
		pick.title = `${listTitle} · ${chosen.length} of ${pick.items.length} · ${formatCredits(totalOf(chosen))}`;
	};

	/** Another prompt for one of them, which is selected then. */
	async function edit({ priced }: Item): Promise<boolean> {
		const { image } = priced;
		isAsking = true;
		const selected = new Set(pick.selectedItems.map(each => each.priced.image));
		const prompt = await askPrompt(
			`Generate "${baseNameOf(image.target)}"`,
			priced.prompt,
			factsOf(priced.image, priced.quality),
		);
		if (prompt !== undefined) {
			selected.add(image);
			pick.items = pick.items.map(each =>
				each.priced.image === image ? itemOf({ ...priced, prompt }) : each,
			);
		}
		pick.selectedItems = pick.items.filter(each => selected.has(each.priced.image));
		showTotal();
		isAsking = false;
		pick.show();
		return prompt !== undefined;
	}

	return new Promise((resolve, reject) => {
		const end = (chosen: readonly PricedImage[] | undefined) => {
			resolve(chosen);
			cancel.abort();
			pick.dispose();
		};
		pick.onDidChangeSelection(showTotal);
		pick.onDidTriggerItemButton(({ item, button }) => {
			if (button === openDocument) {
				// It may be gone by now.
				openReference(item).catch(() => undefined);
			} else {
				void edit(item);
			}
		});
		pick.onDidAccept(async () => {
			const unsaid = () => pick.selectedItems.find(({ priced }) => priced.prompt === '');
			for (let item = unsaid(); item !== undefined; item = unsaid()) {
				if (!(await edit(item))) {
					return;
				}
			}
			if (pick.selectedItems.length > 0) {
				end(pick.selectedItems.map(({ priced }) => priced));
			}
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
					end([]);
					return;
				}
				pick.placeholder = 'Images to generate';
				pick.items = images.map(itemOf);
				// What nobody has described is made only where the user says so.
				pick.selectedItems = pick.items.filter(({ priced }) => priced.prompt !== '');
				showTotal();
			},
			(error: unknown) => {
				reject(error instanceof Error ? error : new Error(String(error)));
				end(undefined);
			},
		);
	});
}

function itemOf(priced: PricedImage): Item {
	const { image, prompt } = priced;
	const [path = '', ...facts] = factsOf(priced.image, priced.quality);
	const places = image.references.length === 1 ? [] : [`${image.references.length} references`];
	return {
		label: path,
		description: [...facts, ...places].join(' · '),
		detail: prompt === '' ? 'Nothing says what it shows: edit the prompt.' : prompt,
		buttons: [editPrompt, openDocument],
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
