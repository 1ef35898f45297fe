import type { PanelReference } from '../../shared/panel.ts';
import { button, element, icon, iconButton, setAttributes, setText, uniqueId } from '../dom.ts';
import type { ErrorSlot } from '../errorSlot.ts';
import { icons } from '../icons.ts';
import { opensMenu } from '../menu.ts';
import { runBusy, type PanelContext, type View } from './context.ts';
import { fieldLabel } from './field.ts';

export interface ReferencesField {
	readonly root: HTMLElement;
	show(view: View): void;
}

/** The images that the prompt refers to. @param slot shows errors from adding images */
export function createReferencesField(context: PanelContext, slot: ErrorSlot): ReferencesField {
	const label = fieldLabel('References');
	const tiles = new Map<string, Tile>();
	const add = button(
		{ class: 'tile add-tile', title: 'Add a Reference', 'aria-label': 'Add a Reference' },
		() => undefined,
		icon(icons.add),
	);
	opensMenu(add, () => [
		{
			title: 'Choose from Workspace…',
			run: () => {
				void context.run({ type: 'pickReferences' }, slot);
			},
		},
		{ title: 'Paste an Address…', run: openForm },
	]);
	const hint = element(
		'p',
		{ class: 'quiet drop-hint' },
		'Drop, paste or pick. From the Explorer, hold Shift.',
	);
	const list = element('ul', { class: 'tiles', 'aria-labelledby': label.id });
	const problems = element('ul', { class: 'problems' });

	const url = element('input', {
		id: uniqueId('url'),
		type: 'url',
		class: 'input',
		placeholder: 'https://example.com/image.png',
		maxlength: 8192,
		spellcheck: 'false',
	});
	const submit = button({ class: 'primary' }, () => void addUrl(), 'Add');
	const cancel = button({ class: 'secondary' }, closeForm, 'Cancel');
	const form = element(
		'div',
		{ class: 'inline-form', role: 'group', 'aria-label': 'Address of an image', hidden: true },
		element('label', { for: url.id, class: 'quiet' }, 'Address of an image, https'),
		url,
		element('div', { class: 'buttons' }, submit, cancel),
	);
	form.addEventListener('keydown', event => {
		if (event.key === 'Escape') {
			event.stopPropagation();
			closeForm();
		} else if (event.key === 'Enter' && event.target === url) {
			event.preventDefault();
			event.stopPropagation();
			submit.click();
		}
	});
	function openForm(): void {
		form.hidden = false;
		url.focus();
	}
	function closeForm(): void {
		form.hidden = true;
		url.value = '';
		slot.clear();
		add.focus();
	}
	async function addUrl(): Promise<void> {
		const address = url.value.trim();
		if (address === '') {
			url.focus();
		} else if (await runBusy(context, submit, { type: 'addUrl', url: address }, slot)) {
			closeForm();
		}
	}
	const remove = (id: string) => {
		const ids = [...tiles.keys()];
		const after = ids[ids.indexOf(id) + 1] ?? ids[ids.indexOf(id) - 1];
		void context.run({ type: 'removeReference', reference: id }, slot).then(answer => {
			if (answer !== undefined && (document.activeElement === document.body || !document.hasFocus())) {
				(tiles.get(after ?? '')?.remove ?? add).focus();
			}
		});
	};

	return {
		root: element(
			'div',
			{ class: 'field', role: 'group', 'aria-labelledby': label.id },
			element('div', { class: 'label-row' }, label),
			element('div', { class: 'references' }, list, add, hint),
			problems,
			form,
			slot.root,
		),
		show({ references, environment: { mostReferences } }) {
			const ids = new Set(references.map(({ id }) => id));
			for (const [id, tile] of tiles) {
				if (!ids.has(id)) {
					tile.root.remove();
					tiles.delete(id);
				}
			}
			references.forEach((reference, index) => {
				const tile =
					tiles.get(reference.id) ??
					createTile(() => {
						remove(reference.id);
					});
				tiles.set(reference.id, tile);
				tile.show(reference, index + 1);
				if (list.children[index] !== tile.root) {
					list.insertBefore(tile.root, list.children[index] ?? null);
				}
			});
			list.hidden = references.length === 0;
			const full = references.length >= mostReferences;
			add.hidden = full;
			setText(
				hint,
				full
					? `${references.length} of ${mostReferences}: no more fit into one request.`
					: 'Drop, paste or pick. From the Explorer, hold Shift.',
			);
			const troubles = references.flatMap(({ problem }, index) =>
				problem === undefined ? [] : [`Image ${index + 1}: ${problem}`],
			);
			problems.hidden = troubles.length === 0;
			if (problems.textContent !== troubles.join('')) {
				problems.replaceChildren(
					...troubles.map(trouble => element('li', { class: 'note warning' }, icon(icons.warning), trouble)),
				);
			}
		},
	};
}

interface Tile {
	readonly root: HTMLElement;
	readonly remove: HTMLElement;
	show(reference: PanelReference, number: number): void;
}

function createTile(removed: () => void): Tile {
	const picture = element('img', { alt: '', draggable: 'false', hidden: true });
	const name = element('span', { class: 'tile-name' });
	const badge = element('span', { class: 'tile-badge', 'aria-hidden': 'true' });
	const warning = element('span', { class: 'tile-warning', hidden: true }, icon(icons.warning));
	const words = element('span', { class: 'hidden-text' });
	const remove = iconButton('Remove', icons.close, removed, 'tile-remove');
	const root = element('li', { class: 'tile' }, picture, name, badge, warning, words, remove);
	return {
		root,
		remove,
		show({ name: called, detail, thumbnail, problem }, number) {
			picture.hidden = thumbnail === undefined;
			name.hidden = thumbnail !== undefined;
			if (thumbnail !== undefined && picture.getAttribute('src') !== thumbnail) {
				picture.src = thumbnail;
			}
			setText(name, called);
			setText(badge, String(number));
			warning.hidden = problem === undefined;
			setText(words, `Image ${number}: ${detail}${problem === undefined ? '' : `. ${problem}`}`);
			setAttributes(root, {
				title: `${detail}\nImage ${number}: name it so in the prompt${problem === undefined ? '' : `\n${problem}`}`,
			});
			setAttributes(remove, { title: `Remove Image ${number}`, 'aria-label': `Remove Image ${number}` });
		},
	};
}
