import type { ComponentChildren } from 'preact';
import type { AspectRatio } from '../../../shared/model.ts';
import type { JobCard, PanelJobAction } from '../../../shared/panel.ts';
import { icons } from '../../icons.ts';
import { t } from '../../texts.ts';
import { Button } from '../../ui/button.tsx';
import { MenuIconButton, type MenuItem } from '../../ui/menu.tsx';
import type { Asking } from '../../ui/useAsk.ts';
import type { Page } from '../page.ts';
import type { Answer, PageRequest } from '../requests.ts';

/** The proportions of `3:2`. */
export function proportions(aspectRatio: AspectRatio): [width: number, height: number] {
	const [width = 1, height = 1] = aspectRatio.split(':').map(Number);
	return [width, height];
}

interface FrameProps {
	readonly width: number;
	readonly height: number;
	readonly class?: string;
	/** Shown on top of the frame. */
	readonly over?: ComponentChildren;
	readonly children?: ComponentChildren;
}

/** The frame of a job's picture, in the proportions that it has or will have. */
export function Frame({ width, height, over, children, ...rest }: FrameProps) {
	const wide = width * 2 > height * 3 ? 'wide' : '';
	return (
		<div class="media">
			<div class={`frame ${wide} ${rest.class ?? ''}`} style={{ aspectRatio: `${width} / ${height}` }}>
				{children}
			</div>
			{over}
		</div>
	);
}

/** The prompt: two lines, with the whole text as the tooltip. */
export function CardPrompt({ prompt }: { readonly prompt: string }) {
	return (
		<p class="card-prompt" title={prompt}>
			{prompt}
		</p>
	);
}

/** The menu of a job: what all jobs offer, and a variation's further actions. */
export function jobMenu(page: Page, asking: Asking<PageRequest, Answer>, card: JobCard): readonly MenuItem[] {
	const { id, prompt, status, actions } = card;
	const others = status.type === 'variation' ? actions.filter(({ action }) => action !== 'save') : [];
	return [
		{
			title: t('Use Prompt Again'),
			run: () => {
				page.usePrompt(prompt);
			},
		},
		{ title: t('Copy as curl'), run: () => void asking.run({ type: 'copyCurl', job: id }) },
		...others.map(({ action, title }) => ({
			title,
			run: () => void asking.run({ type: 'job', job: id, action }),
		})),
	];
}

export function MoreActions({ items }: { readonly items: () => readonly MenuItem[] }) {
	return <MenuIconButton class="tool small" label={t('More Actions')} icon={icons.ellipsis} items={items} />;
}

interface ActionsProps {
	readonly card: JobCard;
	readonly asking: Asking<PageRequest, Answer>;
	readonly kind: 'link' | 'secondary';
	readonly without?: readonly PanelJobAction[];
}

/** The buttons for a job's actions, the likeliest first. */
export function Actions({ card: { id, actions }, asking, kind, without = [] }: ActionsProps) {
	const shown = actions.filter(({ action }) => !without.includes(action));
	return (
		<div class="card-actions">
			{shown.map(({ action, title, detail }) => (
				<Button
					key={action}
					class={kind}
					title={detail === '' ? undefined : detail}
					disabled={asking.busy(action)}
					onPress={() => void asking.run({ type: 'job', job: id, action }, action)}
				>
					{title}
				</Button>
			))}
		</div>
	);
}
