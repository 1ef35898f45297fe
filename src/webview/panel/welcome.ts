import { button, element, icon, setText } from '../dom.ts';
import { createErrorSlot } from '../errorSlot.ts';
import { icons } from '../icons.ts';
import { runBusy, type PanelContext, type View } from './context.ts';
import { examples } from './examples.ts';

export interface Part {
	readonly root: HTMLElement;
	show(view: View, jobs: number): void;
}

/** The first steps, shown until there is a key. */
export function createWelcome(context: PanelContext): Part {
	const slot = createErrorSlot();
	const service = element('span');
	const setKey = button(
		{ class: 'primary' },
		() => void runBusy(context, setKey, { type: 'setApiKey' }, slot),
		icon(icons.key),
		'Set API Key',
	);
	const getKey = button(
		{ class: 'secondary' },
		() => void runBusy(context, getKey, { type: 'getApiKey' }, slot),
		'Get an API Key',
	);
	const tour = button(
		{ class: 'secondary' },
		() => void runBusy(context, tour, { type: 'openWalkthrough' }, slot),
		'Take the Tour',
	);
	const root = element(
		'section',
		{ class: 'welcome', 'aria-labelledby': 'welcome-heading', hidden: true },
		element('h2', { id: 'welcome-heading' }, 'Images, straight into your project'),
		element(
			'ol',
			{},
			element('li', {}, service),
			element('li', {}, 'Describe an image. Its price is on the button before anything is spent.'),
			element('li', {}, 'It is saved into your assets folder, ready to be linked from your code.'),
		),
		slot.root,
		element('div', { class: 'buttons' }, setKey, getKey, tour),
	);
	return {
		root,
		show({ environment }) {
			root.hidden = environment.hasKey;
			setText(
				service,
				`Set your API key for ${environment.service}. VS Code keeps it in its secret storage.`,
			);
		},
	};
}

/** Example prompts, shown while there is nothing else to see. */
export function createExamples(context: PanelContext): Part {
	const cards = examples.map(({ title, icon: drawing, prompt }) =>
		element(
			'li',
			{},
			button(
				{ class: 'example', title: 'Use this prompt' },
				() => {
					context.usePrompt(prompt);
				},
				element('span', { class: 'example-title' }, icon(drawing), title),
				element('span', { class: 'example-text' }, prompt),
			),
		),
	);
	const line = element('p', { class: 'quiet' });
	const root = element(
		'section',
		{ class: 'examples', 'aria-labelledby': 'examples-heading', hidden: true },
		element('h2', { class: 'label', id: 'examples-heading' }, 'Prompts to begin with'),
		line,
		element('ul', {}, ...cards),
	);
	return {
		root,
		show({ environment }, jobs) {
			root.hidden = jobs > 0;
			setText(
				line,
				environment.hasKey
					? 'Nothing has been generated here yet. Take one of these and change it, or write your own.'
					: 'Take one of these and change it, or write your own.',
			);
		},
	};
}
