import type { ReviewSide } from '../../shared/review.ts';
import { element, icon, setText } from '../dom.ts';
import { icons } from '../icons.ts';

/** Says which images could not be loaded, with what can be done. */
export function loadMessage(
	tryAgain: () => void,
	openFile: (side: ReviewSide) => void,
): { root: HTMLElement; show(failed: readonly ReviewSide[], names: Record<ReviewSide, string>): void } {
	const text = element('p');
	const again = element('button', { type: 'button', class: 'secondary' }, 'Try Again');
	const open = element('button', { type: 'button', class: 'secondary' }, 'Open File');
	const root = element(
		'div',
		{ class: 'load-error', role: 'alert', hidden: true },
		icon(icons.error),
		text,
		element('div', { class: 'buttons' }, again, open),
	);
	let side: ReviewSide = 'before';
	again.addEventListener('click', tryAgain);
	open.addEventListener('click', () => {
		openFile(side);
	});
	return {
		root,
		show(failed, names) {
			const [first] = failed;
			root.hidden = first === undefined;
			side = first ?? side;
			const which = failed.map(one => names[one]).join(' and ');
			setText(
				text,
				first === undefined
					? ''
					: `${which} could not be loaded. It may have been moved, deleted or damaged.`,
			);
		},
	};
}
