import type { RecordProblem } from '../../../shared/gallery.ts';
import { button, element, icon } from '../../dom.ts';
import { createErrorSlot } from '../../errorSlot.ts';
import { icons } from '../../icons.ts';
import { runBusy, type PanelContext } from '../context.ts';

export interface RecordProblems {
	readonly root: HTMLElement;
	show(problems: readonly RecordProblem[]): void;
}

/** What is wrong with the gallery's records. */
export function createRecordProblems(context: PanelContext): RecordProblems {
	const slot = createErrorSlot();
	const list = element('div', { class: 'record-problems', role: 'status' });
	const root = element('div', { hidden: true }, list, slot.root);
	let shown = '';
	return {
		root,
		show(problems) {
			root.hidden = problems.length === 0;
			const key = JSON.stringify(problems);
			if (key !== shown) {
				shown = key;
				slot.clear();
				list.replaceChildren(
					...problems.map(({ message, step }, problem) => {
						const help: HTMLButtonElement = button(
							{ class: 'secondary', hidden: step === undefined },
							() => void runBusy(context, help, { type: 'openRecord', problem }, slot),
							step ?? '',
						);
						return element(
							'div',
							{ class: 'record-problem' },
							icon(icons.warning),
							element('span', {}, message),
							help,
						);
					}),
				);
			}
		},
	};
}
