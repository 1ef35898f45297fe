import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReviewImage, ReviewSide, ReviewState } from '../../shared/review.ts';
import { formatSize } from '../../shared/units.ts';
import { icons } from '../icons.ts';
import { formatBytes, formatCredits, t } from '../texts.ts';
import { Button, Drawing } from '../ui/button.tsx';
import { contained } from './view.ts';
import { qualityText, unbroken } from './words.ts';

interface FactsProps {
	readonly state: ReviewState;
	readonly openFile: (side: ReviewSide) => void;
}

export function Facts({ state, openFile }: FactsProps) {
	const { before, after, credits, prompt, note } = state;
	const root = useRef<HTMLElement>(null);
	const [scrolls, setScrolls] = useState(false);
	useEffect(() => {
		const { current } = root;
		if (current === null) {
			return undefined;
		}
		const observer = new ResizeObserver(() => {
			setScrolls(current.scrollHeight > current.clientHeight);
		});
		observer.observe(current);
		return () => {
			observer.disconnect();
		};
	}, []);
	return (
		<section
			ref={root}
			class="facts"
			aria-label={t('Details')}
			// Something that scrolls must be reachable with the keyboard, and only then.
			tabIndex={scrolls ? 0 : undefined}
		>
			{note !== undefined && (
				<p class="note">
					<Drawing icon={icons.info} />
					<span>{note}</span>
				</p>
			)}
			<SideFacts
				heading={t('Before')}
				name={before.name}
				figures={figuresOf(before)}
				open={() => {
					openFile('before');
				}}
			/>
			<SideFacts
				heading={t('After')}
				name={after.name}
				figures={[...figuresOf(after, before), unbroken(formatCredits(credits))]}
				open={() => {
					openFile('after');
				}}
			/>
			<div class="prompt">
				<h2>{t('Prompt')}</h2>
				<p class="prompt-text">{prompt}</p>
			</div>
		</section>
	);
}

interface SideFactsProps {
	readonly heading: string;
	readonly name: string;
	readonly figures: readonly string[];
	readonly open: () => void;
}

function SideFacts({ heading, name, figures, open }: SideFactsProps) {
	return (
		<div class="side-facts">
			<h2>{heading}</h2>
			<p class="name">
				<Button class="link" title={t('Open {0}', name)} onPress={open}>
					{name}
				</Button>
			</p>
			<p class="figures">{figures.join(' · ')}</p>
		</div>
	);
}

function figuresOf(image: ReviewImage, box: ReviewImage = image): string[] {
	const own = unbroken(formatSize(image));
	const shown = unbroken(formatSize(contained(image, box)));
	return [
		own === shown ? own : t('{0}, shown at {1}', own, shown),
		unbroken(formatBytes(image.bytes)),
		...(image.quality === undefined ? [] : [unbroken(qualityText(image.quality))]),
	];
}
