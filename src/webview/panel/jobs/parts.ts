import type { AspectRatio } from '../../../shared/model.ts';
import type { JobCard, PanelJobAction } from '../../../shared/panel.ts';
import { button, element, iconButton, setText } from '../../dom.ts';
import type { ErrorSlot } from '../../errorSlot.ts';
import { icons } from '../../icons.ts';
import { opensMenu, type MenuItem } from '../../menu.ts';
import { runBusy, type PanelContext } from '../context.ts';

/** The frame of a job's picture, in the proportions that it has or will have. */
export function createFrame(...content: readonly HTMLElement[]): {
	root: HTMLElement;
	frame: HTMLElement;
	showRatio(width: number, height: number): void;
} {
	const frame = element('div', { class: 'frame' }, ...content);
	return {
		root: element('div', { class: 'media' }, frame),
		frame,
		showRatio(width, height) {
			frame.style.setProperty('aspect-ratio', `${width} / ${height}`);
			frame.classList.toggle('wide', width * 2 > height * 3);
		},
	};
}

/** The proportions of `3:2`. */
export function proportions(aspectRatio: AspectRatio): [width: number, height: number] {
	const [width = 1, height = 1] = aspectRatio.split(':').map(Number);
	return [width, height];
}

/** The prompt: two lines, with the whole text as the tooltip. */
export function createPrompt(inSet: boolean): { root: HTMLElement; show(prompt: string): void } {
	const root = element('p', { class: 'card-prompt', hidden: inSet });
	return {
		root,
		show(prompt) {
			setText(root, prompt);
			root.title = prompt;
		},
	};
}

export function createMenuButton(menu: () => readonly MenuItem[]): HTMLButtonElement {
	const created = iconButton('More Actions', icons.ellipsis, () => undefined, 'tool small');
	opensMenu(created, menu);
	return created;
}

/** The buttons for a job's actions; the elements are reused while the actions stay the same. */
export function createActions(
	context: PanelContext,
	slot: ErrorSlot,
	className: string,
): { root: HTMLElement; show(card: JobCard, but?: readonly PanelJobAction[]): void } {
	const root = element('div', { class: 'card-actions' });
	let shown = '';
	return {
		root,
		show({ id, actions }, but = []) {
			const wanted = actions.filter(({ action }) => !but.includes(action));
			const key = JSON.stringify(wanted);
			if (key === shown) {
				return;
			}
			shown = key;
			const index = [...root.children].findIndex(child => child === document.activeElement);
			root.replaceChildren(
				...wanted.map(({ action, title, detail }) => {
					const created: HTMLButtonElement = button(
						{ class: className, title: detail === '' ? false : detail },
						() => void runBusy(context, created, { type: 'job', job: id, action }, slot),
						title,
					);
					return created;
				}),
			);
			if (index >= 0) {
				(root.children[Math.min(index, root.children.length - 1)] as HTMLElement | undefined)?.focus();
			}
		},
	};
}
