import type { JobStatus } from '../../../shared/panel.ts';
import { formatSize } from '../../../shared/units.ts';
import { button, element, icon, setText } from '../../dom.ts';
import { icons } from '../../icons.ts';
import { runBusy } from '../context.ts';
import { formatDay } from '../times.ts';
import { createFrame, createMenuButton } from './parts.ts';
import { showPicture } from './picture.ts';
import type { StatusView, ViewOptions } from './statusView.ts';

type Variation = Extract<JobStatus, { type: 'variation' }>;

/** An image that was made but not saved: it can be ticked, or saved after all while it is kept. */
export function createVariationView({ context, slot, menu }: ViewOptions): StatusView<Variation> {
	let job = '';
	const picture = element('img', { alt: '', draggable: 'false' });
	const media = createFrame(picture);
	const box = element('input', { type: 'checkbox', class: 'pick-box' });
	const check = element('span', { class: 'pick-check' }, icon(icons.check));
	const pick = element('label', { class: 'pick' }, box, check, media.root);
	box.addEventListener('change', () => {
		context.choose(job, box.checked);
	});
	const facts = element('span', { class: 'meta' });
	const open = button(
		{ class: 'link' },
		() => void runBusy(context, open, { type: 'openVariation', job }, slot),
		'Open',
	);
	const save = button(
		{ class: 'link' },
		() => void runBusy(context, save, { type: 'job', job, action: 'save' }, slot),
		'Save',
	);
	return {
		parts: [
			pick,
			element(
				'div',
				{ class: 'caption' },
				element(
					'div',
					{ class: 'meta-row' },
					facts,
					element('div', { class: 'card-actions' }, save, open),
					createMenuButton(menu),
				),
			),
		],
		show(card, { width, height, thumbnail, keptUntil }) {
			job = card.id;
			media.showRatio(width, height);
			showPicture(picture, thumbnail);
			const isKept = keptUntil !== undefined;
			const name = `Variation ${(card.set?.index ?? 0) + 1}`;
			pick.classList.toggle('set-aside', isKept);
			box.hidden = isKept;
			box.disabled = isKept;
			check.hidden = isKept;
			box.ariaLabel = name;
			box.checked = !isKept && context.isChosen(job);
			pick.title = isKept ? '' : `Choose ${name}`;
			save.hidden = !isKept || !card.actions.some(({ action }) => action === 'save');
			save.ariaLabel = `Save ${name}`;
			open.ariaLabel = `Open ${name}`;
			setText(facts, isKept ? `kept until ${formatDay(keptUntil)}` : formatSize({ width, height }));
		},
	};
}
