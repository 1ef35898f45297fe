import { button, element, icon, setText } from '../dom.ts';
import { createErrorSlot } from '../errorSlot.ts';
import { icons } from '../icons.ts';
import { runBusy, type PanelContext, type View } from './context.ts';

export interface Banners {
	readonly root: HTMLElement;
	show(view: View): void;
}

/** Says why nothing can be generated here, or that there is no network. */
export function createBanners(context: PanelContext): Banners {
	const slot = createErrorSlot();
	const message = element('span');
	const stepTitle = element('span');
	const step = button(
		{ class: 'secondary' },
		() => void runBusy(context, step, { type: 'takeStep' }, slot),
		stepTitle,
	);
	const problem = element(
		'div',
		{ class: 'banner problem-banner', hidden: true },
		icon(icons.warning),
		message,
		step,
	);
	const offline = element(
		'div',
		{ class: 'banner', hidden: true },
		icon(icons.debugDisconnect),
		element(
			'span',
			{},
			'You seem to be offline. Drafts are kept; images can be generated once you are back.',
		),
	);
	const showOffline = () => {
		offline.hidden = navigator.onLine;
	};
	addEventListener('online', showOffline);
	addEventListener('offline', showOffline);
	showOffline();
	return {
		root: element('div', { class: 'banners', role: 'status' }, problem, offline, slot.root),
		show({ environment }) {
			problem.hidden = environment.problem === undefined;
			setText(message, environment.problem?.message ?? '');
			step.hidden = environment.problem?.step === undefined;
			setText(stepTitle, environment.problem?.step ?? '');
		},
	};
}
