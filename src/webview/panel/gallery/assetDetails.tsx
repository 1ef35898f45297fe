import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Asset, AssetFacts } from '../../../shared/galleryMessages.ts';
import { formatSize } from '../../../shared/units.ts';
import { icons } from '../../icons.ts';
import { formatCredits, t } from '../../texts.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { usePage } from '../page.ts';
import { formatMoment } from '../times.ts';

/** Minimum distance from the edges of the page. */
const edge = 8;

interface AssetDetailsProps {
	readonly asset: Asset;
	readonly facts: AssetFacts | undefined;
	/** The card. */
	readonly beside: DOMRect;
	readonly closed: () => void;
}

/** Shows how an asset was made, next to its card, until Escape or a press elsewhere. */
export function AssetDetails({ asset, facts, beside, closed }: AssetDetailsProps) {
	const { usePrompt, announce } = usePage();
	const headingId = useId();
	const dialog = useRef<HTMLDialogElement>(null);
	const prompt = useRef<HTMLParagraphElement>(null);
	const beganOutside = useRef(false);
	useLayoutEffect(() => {
		if (dialog.current !== null) {
			dialog.current.showModal();
			place(dialog.current, beside);
		}
	}, []);
	const close = () => dialog.current?.close();
	async function copyPrompt(): Promise<void> {
		try {
			await navigator.clipboard.writeText(asset.prompt);
			announce(t('Prompt copied'));
		} catch {
			// Select it instead, so that the user can copy it.
			if (prompt.current !== null) {
				getSelection()?.selectAllChildren(prompt.current);
			}
		}
	}
	const isOutside = ({ target, clientX, clientY }: MouseEvent) => {
		const box = dialog.current?.getBoundingClientRect();
		const isInside =
			box !== undefined &&
			clientX >= box.left &&
			clientX <= box.right &&
			clientY >= box.top &&
			clientY <= box.bottom;
		return target === dialog.current && !isInside;
	};
	const { width, height } = facts ?? {};
	const rows: readonly (readonly [string, string | readonly string[] | undefined])[] = [
		[t('Style'), asset.style],
		[t('Parameters'), asset.parameters],
		[t('Made from'), asset.references],
		[t('Size'), width === undefined || height === undefined ? undefined : formatSize({ width, height })],
		[t('Cost'), asset.placeholder ? t('Free') : formatCredits(asset.credits)],
		[t('Made'), formatMoment(asset.createdAt)],
		[t('Path'), asset.path],
	];
	return (
		<dialog
			ref={dialog}
			class="asset-details"
			aria-labelledby={headingId}
			onClose={closed}
			onPointerDown={event => {
				beganOutside.current = isOutside(event);
			}}
			onClick={event => {
				// Not if a selection of text was dragged across the edge.
				if (beganOutside.current && isOutside(event)) {
					close();
				}
			}}
		>
			<div class="details-head">
				<h2 id={headingId}>{asset.name}</h2>
				<IconButton class="tool small" label={t('Close')} icon={icons.close} onPress={() => close()} />
			</div>
			<div class="label-row">
				<h3 class="label">{t('Prompt')}</h3>
				<span class="spring" />
				{'clipboard' in navigator && (
					<IconButton
						class="tool small"
						label={t('Copy Prompt')}
						icon={icons.copy}
						onPress={() => void copyPrompt()}
					/>
				)}
			</div>
			<p class="details-prompt" ref={prompt}>
				{asset.prompt}
			</p>
			<dl>
				{rows.map(
					([name, value]) =>
						value !== undefined &&
						value.length > 0 && (
							<>
								<dt>{name}</dt>
								{[value].flat().map(text => (
									<dd key={text}>{text}</dd>
								))}
							</>
						),
				)}
			</dl>
			<div class="buttons">
				<Button
					class="secondary"
					onPress={() => {
						close();
						usePrompt(asset.prompt);
					}}
				>
					{t('Use Prompt Again')}
				</Button>
			</div>
		</dialog>
	);
}

/** To the right of the card, or to its left; if neither fits, over it. */
function place(dialog: HTMLElement, beside: DOMRect): void {
	const { width, height } = dialog.getBoundingClientRect();
	const fits = (left: number) => left >= edge && left + width + edge <= innerWidth;
	const sides = [beside.right + edge, beside.left - width - edge, beside.left, innerWidth - width - edge];
	const left = sides.find(fits) ?? edge;
	const top = Math.max(edge, Math.min(beside.top, innerHeight - height - edge));
	dialog.style.setProperty('left', `${left}px`);
	dialog.style.setProperty('top', `${top}px`);
}
