import { button, element, icon, iconButton, setText } from '../../dom.ts';
import { icons } from '../../icons.ts';
import { createSegments } from '../../segments.ts';
import { filterNames, filterTitles, type FilterName } from './filters.ts';

export interface GalleryHeader {
	readonly root: HTMLElement;
	show(state: HeaderState): void;
	focusSearch(): void;
}

export interface HeaderState {
	readonly search: string;
	readonly filter: FilterName;
	/** How many each filter would show. */
	readonly counts: Readonly<Record<FilterName, number>>;
	/** The name of the chain that is shown; undefined if there is none. */
	readonly chain: string | undefined;
}

export interface HeaderActions {
	search(text: string): void;
	readonly filter: (name: FilterName) => void;
	leaveChain(): void;
	/** Moves from the search to its results. */
	enterGrid(): void;
}

/** The search, and which assets are shown. */
export function createHeader(actions: HeaderActions): GalleryHeader {
	const input = element('input', {
		type: 'search',
		class: 'input',
		placeholder: 'Search prompts and files',
		'aria-label': 'Search prompts and files',
		maxlength: 400,
		spellcheck: 'false',
		autocomplete: 'off',
	});
	const clear = iconButton(
		'Clear Search',
		icons.close,
		() => {
			actions.search('');
			input.focus();
		},
		'tool small',
	);
	input.addEventListener('input', () => {
		actions.search(input.value);
	});
	input.addEventListener('keydown', event => {
		if (event.key === 'ArrowDown' && !event.isComposing) {
			event.preventDefault();
			actions.enterGrid();
		} else if (event.key === 'Escape' && input.value !== '' && !event.isComposing) {
			event.preventDefault();
			actions.search('');
		}
	});
	const chips = createSegments(
		'Show',
		filterNames.map(value => ({ value, content: [filterTitles[value]] })),
		actions.filter,
	);
	chips.root.classList.add('chips');
	const chainName = element('span');
	const chain = button(
		{ class: 'chain-chip', title: 'Show all again', hidden: true },
		() => {
			actions.leaveChain();
		},
		chainName,
		icon(icons.close),
	);
	return {
		root: element(
			'div',
			{ class: 'gallery-header', role: 'search', 'aria-label': 'Find assets', hidden: true },
			element('div', { class: 'search' }, icon(icons.search), input, clear),
			chips.root,
			chain,
		),
		show({ search, filter, counts, chain: called }) {
			if (input.value !== search) {
				input.value = search;
			}
			clear.hidden = search === '';
			for (const name of filterNames) {
				const count = counts[name];
				const isOffered = name === 'all' || name === filter || count > 0;
				chips.offer(name, isOffered, count === 1 ? '1 image' : `${count.toLocaleString('en-US')} images`);
			}
			chips.show(filter);
			chain.hidden = called === undefined;
			setText(chainName, `Chain of ${called ?? ''}`);
		},
		focusSearch() {
			input.focus();
		},
	};
}
