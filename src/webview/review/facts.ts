import type { ReviewImage, ReviewSide, ReviewState } from '../../shared/review.ts';
import { formatBytes, formatCredits, formatSize } from '../../shared/units.ts';
import { element, icon, setAttributes, setText } from '../dom.ts';
import { icons } from '../icons.ts';
import { contained } from './view.ts';

export interface Facts {
	readonly root: HTMLElement;
	show(state: ReviewState): void;
}

/** The facts about both images. */
export function createFacts(openFile: (side: ReviewSide) => void): Facts {
	const before = sideFacts('Before', () => {
		openFile('before');
	});
	const after = sideFacts('After', () => {
		openFile('after');
	});
	const prompt = element('p', { class: 'prompt-text' });
	const note = element('span');
	const noteLine = element('p', { class: 'note', hidden: true }, icon(icons.info), note);
	const root = element(
		'section',
		{ class: 'facts', 'aria-label': 'Details' },
		noteLine,
		before.root,
		after.root,
		element('div', { class: 'prompt' }, element('h2', {}, 'Prompt'), prompt),
	);
	// Something that scrolls must be reachable with the keyboard, and only then.
	new ResizeObserver(() => {
		setAttributes(root, { tabindex: root.scrollHeight > root.clientHeight ? 0 : false });
	}).observe(root);
	return {
		root,
		show(state) {
			before.show(state.before, figuresOf(state.before));
			after.show(state.after, [
				...figuresOf(state.after, state.before),
				unbroken(formatCredits(state.credits)),
			]);
			setText(prompt, state.prompt);
			setText(note, state.note ?? '');
			noteLine.hidden = state.note === undefined;
		},
	};
}

function figuresOf(image: ReviewImage, box: ReviewImage = image): string[] {
	const own = unbroken(formatSize(image));
	const shown = unbroken(formatSize(contained(image, box)));
	return [
		own === shown ? own : `${own}, shown at ${shown}`,
		unbroken(formatBytes(image.bytes)),
		...(image.quality === undefined ? [] : [unbroken(`${image.quality} quality`)]),
	];
}

/** On one line, however narrow the page is. */
function unbroken(text: string): string {
	return text.replaceAll(' ', '\u00a0');
}

function sideFacts(
	heading: string,
	open: () => void,
): { root: HTMLElement; show(image: ReviewImage, facts: readonly string[]): void } {
	const name = element('button', { type: 'button', class: 'link' });
	const text = element('p', { class: 'figures' });
	name.addEventListener('click', open);
	return {
		root: element(
			'div',
			{ class: 'side-facts' },
			element('h2', {}, heading),
			element('p', { class: 'name' }, name),
			text,
		),
		show(image, facts) {
			setText(name, image.name);
			setAttributes(name, { title: `Open ${image.name}` });
			setText(text, facts.join(' · '));
		},
	};
}
