import { useId } from 'preact/hooks';
import type { Draft } from '../../shared/panel.ts';
import { isMac } from '../dom.ts';
import { icons } from '../icons.ts';
import { formatCredits, formatNumber, t } from '../texts.ts';
import { Button, Drawing, IconButton } from '../ui/button.tsx';
import { ErrorLine } from '../ui/errorLine.tsx';
import type { Asking } from '../ui/useAsk.ts';
import { choicesOf, creditsOf, withoutLostPreset } from './choices.ts';
import { obstacleOf } from './obstacle.ts';
import type { NewsBoard } from './news.ts';
import type { Page } from './page.ts';
import type { View } from './pageModel.ts';
import type { Answer, PageRequest } from './requests.ts';

interface GenerateBarProps {
	readonly view: View;
	/** Jobs that run, wait or need an answer. */
	readonly jobs: number;
	readonly news: NewsBoard;
	readonly asking: Asking<PageRequest, Answer>;
	readonly generate: () => void;
}

/** The button with its price, why it is disabled, and what was spent today. */
export function GenerateBar({ view, jobs, news, asking, generate }: GenerateBarProps) {
	const { environment, draft, today } = view;
	const reasonId = useId();
	const obstacle = obstacleOf(view);
	const busy = asking.busy('generate');
	const { count } = choicesOf(environment, draft);
	const price = formatCredits(creditsOf(environment, draft));
	const asksForKey = obstacle === undefined && !environment.hasKey;
	const { limit, spent } = today;
	const words =
		limit === 0
			? t('Today {0}', formatCredits(spent))
			: t('Today {0} of {1} credits', formatNumber(spent), formatNumber(limit));
	const most = Math.max(1, limit);
	return (
		<footer class="generate-bar">
			{busy && (
				<span class="progress">
					<span class="progress-bit" />
				</span>
			)}
			{news.current !== undefined && (
				<p class={news.current.isError ? 'news problem' : 'news'}>
					<Drawing icon={news.current.isError ? icons.error : icons.check} />
					<span class="news-text" title={news.current.text}>
						{news.current.text}
					</span>
					<Button class="link" onPress={news.show}>
						{t('Show')}
					</Button>
					<IconButton class="tool small" label={t('Dismiss')} icon={icons.close} onPress={news.dismiss} />
				</p>
			)}
			<ErrorLine text={asking.error} clear={asking.clear} />
			<Button
				class="primary generate"
				aria-keyshortcuts={isMac ? 'Meta+Enter' : 'Control+Enter'}
				aria-describedby={reasonId}
				aria-busy={busy ? 'true' : undefined}
				disabled={obstacle !== undefined || busy}
				onPress={generate}
			>
				<span class="generate-label">
					{count === 1 ? t('Generate · {0}', price) : t('Generate {0} · {1}', count, price)}
				</span>
				<span class="keys" aria-hidden="true">
					{isMac ? '⌘ Enter' : 'Ctrl+Enter'}
				</span>
			</Button>
			<p
				class={obstacle?.problem === undefined ? 'reason' : 'reason in-banner'}
				hidden={obstacle === undefined && !asksForKey}
			>
				<Drawing icon={icons.info} />
				<span id={reasonId}>
					{obstacle?.message ?? (asksForKey ? t("You'll be asked for your API key first.") : '')}
				</span>
				{obstacle?.setting !== undefined && (
					<Button
						class="link"
						onPress={() =>
							void asking.run({ type: 'openSetting', setting: obstacle.setting ?? 'dailyCreditLimit' })
						}
					>
						{obstacle.setting === 'dailyCreditLimit' ? t('Change the Limit') : t('Open Setting')}
					</Button>
				)}
				{obstacle?.problem?.step !== undefined && (
					<Button
						class="link"
						disabled={asking.busy('takeStep')}
						onPress={() => void asking.run({ type: 'takeStep' })}
					>
						{obstacle.problem.step}
					</Button>
				)}
			</p>
			{limit !== 0 && (
				<span
					class={spent / most >= 0.9 ? 'meter nearly-full' : 'meter'}
					role="meter"
					aria-label={t('Spent today')}
					aria-valuemin={0}
					aria-valuemax={most}
					aria-valuenow={Math.min(most, spent)}
					aria-valuetext={words}
				>
					<span class="meter-fill" style={{ transform: `scaleX(${Math.min(1, spent / most)})` }} />
				</span>
			)}
			<p class="today">
				<span>{words}</span>
				<Button
					class="link quiet-link"
					title={t('Show Jobs')}
					onPress={() => void asking.run({ type: 'showJobs' })}
				>
					{t('In progress: {0}', jobs)}
				</Button>
			</p>
		</footer>
	);
}

/** Presses the button. */
export async function startGenerating(
	page: Page,
	view: View,
	asking: Asking<PageRequest, Answer>,
): Promise<void> {
	if (asking.busy('generate')) {
		return;
	}
	const obstacle = obstacleOf(view);
	if (obstacle !== undefined) {
		page.announce(obstacle.message);
		return;
	}
	page.flush();
	const { environment } = view;
	const draft: Draft = withoutLostPreset(environment, view.draft);
	await asking.run({ type: 'generate', draft, credits: creditsOf(environment, draft) });
}
