import type { Asset, AssetFacts } from '../../../shared/gallery.ts';
import { formatSize } from '../../../shared/units.ts';
import { button, element, setAttributes, setText } from '../../dom.ts';
import { showPicture } from '../jobs/picture.ts';
import { proportions } from '../jobs/parts.ts';
import { formatAge, formatMoment } from '../times.ts';
import { isEdited } from './filters.ts';
import type { GridCard } from './grid.ts';

export interface AssetCard extends GridCard {
	/** The picture's element; the card's buttons go on top of it. */
	readonly media: HTMLElement;
	/** Time has passed. */
	tick(now: number): void;
}

export interface AssetCardSource {
	get(id: string): Asset | undefined;
	factsOf(id: string): AssetFacts | undefined;
}

/** Pictures with nearly the proportions of the box fill it: 3 : 2 loses a ninth. */
const mostCut = 1.15;

const statusTitles = {
	whole: '',
	changed: 'changed by hand',
	gone: 'deleted or moved',
	restorable: 'deleted or moved',
} as const;

/** The badge on the picture: `low`, `medium · edited`, `placeholder`. */
export function badgeOf(asset: Asset): string {
	const parts = [asset.placeholder ? 'placeholder' : asset.quality, isEdited(asset) ? 'edited' : undefined];
	return parts.filter(part => part !== undefined).join(' · ');
}

/** An asset as a cell of the grid. */
export function createAssetCard(
	id: string,
	source: AssetCardSource,
	restore: (id: string, pressed: HTMLElement) => void,
): AssetCard {
	const picture = element('img', { alt: '', draggable: 'false', decoding: 'async' });
	const frame = element('div', { class: 'asset-frame' }, picture);
	const badge = element('span', { class: 'asset-badge' });
	const status = element('span', { class: 'asset-badge asset-status' });
	const again = button(
		{ class: 'secondary asset-restore', tabindex: -1, hidden: true },
		() => {
			restore(id, again);
		},
		'Restore',
	);
	const media = element(
		'div',
		{ class: 'asset-media' },
		frame,
		element('div', { class: 'asset-badges' }, badge, status),
		again,
	);
	const name = element('span', { class: 'asset-name' });
	const size = element('span');
	const time = element('time');
	// Below the picture but read first, since a cell is named by its content.
	const caption = element(
		'div',
		{ class: 'asset-caption' },
		name,
		element('span', { class: 'asset-facts' }, size, time),
	);
	const root = element('div', { class: 'asset', role: 'gridcell', 'data-asset': id }, caption, media);
	let shown: Asset | undefined;
	let shownFacts: AssetFacts | undefined;
	picture.addEventListener('error', () => {
		picture.hidden = true;
	});

	function showFacts(asset: Asset, facts: AssetFacts | undefined): void {
		const state = facts?.status ?? 'whole';
		const { width, height } = facts ?? {};
		const isKnown = width !== undefined && height !== undefined;
		const [across, down] = isKnown ? [width, height] : proportions(asset.aspectRatio ?? '1:1');
		frame.style.setProperty('aspect-ratio', `${across} / ${down}`);
		const overBox = ((across / down) * 3) / 4;
		frame.classList.toggle('wide', overBox > 1);
		frame.classList.toggle('filling', overBox <= mostCut && overBox >= 1 / mostCut);
		showPicture(picture, facts?.thumbnail);
		root.dataset.status = state;
		status.hidden = state === 'whole';
		setText(status, statusTitles[state]);
		again.hidden = state !== 'restorable';
		again.title = `Restore ${asset.name}`;
		setText(size, isKnown ? formatSize({ width, height }) : (asset.aspectRatio ?? ''));
	}

	const card: AssetCard = {
		root,
		media,
		draw({ isSelected, isActive }) {
			const asset = source.get(id);
			const facts = source.factsOf(id);
			root.ariaSelected = String(isSelected);
			root.tabIndex = isActive ? 0 : -1;
			if (asset === undefined || (asset === shown && facts === shownFacts)) {
				return;
			}
			showFacts(asset, facts);
			if (asset !== shown) {
				const words = badgeOf(asset);
				setText(badge, words);
				badge.hidden = words === '';
				setText(name, asset.name);
				root.title = `${asset.path}\n${shortened(asset.prompt)}`;
				const moment = new Date(Math.min(asset.createdAt, 8.64e15));
				setAttributes(time, { datetime: moment.toISOString(), title: formatMoment(asset.createdAt) });
			}
			shown = asset;
			shownFacts = facts;
			card.tick(Date.now());
		},
		tick(now) {
			if (shown !== undefined) {
				setText(time, formatAge(shown.createdAt, now));
			}
		},
	};
	return card;
}

/** A tooltip that does not cover the page. */
function shortened(prompt: string): string {
	return prompt.length > 400 ? `${prompt.slice(0, 399)}…` : prompt;
}
