import type { JobStatus } from '../../../shared/panel.ts';
import { formatCredits } from '../../../shared/units.ts';
import { element, setText } from '../../dom.ts';
import { formatElapsed, progressOf } from '../times.ts';
import { createActions, createFrame, createMenuButton, createPrompt, proportions } from './parts.ts';
import type { StatusView, ViewOptions } from './statusView.ts';

type Running = Extract<JobStatus, { type: 'running' }>;

/** A running job: what it is doing, for how long, and roughly how far it is. */
export function createRunningView({ context, slot, inSet, menu }: ViewOptions): StatusView<Running> {
	const phase = element('p', { class: 'phase' });
	const times = element('p', { class: 'times' });
	const fill = element('span', { class: 'bar-fill' });
	const bar = element(
		'div',
		{ class: 'job-bar', role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100 },
		fill,
	);
	const media = createFrame();
	media.frame.classList.add('waiting');
	media.root.append(element('div', { class: 'over' }, phase, times), bar);
	const prompt = createPrompt(inSet);
	const credits = element('span', { class: 'meta' });
	const actions = createActions(context, slot, 'link');
	let status: Running | undefined;
	let since = 0;

	const tick = (now: number) => {
		if (status !== undefined) {
			const elapsed = status.elapsed + Math.max(0, now - since);
			const progress = progressOf(elapsed, status.usual);
			setText(times, `${formatElapsed(elapsed)} · usually ${formatElapsed(status.usual)}`);
			fill.style.setProperty('transform', `scaleX(${progress})`);
			bar.ariaValueNow = String(Math.round(progress * 100));
		}
	};
	return {
		parts: [
			media.root,
			element(
				'div',
				{ class: 'caption' },
				prompt.root,
				element('div', { class: 'meta-row' }, credits, actions.root, createMenuButton(menu)),
			),
		],
		show(card, next, heard) {
			if (status?.elapsed !== next.elapsed || status.usual !== next.usual) {
				since = heard;
			}
			status = next;
			media.showRatio(...proportions(card.aspectRatio));
			setText(phase, next.text);
			bar.ariaLabel = `Progress: ${card.prompt.slice(0, 80)}`;
			prompt.show(card.prompt);
			setText(
				credits,
				next.elsewhere ? `${formatCredits(card.credits)} · in another window` : formatCredits(card.credits),
			);
			actions.show(card);
			tick(performance.now());
		},
		tick,
	};
}
