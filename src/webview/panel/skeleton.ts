import { element } from '../dom.ts';

/** The outline of the page until there is something to show; its style reveals it only if that takes a while. */
export function createSkeleton(): HTMLElement {
	const bones = (...names: string[]) => names.map(name => element('span', { class: `bone ${name}` }));
	return element(
		'div',
		{ class: 'skeleton' },
		element('p', { class: 'hidden-text', role: 'status' }, 'Loading…'),
		element(
			'div',
			{ class: 'composer', 'aria-hidden': 'true' },
			...bones('line', 'box', 'line', 'row', 'line', 'row', 'line', 'row'),
		),
		element('div', { class: 'generate-bar', 'aria-hidden': 'true' }, ...bones('row', 'line')),
		element(
			'div',
			{ class: 'content', 'aria-hidden': 'true' },
			element('div', { class: 'cards' }, ...bones('card-bone', 'card-bone', 'card-bone')),
		),
	);
}
