import { render } from 'preact';
import { imagePathType } from '../../../shared/imagePathType.ts';
import { AssetCell } from './assetCell.tsx';
import type { AssetCardSource } from './assetCardSource.ts';
import type { GridCard } from './grid.ts';
import { element } from '../../dom.ts';

/** An asset as a cell of the grid: the grid owns the element, Preact draws its content. */
export function createAssetCard(id: string, source: AssetCardSource): GridCard {
	const root = element('div', { class: 'asset', role: 'gridcell', 'data-asset': id, draggable: 'true' });
	let shown: readonly unknown[] = [];
	root.addEventListener('dragstart', ({ dataTransfer }) => {
		const asset = source.get(id);
		if (dataTransfer !== null && asset !== undefined) {
			dataTransfer.setData(imagePathType, asset.path);
			dataTransfer.effectAllowed = 'copyLink';
		}
	});
	return {
		root,
		draw({ isSelected, isActive }) {
			const asset = source.get(id);
			const facts = source.factsOf(id);
			const now = source.now();
			root.ariaSelected = String(isSelected);
			root.tabIndex = isActive ? 0 : -1;
			root.classList.toggle('new', source.isNew(id));
			const next = [asset, facts, now];
			if (asset !== undefined && next.some((part, index) => part !== shown[index])) {
				shown = next;
				root.dataset.status = facts?.status ?? 'whole';
				root.title = `${asset.path}\n${shortened(asset.prompt)}`;
				render(<AssetCell asset={asset} facts={facts} now={now} source={source} />, root);
			}
		},
	};
}

/** A tooltip that does not cover the page. */
function shortened(prompt: string): string {
	return prompt.length > 400 ? `${prompt.slice(0, 399)}…` : prompt;
}
