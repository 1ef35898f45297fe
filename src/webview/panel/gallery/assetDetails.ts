import type { Asset, AssetFacts } from '../../../shared/gallery.ts';
import { formatCredits, formatSize } from '../../../shared/units.ts';
import { button, element, iconButton, uniqueId } from '../../dom.ts';
import { icons } from '../../icons.ts';
import type { PanelContext } from '../context.ts';
import { formatMoment } from '../times.ts';

/** Minimum distance from the edges of the page. */
const edge = 8;

/** Shows how an asset was made, beside its card, until Escape or a press elsewhere. */
export function showAssetDetails(
	context: PanelContext,
	{ asset, facts, beside, closed }: AssetDetails,
): void {
	const headingId = uniqueId('details');
	const prompt = element('p', { class: 'details-prompt' }, asset.prompt);
	const copy = iconButton('Copy Prompt', icons.copy, () => void copyPrompt(), 'tool small');
	copy.hidden = !('clipboard' in navigator);
	async function copyPrompt(): Promise<void> {
		try {
			await navigator.clipboard.writeText(asset.prompt);
			context.announce('Prompt copied');
		} catch {
			// It can be selected all the same.
			getSelection()?.selectAllChildren(prompt);
		}
	}
	const dialog = element('dialog', { class: 'asset-details', 'aria-labelledby': headingId });
	const close = () => {
		dialog.close();
	};
	const rows: [string, string | readonly string[] | undefined][] = [
		['Style', asset.style],
		['Parameters', asset.parameters],
		['Made from', asset.references],
		[
			'Size',
			facts?.width === undefined || facts.height === undefined
				? undefined
				: formatSize({ width: facts.width, height: facts.height }),
		],
		['Cost', asset.placeholder ? 'Free' : formatCredits(asset.credits)],
		['Made', formatMoment(asset.createdAt)],
		['Path', asset.path],
	];
	dialog.append(
		element(
			'div',
			{ class: 'details-head' },
			element('h2', { id: headingId }, asset.name),
			iconButton('Close', icons.close, close, 'tool small'),
		),
		element(
			'div',
			{ class: 'label-row' },
			element('h3', { class: 'label' }, 'Prompt'),
			element('span', { class: 'spring' }),
			copy,
		),
		prompt,
		element(
			'dl',
			{},
			...rows.flatMap(([name, value]) =>
				value === undefined || value.length === 0
					? []
					: [element('dt', {}, name), ...[value].flat().map(text => element('dd', {}, text))],
			),
		),
		element(
			'div',
			{ class: 'buttons' },
			button(
				{ class: 'secondary' },
				() => {
					close();
					context.usePrompt(asset.prompt);
				},
				'Use Prompt Again',
			),
		),
	);
	dialog.addEventListener('close', () => {
		dialog.remove();
		// The browser returned the focus to the card if that still exists.
		if (document.activeElement === document.body) {
			closed();
		}
	});
	const isOutside = ({ target, clientX, clientY }: MouseEvent) => {
		const box = dialog.getBoundingClientRect();
		const isInside =
			clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
		return target === dialog && !isInside;
	};
	let beganOutside = false;
	dialog.addEventListener('pointerdown', event => {
		beganOutside = isOutside(event);
	});
	dialog.addEventListener('click', event => {
		// Not if a selection of text was dragged across the edge.
		if (beganOutside && isOutside(event)) {
			close();
		}
	});
	document.body.append(dialog);
	dialog.showModal();
	place(dialog, beside);
}

export interface AssetDetails {
	readonly asset: Asset;
	readonly facts: AssetFacts | undefined;
	/** The card. */
	readonly beside: DOMRect;
	/** Nothing has the focus afterwards. */
	readonly closed: () => void;
}

/** To the right of the card, or to its left; if neither fits, over it. */
function place(dialog: HTMLElement, beside: DOMRect): void {
	const { width, height } = dialog.getBoundingClientRect();
	const fits = (left: number) => left >= edge && left + width + edge <= innerWidth;
	const sides = [beside.right + edge, beside.left - width - edge, beside.left, innerWidth - width - edge];
	const left = sides.find(fits) ?? edge;
	const top = Math.max(edge, Math.min(beside.top, innerHeight - height - edge));
	dialog.style.setProperty('left', `${left}px`);
	dialog.style.setProperty('top', `${top}px`);
}
