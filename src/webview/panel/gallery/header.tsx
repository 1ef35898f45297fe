import { useRef } from 'preact/hooks';
import { icons } from '../../icons.ts';
import { plural, t } from '../../texts.ts';
import { Button, Drawing, IconButton } from '../../ui/button.tsx';
import { Segments } from '../../ui/segments.tsx';
import { filterNames, filterTitle, type FilterName } from './filters.ts';
import type { Look } from './look.ts';

interface HeaderProps {
	readonly look: Look;
	/** How many each filter would show. */
	readonly counts: Readonly<Record<FilterName, number>>;
	/** The name of the chain that is shown. */
	readonly chain: string | undefined;
	readonly change: (part: Partial<Look>) => void;
	readonly leaveChain: () => void;
	/** Moves from the search to its results. */
	readonly enterGrid: () => void;
}

/** The search, and which images are shown. */
export function Header({ look, counts, chain, change, leaveChain, enterGrid }: HeaderProps) {
	const { search, filter } = look;
	const field = useRef<HTMLInputElement>(null);
	const shown = filterNames.filter(name => name === 'all' || name === filter || counts[name] > 0);
	return (
		<div class="gallery-header" role="search" aria-label={t('Find images')}>
			<div class="search">
				<Drawing icon={icons.search} />
				<input
					ref={field}
					id="search"
					type="search"
					class="input"
					placeholder={t('Search prompts and files')}
					aria-label={t('Search prompts and files')}
					maxLength={400}
					spellcheck={false}
					autocomplete="off"
					value={search}
					onInput={({ currentTarget: { value } }) => {
						change({ search: value });
					}}
					onKeyDown={event => {
						if (event.key === 'ArrowDown' && !event.isComposing) {
							event.preventDefault();
							enterGrid();
						} else if (event.key === 'Escape' && search !== '' && !event.isComposing) {
							event.preventDefault();
							change({ search: '' });
						}
					}}
				/>
				{search !== '' && (
					<IconButton
						class="tool small"
						label={t('Clear Search')}
						icon={icons.close}
						onPress={() => {
							change({ search: '' });
							field.current?.focus();
						}}
					/>
				)}
			</div>
			<Segments
				label={t('Show')}
				class="chips"
				value={filter}
				onChoose={name => {
					change({ filter: name });
				}}
				options={shown.map(name => ({
					value: name,
					content: filterTitle(name),
					title: plural(counts[name], { one: '{0} image', other: '{0} images' }),
				}))}
			/>
			{chain !== undefined && (
				<Button class="chain-chip" title={t('Show all again')} onPress={leaveChain}>
					<span>{t('Chain of {0}', chain)}</span>
					<Drawing icon={icons.close} />
				</Button>
			)}
		</div>
	);
}
