import { useEffect, useState } from 'preact/hooks';
import type { JobCard, JobStatus } from '../../../shared/panel.ts';
import { formatSize } from '../../../shared/units.ts';
import { icons } from '../../icons.ts';
import { formatCredits, t } from '../../texts.ts';
import { Button, Drawing } from '../../ui/button.tsx';
import { ErrorLine } from '../../ui/errorLine.tsx';
import type { Asking } from '../../ui/useAsk.ts';
import { usePage, usePageAsk } from '../page.ts';
import type { HeardJob } from '../pageModel.ts';
import type { Answer, PageRequest } from '../requests.ts';
import { formatDay, formatElapsed, progressOf } from '../times.ts';
import { Actions, CardPrompt, Frame, jobMenu, MoreActions, proportions } from './parts.tsx';

interface JobCardProps {
	readonly job: HeardJob;
	/** Present for a job in a set, which shows the prompt itself and lets its images be ticked. */
	readonly inSet?: { readonly isChosen: boolean; readonly choose: (isChosen: boolean) => void };
}

interface StatusProps<T extends JobStatus> {
	readonly card: JobCard;
	readonly status: T;
	readonly asking: Asking<PageRequest, Answer>;
	readonly inSet: JobCardProps['inSet'];
}

export function JobCardView({ job: { card, since }, inSet }: JobCardProps) {
	const asking = usePageAsk();
	const { status } = card;
	return (
		<li
			class="card"
			tabIndex={-1}
			data-status={status.type}
			data-job={card.id}
			aria-label={card.prompt.slice(0, 120)}
		>
			{status.type === 'running' ? (
				<Running card={card} status={status} asking={asking} inSet={inSet} since={since} />
			) : status.type === 'stopped' ? (
				<Stopped card={card} status={status} asking={asking} inSet={inSet} />
			) : (
				<Variation card={card} status={status} asking={asking} inSet={inSet} />
			)}
			<ErrorLine text={asking.error} clear={asking.clear} />
		</li>
	);
}

/** The time by `performance.now()`, updated every second. */
function useTime(): number {
	const [now, setNow] = useState(() => performance.now());
	useEffect(() => {
		const timer = setInterval(() => {
			setNow(performance.now());
		}, 1000);
		return () => {
			clearInterval(timer);
		};
	}, []);
	return now;
}

/** What it is doing, for how long, and roughly how far it is. */
function Running(props: StatusProps<Extract<JobStatus, { type: 'running' }>> & { readonly since: number }) {
	const { card, status, asking, inSet, since } = props;
	const page = usePage();
	const elapsed = status.elapsed + Math.max(0, useTime() - since);
	const progress = progressOf(elapsed, status.usual);
	const [width, height] = proportions(card.aspectRatio);
	const credits = formatCredits(card.credits);
	return (
		<>
			<Frame
				width={width}
				height={height}
				class="waiting"
				over={
					<>
						<div class="over">
							<p class="phase">{status.text}</p>
							<p class="times">
								{t('{0} · usually {1}', formatElapsed(elapsed), formatElapsed(status.usual))}
							</p>
						</div>
						<div
							class="job-bar"
							role="progressbar"
							aria-label={t('Progress: {0}', card.prompt.slice(0, 80))}
							aria-valuemin={0}
							aria-valuemax={100}
							aria-valuenow={Math.round(progress * 100)}
						>
							<span class="bar-fill" style={{ transform: `scaleX(${progress})` }} />
						</div>
					</>
				}
			/>
			<div class="caption">
				{!inSet && <CardPrompt prompt={card.prompt} />}
				<div class="meta-row">
					<span class="meta">{status.elsewhere ? t('{0} · in another window', credits) : credits}</span>
					<Actions card={card} asking={asking} kind="link" />
					<MoreActions items={() => jobMenu(page, asking, card)} />
				</div>
			</div>
		</>
	);
}

const severityIcons = { error: icons.error, question: icons.question, paused: icons.debugPause } as const;

/** It stopped without an image: why, and what can be done. */
function Stopped({ card, status, asking, inSet }: StatusProps<Extract<JobStatus, { type: 'stopped' }>>) {
	const page = usePage();
	return (
		<>
			<div class="stopped" data-severity={status.severity}>
				<p class="stopped-title">
					<span class="severity">
						<Drawing icon={severityIcons[status.severity]} />
					</span>
					<strong>{status.title}</strong>
				</p>
				{status.message !== '' && <p>{status.message}</p>}
			</div>
			<div class="caption">
				{!inSet && <CardPrompt prompt={card.prompt} />}
				<Actions card={card} asking={asking} kind="secondary" />
				<div class="meta-row">
					<span class="meta">{formatCredits(card.credits)}</span>
					<MoreActions items={() => jobMenu(page, asking, card)} />
				</div>
			</div>
		</>
	);
}

/** It was made but not saved: it can be ticked, or still be saved while it is kept. */
function Variation({ card, status, asking, inSet }: StatusProps<Extract<JobStatus, { type: 'variation' }>>) {
	const page = usePage();
	const { width, height, thumbnail, keptUntil } = status;
	const isKept = keptUntil !== undefined;
	const name = t('Variation {0}', (card.set?.index ?? 0) + 1);
	const canSave = isKept && card.actions.some(({ action }) => action === 'save');
	return (
		<>
			<label class={isKept ? 'pick set-aside' : 'pick'} title={isKept ? undefined : t('Choose {0}', name)}>
				{!isKept && (
					<>
						<input
							type="checkbox"
							class="pick-box"
							aria-label={name}
							checked={inSet?.isChosen ?? false}
							onChange={({ currentTarget }) => {
								inSet?.choose(currentTarget.checked);
							}}
						/>
						<span class="pick-check">
							<Drawing icon={icons.check} />
						</span>
					</>
				)}
				<Frame width={width} height={height}>
					<img alt="" draggable={false} src={thumbnail} hidden={thumbnail === undefined} />
				</Frame>
			</label>
			<div class="caption">
				<div class="meta-row">
					<span class="meta">
						{isKept ? t('kept until {0}', formatDay(keptUntil)) : formatSize({ width, height })}
					</span>
					<div class="card-actions">
						{canSave && (
							<Button
								class="link"
								aria-label={t('Save {0}', name)}
								disabled={asking.busy('job')}
								onPress={() => void asking.run({ type: 'job', job: card.id, action: 'save' })}
							>
								{t('Save')}
							</Button>
						)}
						<Button
							class="link"
							aria-label={t('Open {0}', name)}
							disabled={asking.busy('openVariation')}
							onPress={() => void asking.run({ type: 'openVariation', job: card.id })}
						>
							{t('Open')}
						</Button>
					</div>
					<MoreActions items={() => jobMenu(page, asking, card)} />
				</div>
			</div>
		</>
	);
}
