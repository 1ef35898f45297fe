import type { PanelTarget } from '../../shared/panel.ts';
import { element, icon, iconButton, setAttributes, setText, uniqueId } from '../dom.ts';
import { createErrorSlot } from '../errorSlot.ts';
import { icons } from '../icons.ts';
import { runBusy, type PanelContext, type View } from './context.ts';
import { createField, fieldLabel } from './field.ts';

/** How long after the last key press the host is informed. */
const calmMs = 250;

export interface SaveAsField {
	readonly root: HTMLElement;
	show(view: View): void;
	/** Sends the typed text to the host now. */
	flush(): void;
}

/** Where the image goes: the typed path, and what it resolves to. */
export function createSaveAsField(context: PanelContext): SaveAsField {
	const slot = createErrorSlot();
	const label = fieldLabel('Save as');
	const problemId = uniqueId('problem');
	const resolvedId = uniqueId('resolved');
	const text = (name: string) =>
		element('input', {
			type: 'text',
			'aria-label': name,
			'aria-describedby': `${problemId} ${resolvedId}`,
			maxlength: 4096,
			spellcheck: 'false',
			autocomplete: 'off',
		});
	const folder = text('Folder');
	const file = text('File name');
	const browse = iconButton(
		'Choose a Folder…',
		icons.folderOpened,
		() => {
			flush();
			void runBusy(context, browse, { type: 'browseFolder' }, slot);
		},
		'tool small',
	);
	const workspaceFolder = element('select', { 'aria-label': 'Workspace folder' });
	workspaceFolder.addEventListener('change', () => {
		void context.run({ type: 'chooseWorkspaceFolder', folder: workspaceFolder.value }, slot);
	});
	const folders = element('div', { class: 'select wide-select' }, workspaceFolder, icon(icons.chevronDown));
	const box = element(
		'div',
		{ class: 'path input' },
		folder,
		element('span', { class: 'quiet', 'aria-hidden': 'true' }, '/'),
		file,
		browse,
	);
	const resolved = element('p', { class: 'quiet resolved', id: resolvedId });
	const problem = element('p', { class: 'note problem', id: problemId });
	const problemText = element('span');
	problem.append(icon(icons.error), problemText);

	let timer: ReturnType<typeof setTimeout> | undefined;
	/** Changes that the host hasn't answered yet; until it does, its messages are about earlier text. */
	let unanswered = 0;
	function flush(): void {
		if (timer !== undefined) {
			clearTimeout(timer);
			timer = undefined;
			unanswered += 1;
			const wish = { type: 'setTarget', folder: folder.value, file: file.value } as const;
			void context.run(wish, slot).then(() => {
				unanswered -= 1;
			});
		}
	}
	const typed = () => {
		field.showReset(resetText());
		clearTimeout(timer);
		timer = setTimeout(flush, calmMs);
	};
	const resetText = () =>
		folder.value === '' && file.value === '' ? undefined : 'folder of the settings, name of the prompt';
	for (const input of [folder, file]) {
		input.addEventListener('input', typed);
	}
	const field = createField(
		{
			label,
			name: 'save as',
			reset: () => {
				folder.value = '';
				file.value = '';
				typed();
				flush();
			},
			focus: () => {
				file.focus();
			},
		},
		folders,
		box,
		resolved,
		problem,
		slot.root,
	);
	setAttributes(field.root, { role: 'group', 'aria-labelledby': label.id });
	addEventListener('pagehide', flush);
	let names = '';

	function showTarget(target: PanelTarget): void {
		if (timer === undefined && unanswered === 0) {
			setValue(folder, target.folder);
			setValue(file, target.file);
		}
		setAttributes(folder, { placeholder: target.resolved?.folder ?? 'Folder' });
		setAttributes(file, { placeholder: target.resolved?.file ?? 'File name' });
		const path = target.resolved && joined(target.resolved);
		const differs = path !== undefined && target.folder + target.file !== '' && path !== pathTyped(target);
		resolved.hidden = !differs;
		setText(resolved, differs ? `→ ${path}` : '');
		setAttributes(resolved, { title: path ?? '' });
		problem.hidden = target.problem === undefined;
		setText(problemText, target.problem ?? '');
		for (const input of [folder, file]) {
			setAttributes(input, { 'aria-invalid': target.problem === undefined ? false : 'true' });
		}
		box.classList.toggle('invalid', target.problem !== undefined);
		field.showReset(resetText());
	}
	return {
		root: field.root,
		flush,
		show({ target, environment: { workspaceFolders, workspaceFolder: chosen } }) {
			folders.hidden = workspaceFolders.length < 2;
			const shown = JSON.stringify(workspaceFolders);
			if (shown !== names) {
				names = shown;
				workspaceFolder.replaceChildren(
					...workspaceFolders.map(({ id, name }) => element('option', { value: id }, name)),
				);
			}
			workspaceFolder.value = chosen;
			showTarget(target);
		},
	};
}

function setValue(input: HTMLInputElement, value: string): void {
	if (input.value !== value) {
		input.value = value;
	}
}

function joined({ folder, file }: { readonly folder: string; readonly file: string }): string {
	return folder === '' ? file : `${folder.replace(/(?<!\/)\/+$/, '')}/${file}`;
}

/** The typed path, or the default if nothing was typed. */
function pathTyped({ folder, file, resolved }: PanelTarget): string {
	return joined({
		folder: folder === '' ? (resolved?.folder ?? '') : folder,
		file: file === '' ? (resolved?.file ?? '') : file,
	});
}
