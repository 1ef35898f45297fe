import type { JobStatus } from '../../../shared/panel.ts';
import { formatCredits } from '../../../shared/units.ts';
import { element, icon, setText } from '../../dom.ts';
import { icons } from '../../icons.ts';
import { createActions, createMenuButton, createPrompt } from './parts.ts';
import type { StatusView, ViewOptions } from './statusView.ts';

type Stopped = Extract<JobStatus, { type: 'stopped' }>;

const severityIcons = { error: icons.error, question: icons.question, paused: icons.debugPause } as const;

/** A job that stopped without an image: why, and what can be done. */
export function createStoppedView({ context, slot, inSet, menu }: ViewOptions): StatusView<Stopped> {
	const drawing = element('span', { class: 'severity' });
	const title = element('strong');
	const message = element('p');
	const block = element(
		'div',
		{ class: 'stopped' },
		element('p', { class: 'stopped-title' }, drawing, title),
		message,
	);
	const prompt = createPrompt(inSet);
	const credits = element('span', { class: 'meta' });
	const actions = createActions(context, slot, 'secondary');
	let severity: Stopped['severity'] | undefined;
	return {
		parts: [
			block,
			element(
				'div',
				{ class: 'caption' },
				prompt.root,
				actions.root,
				element('div', { class: 'meta-row' }, credits, createMenuButton(menu)),
			),
		],
		show(card, status) {
			if (severity !== status.severity) {
				severity = status.severity;
				block.dataset.severity = severity;
				drawing.replaceChildren(icon(severityIcons[severity]));
			}
			setText(title, status.title);
			setText(message, status.message);
			message.hidden = status.message === '';
			prompt.show(card.prompt);
			setText(credits, formatCredits(card.credits));
			actions.show(card);
		},
	};
}
