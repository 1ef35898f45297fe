import { useRef, useState } from 'preact/hooks';
import type { Asset, AssetFacts } from '../../../shared/galleryMessages.ts';
import { formatSize } from '../../../shared/units.ts';
import { icons } from '../../icons.ts';
import { t } from '../../texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { proportions } from '../jobs/parts.tsx';
import { formatAge, formatMoment } from '../times.ts';
import type { AssetCardSource } from './assetCardSource.ts';
import { isEdited } from './filters.ts';

/** Images with nearly the proportions of the box fill it: 3 : 2 loses a ninth. */
const mostCut = 1.15;
/** How long the buttons of a new image stay visible, in milliseconds. */
const freshMs = 5 * 60_000;
/** How long the pointer must rest on Insert Link before the host is asked for the link. */
const restMs = 120;

interface AssetCellProps {
	readonly asset: Asset;
	readonly facts: AssetFacts | undefined;
	readonly now: number;
	readonly source: AssetCardSource;
}

/** The content of an asset's cell. */
export function AssetCell({ asset, facts, now, source }: AssetCellProps) {
	const { id, name, aspectRatio = '1:1' } = asset;
	const status = facts?.status ?? 'whole';
	const isGone = status === 'gone' || status === 'restorable';
	const { width, height } = facts ?? {};
	const isKnown = width !== undefined && height !== undefined;
	const [across, down] = isKnown ? [width, height] : proportions(aspectRatio);
	const badge = badgeOf(asset);
	const moment = new Date(Math.min(asset.createdAt, 8.64e15));
	return (
		<>
			{/* Below the picture but read first, since a cell is named by its content. */}
			<div class="asset-caption">
				<span class="asset-name">{name}</span>
				<span class="asset-facts">
					<span>{isKnown ? formatSize({ width, height }) : (asset.aspectRatio ?? '')}</span>
					<time dateTime={moment.toISOString()} title={formatMoment(asset.createdAt)}>
						{formatAge(asset.createdAt, now)}
					</time>
				</span>
			</div>
			<div class="asset-media">
				<Picture key={facts?.thumbnail} thumbnail={facts?.thumbnail} across={across} down={down} />
				<div class="asset-badges">
					{badge !== '' && <span class="asset-badge">{badge}</span>}
					{status !== 'whole' && (
						<span class="asset-badge asset-status" title={statusTexts[status]().why}>
							{statusTexts[status]().text}
						</span>
					)}
				</div>
				{status === 'restorable' && (
					<Button
						class="secondary asset-restore"
						tabIndex={-1}
						title={t('Restore {0}', name)}
						onPress={() => {
							source.act(id, 'restore');
						}}
					>
						{t('Restore')}
					</Button>
				)}
				<Tools
					id={id}
					isGone={isGone}
					isFresh={!isGone && now - asset.createdAt < freshMs && now >= asset.createdAt}
					source={source}
				/>
			</div>
		</>
	);
}

const statusTexts = {
	changed: () => ({ text: t('changed by hand'), why: t('Somebody has worked on it since it was made.') }),
	restorable: () => ({ text: t('deleted'), why: t('It was deleted. Its content is kept for 7 days.') }),
	gone: () => ({
		text: t('not found'),
		why: t('It was moved or deleted outside of Image Assets, and nothing of it is kept.'),
	}),
} as const;

/** The badge on the picture: `low`, `medium · edited`, `placeholder`. */
function badgeOf(asset: Asset): string {
	const quality = { low: t('low'), medium: t('medium'), high: t('high'), auto: t('auto') };
	const parts = [
		asset.placeholder ? t('placeholder') : asset.quality && quality[asset.quality],
		isEdited(asset) ? t('edited') : undefined,
	];
	return parts.filter(part => part !== undefined).join(' · ');
}

interface PictureProps {
	readonly thumbnail: string | undefined;
	readonly across: number;
	readonly down: number;
}

function Picture({ thumbnail, across, down }: PictureProps) {
	const [isBroken, setBroken] = useState(false);
	const overBox = ((across / down) * 3) / 4;
	const wide = overBox > 1 ? 'wide' : '';
	const filling = overBox <= mostCut && overBox >= 1 / mostCut ? 'filling' : '';
	return (
		<div class={`asset-frame ${wide} ${filling}`} style={{ aspectRatio: `${across} / ${down}` }}>
			<img
				alt=""
				draggable={false}
				decoding="async"
				src={thumbnail}
				hidden={thumbnail === undefined || isBroken}
				onError={() => {
					setBroken(true);
				}}
			/>
		</div>
	);
}

interface ToolsProps {
	readonly id: string;
	readonly isGone: boolean;
	/** It was just made: the likely next actions are visible, and can be reached by Tab. */
	readonly isFresh: boolean;
	readonly source: AssetCardSource;
}

/** The likeliest actions. On older images they are for the mouse only: the menu offers everything they do. */
function Tools({ id, isGone, isFresh, source }: ToolsProps) {
	const [link, setLink] = useState<string>();
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const isOver = useRef(false);
	const rest = () => {
		isOver.current = true;
		timer.current = setTimeout(() => {
			void source.describeLink(id).then(text => {
				if (isOver.current) {
					setLink(text);
				}
			});
		}, restMs);
	};
	const leave = () => {
		isOver.current = false;
		clearTimeout(timer.current);
		setLink(undefined);
	};
	const stop = isFresh ? 0 : -1;
	return (
		<>
			<div
				class={isFresh ? 'tools fresh' : 'tools'}
				aria-hidden={isFresh ? undefined : 'true'}
				onMouseDown={event => {
					event.preventDefault();
				}}
			>
				{!isGone && (
					<>
						<Button
							class="tool"
							tabIndex={stop}
							onPress={() => {
								source.act(id, 'insertLink');
							}}
							onPointerEnter={rest}
							onPointerLeave={leave}
						>
							{t('Insert Link')}
						</Button>
						<Button
							class="tool"
							tabIndex={stop}
							title={t('Edit Image…')}
							onPress={() => {
								source.act(id, 'edit');
							}}
						>
							{t('Edit')}
						</Button>
					</>
				)}
				<IconButton
					label={t('More Actions…')}
					icon={icons.ellipsis}
					aria-haspopup="menu"
					tabIndex={stop}
					onPress={pressed => {
						source.openMenu(id, pressed);
					}}
				/>
			</div>
			<p class="link-preview" aria-hidden="true" hidden={link === undefined}>
				{link}
			</p>
		</>
	);
}
