import { l10n, Range, ThemeIcon, window, workspace, type QuickInputButton, type QuickPickItem } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import type { Quality } from '../../shared/model.ts';
import { askPrompt } from '../ui/askPrompt.ts';
import { batchTitle } from '../ask/batchTitle.ts';
import { qualityButton, sharedQuality } from '../ask/qualityButton.ts';
import { qualityStep } from '../ask/qualityStep.ts';
import { creditsFor, factsOf, isReady, paidFor, type PricedPicture } from './pricedPicture.ts';
import { numberText } from '../texts/units.ts';
import { qualityName } from '../texts/priceText.ts';
import { separator } from '../ui/quickInput.ts';

const listTitle = l10n.t('Generate Missing Images');

interface Item extends QuickPickItem {
	readonly priced: PricedPicture;
}

const editPrompt: QuickInputButton = { iconPath: new ThemeIcon('edit'), tooltip: l10n.t('Edit Prompt…') };
const openDocument: QuickInputButton = {
	iconPath: new ThemeIcon('go-to-file'),
	tooltip: l10n.t('Open the Document'),
};

const drawPlaceholders: QuickInputButton = {
	iconPath: new ThemeIcon('symbol-color'),
	tooltip: l10n.t('Create Free Placeholders for the Selected'),
};

/** What the user chose from the list, and whether to make images or placeholders. */
interface MissingAnswer {
	readonly pictures: readonly PricedPicture[];
	readonly as: 'images' | 'placeholders';
}

/**
 * Lists the missing images with their prompts, sizes and prices, once they are found. Resolves to the user's choice,
 * or to undefined if the list is dismissed. Costs nothing.
 *
 * @param find called once; its signal is aborted when the list is dismissed.
 */
export function pickMissing(
	find: (signal: AbortSignal, onProgress: (text: string) => void) => Promise<readonly PricedPicture[]>,
): Promise<MissingAnswer | undefined> {
	const pick = window.createQuickPick<Item | QuickPickItem>();
	const cancel = new AbortController();
	/** Whether the list is hidden only because a prompt or the quality is being asked for. */
	let isAsking = false;
	pick.title = listTitle;
	pick.placeholder = l10n.t('Looking for missing images…');
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
		const all = pick.items.filter(isImage);
		pick.title = batchTitle(listTitle, chosen.length, all.length, creditsFor(chosen));
		const quality = sharedQuality(paidFor(all.map(({ priced }) => priced)));
		// A click on a button that is being replaced is lost.
		if (changeQuality === undefined || quality !== shownQuality) {
			shownQuality = quality;
			changeQuality = qualityButton(quality);
			pick.buttons = [changeQuality, drawPlaceholders];
		}
		pick.placeholder =
			quality === undefined
				? l10n.t('Images to generate')
				: l10n.t('Images to generate · Quality: {0}', qualityName(quality));
	};
	let changeQuality: QuickInputButton | undefined;
	let shownQuality: Quality | undefined;

	/** Redraws the list with other pictures. VS Code shows an empty list if it gets the same items again. */
	const redraw = (
		change: (priced: PricedPicture) => PricedPicture,
		isSelected: (picture: PricedPicture) => boolean,
		active: PricedPicture['image'] | undefined,
	) => {
		pick.items = pick.items.map(each => (isImage(each) ? itemOf(change(each.priced)) : each));
		const items = pick.items.filter(isImage);
		pick.selectedItems = items.filter(each => isSelected(each.priced));
		pick.activeItems = items.filter(each => each.priced.image === active);
		showTotal();
		isAsking = false;
		pick.show();
	};

	/** Asks for another quality for all of them. */
	async function askQuality(): Promise<void> {
		isAsking = true;
		const chosen = new Set(selected().map(each => each.priced.image));
		const all = pick.items.filter(isImage).map(({ priced }) => priced);
		const current = sharedQuality(paidFor(all)) ?? all[0]?.quality ?? 'low';
		const count = paidFor(all.filter(({ image }) => chosen.has(image))).length;
		const position = { title: listTitle, step: 0, totalSteps: 0, back: true };
		const result = await qualityStep(position, current, Math.max(1, count));
		redraw(
			priced => (result.type === 'answer' ? { ...priced, quality: result.answer } : priced),
			({ image }) => chosen.has(image),
			undefined,
		);
	}

	/** Asks for another prompt for one of them, and then selects it. */
	async function edit({ priced }: Item): Promise<boolean> {
		const { image } = priced;
		isAsking = true;
		const chosen = new Set(selected().map(each => each.priced.image));
		const title = l10n.t('Prompt for "{0}"', baseNameOf(image.target));
		const prompt = await askPrompt(title, priced.prompt, factsOf(priced));
		if (prompt !== undefined) {
			chosen.add(image);
		}
		redraw(
			each => (each.image === image ? { ...priced, prompt: prompt ?? priced.prompt } : each),
			each => chosen.has(each.image),
			image,
		);
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
		pick.onDidTriggerButton(button => {
			if (button === drawPlaceholders) {
				answer('placeholders');
			} else if (button === changeQuality) {
				void askQuality();
			}
		});
		pick.onDidTriggerItemButton(({ item, button }) => {
			if (!isImage(item)) {
				return;
			}
			if (button === openDocument) {
				// The document may no longer exist.
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
				pick.items = byDocument(images);
				// An image without a description is made only if the user selects it.
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

/** Groups the images under the first document that refers to each. */
function byDocument(images: readonly PricedPicture[]): (Item | QuickPickItem)[] {
	let last: string | undefined;
	return images.flatMap(priced => {
		const { image, workspaceFolder } = priced;
		const document = workspace.asRelativePath(
			workspaceFolder.with({ path: image.references[0]?.path ?? '' }),
		);
		const head = document === last ? [] : [separator(document)];
		last = document;
		return [...head, itemOf(priced)];
	});
}

function itemOf(priced: PricedPicture): Item {
	const { image, prompt } = priced;
	const [path = '', ...facts] = factsOf(priced);
	const places =
		image.references.length === 1 ? [] : [l10n.t('used {0} times', numberText(image.references.length))];
	return {
		label: path,
		description: [...facts, ...places].join(' · '),
		detail: prompt === '' ? l10n.t('Nothing says what it shows: edit the prompt.') : prompt,
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
