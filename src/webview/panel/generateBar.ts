import type { Draft } from '../../shared/panel.ts';
import { formatCredits } from '../../shared/units.ts';
import { button, element, icon, isMac, setAttributes, setText, uniqueId } from '../dom.ts';
import { createErrorSlot } from '../errorSlot.ts';
import { icons } from '../icons.ts';
import { choicesOf, creditsOf, withoutLostPreset } from './choices.ts';
import type { PanelContext, View } from './context.ts';
import { obstacleOf, type Obstacle } from './obstacle.ts';

export interface GenerateBar {
	readonly root: HTMLElement;
	show(view: View): void;
	/** Presses the button. */
	generate(): void;
}

/**
 * The button with its price, why it is disabled, and what was spent today. @param flush sends everything typed to
 * the host
 */
export function createGenerateBar(context: PanelContext, flush: () => void): GenerateBar {
	let view: View | undefined;
	let obstacle: Obstacle | undefined;
	let busy = false;
	const slot = createErrorSlot();
	const reasonId = uniqueId('reason');
	const label = element('span', { class: 'generate-label' });
	const keys = element('span', { class: 'keys', 'aria-hidden': 'true' }, isMac ? '⌘ Enter' : 'Ctrl+Enter');
	const generate = button(
		{
			class: 'primary generate',
			'aria-keyshortcuts': isMac ? 'Meta+Enter' : 'Control+Enter',
			'aria-describedby': reasonId,
		},
		() => void start(),
		label,
		keys,
	);
	const travelling = element(
		'span',
		{ class: 'progress', hidden: true },
		element('span', { class: 'progress-bit' }),
	);
	const reason = element('span', { id: reasonId });
	const setting = button(
		{ class: 'link' },
		() => {
			void context.run({ type: 'openSetting', setting: obstacle?.setting ?? 'dailyCreditLimit' }, slot);
		},
		'Change the Limit',
	);
	const reasonLine = element('p', { class: 'reason' }, icon(icons.info), reason, ' ', setting);
	const spent = element('span');
	const fill = element('span', { class: 'meter-fill' });
	const meter = element(
		'span',
		{ class: 'meter', role: 'meter', 'aria-label': 'Spent today', 'aria-valuemin': 0 },
		fill,
	);
	const jobsLabel = element('span');
	const jobs = button(
		{ class: 'link quiet-link', title: 'Show Jobs' },
		() => {
			void context.run({ type: 'showJobs' }, slot);
		},
		jobsLabel,
	);

	async function start(): Promise<void> {
		if (view === undefined || busy) {
			return;
		}
		obstacle = obstacleOf(view);
		if (obstacle !== undefined) {
			context.announce(obstacle.message);
			return;
		}
		flush();
		const { environment } = view;
		const draft: Draft = withoutLostPreset(environment, view.draft);
		busy = true;
		draw();
		await context.run({ type: 'generate', draft, credits: creditsOf(environment, draft) }, slot);
		busy = false;
		draw();
	}

	function draw(): void {
		if (view === undefined) {
			return;
		}
		const { environment, draft, today, running } = view;
		const { count } = choicesOf(environment, draft);
		obstacle = obstacleOf(view);
		const price = formatCredits(creditsOf(environment, draft));
		setText(label, `${count === 1 ? 'Generate' : `Generate ${count}`} · ${price}`);
		setAttributes(generate, { 'aria-disabled': obstacle !== undefined || busy ? 'true' : false });
		setAttributes(generate, { 'aria-busy': busy ? 'true' : false });
		travelling.hidden = !busy;
		const asksForKey = obstacle === undefined && !environment.hasKey;
		reasonLine.hidden = obstacle === undefined && !asksForKey;
		setText(reason, obstacle?.message ?? (asksForKey ? 'You will be asked for your API key first.' : ''));
		setting.hidden = obstacle?.setting === undefined;

		const { limit } = today;
		const of = limit === 0 ? '' : ` of ${limit.toLocaleString('en-US')}`;
		const words =
			limit === 0
				? `Today ${formatCredits(today.spent)}`
				: `Today ${today.spent.toLocaleString('en-US')}${of} credits`;
		setText(spent, words);
		meter.hidden = limit === 0;
		const most = Math.max(1, limit);
		setAttributes(meter, {
			'aria-valuemax': most,
			'aria-valuenow': Math.min(most, today.spent),
			'aria-valuetext': words,
		});
		fill.style.setProperty('transform', `scaleX(${Math.min(1, today.spent / most)})`);
		meter.classList.toggle('nearly-full', today.spent / most >= 0.9);
		setText(jobsLabel, `Jobs ${running}`);
	}

	return {
		root: element(
			'footer',
			{ class: 'generate-bar' },
			travelling,
			slot.root,
			generate,
			reasonLine,
			meter,
			element('p', { class: 'today' }, spent, jobs),
		),
		show(next) {
			view = next;
			draw();
		},
		generate: () => void start(),
	};
}
