import { element, iconButton, setText, type Icon } from '../../dom.ts';
import { icons } from '../../icons.ts';
import type { LinkPreviews } from '../jobs/linkPreviews.ts';
import { finalizeTitle, type AssetCommands } from './assetActions.ts';
import type { AssetCard } from './assetCard.ts';

export interface AssetTools {
	readonly root: HTMLElement;
	/** The asset whose card has them. */
	readonly asset: string | undefined;
	/** Puts them on a card, or removes them. */
	show(on: { readonly id: string; readonly card: AssetCard; readonly gone: boolean } | undefined): void;
	showPrice(price: number): void;
}

/** How long the pointer must rest on Insert Link before the host is asked for the link. */
const restMs = 120;

/**
 * Buttons for the most likely actions, on the card under the pointer or the focused one. They are for the mouse
 * only: they never take the focus and aren't read out as part of a card. Its menu offers everything they do.
 */
export function createAssetTools(
	commands: AssetCommands,
	links: LinkPreviews,
	openMenu: (id: string, from: HTMLElement) => void,
): AssetTools {
	let asset: string | undefined;
	const tool = (title: string, drawing: Icon, run: (id: string, pressed: HTMLElement) => void) => {
		const created: HTMLButtonElement = iconButton(title, drawing, () => {
			if (asset !== undefined) {
				run(asset, created);
			}
		});
		created.tabIndex = -1;
		return created;
	};
	const insert = tool('Insert Link', icons.insert, (id, pressed) => {
		commands.act(id, 'insertLink', pressed);
	});
	const edit = tool('Edit…', icons.edit, (id, pressed) => {
		commands.act(id, 'edit', pressed);
	});
	const finalize = tool('', icons.sparkle, (id, pressed) => {
		commands.act(id, 'finalize', pressed);
	});
	const more = tool('More Actions…', icons.ellipsis, openMenu);
	more.ariaHasPopup = 'menu';
	const root = element('div', { class: 'tools', 'aria-hidden': 'true' }, insert, edit, finalize, more);
	root.addEventListener('mousedown', event => {
		event.preventDefault();
	});
	const preview = element('p', { class: 'link-preview', 'aria-hidden': 'true', hidden: true });
	let timer: ReturnType<typeof setTimeout> | undefined;
	const showPreview = async (id: string) => {
		const text = await links.describe(id);
		if (asset === id && insert.matches(':hover')) {
			setText(preview, text);
			preview.hidden = false;
		}
	};
	const hidePreview = () => {
		clearTimeout(timer);
		preview.hidden = true;
	};
	insert.addEventListener('pointerenter', () => {
		const id = asset;
		if (id !== undefined) {
			timer = setTimeout(() => void showPreview(id), restMs);
		}
	});
	insert.addEventListener('pointerleave', hidePreview);

	return {
		root,
		get asset() {
			return asset;
		},
		show(on) {
			if (on?.id !== asset) {
				hidePreview();
			}
			asset = on?.id;
			if (on === undefined) {
				root.remove();
				preview.remove();
				return;
			}
			for (const button of [insert, edit, finalize]) {
				button.hidden = on.gone;
			}
			if (root.parentElement !== on.card.media) {
				on.card.media.append(root, preview);
			}
		},
		showPrice(price) {
			finalize.title = finalizeTitle(price);
			finalize.ariaLabel = finalize.title;
		},
	};
}
