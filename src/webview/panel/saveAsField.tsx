import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { limits } from '../../shared/limits.ts';
import type { PanelTarget } from '../../shared/panel.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Drawing, IconButton } from '../ui/button.tsx';
import { ErrorLine } from '../ui/errorLine.tsx';
import { Field } from './field.tsx';
import { usePage, usePageAsk } from './page.ts';
import type { View } from './pageModel.ts';

/** How long after the last key press the host is informed. */
const calmMs = 250;

interface Typed {
	readonly folder: string;
	readonly file: string;
}

/** Where the image goes: the typed path, and what it resolves to. */
export function SaveAsField({ target, environment }: View) {
	const { workspaceFolders, workspaceFolder } = environment;
	const page = usePage();
	const asking = usePageAsk();
	const id = useId();
	/** Typed text that the host hasn't answered yet; until it does, its messages are about earlier text. */
	const [typed, setTyped] = useState<Typed>();
	const unsent = useRef<Typed>(undefined);
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	const unanswered = useRef(0);
	const shown = typed ?? target;

	const flush = () => {
		const { current } = unsent;
		if (current !== undefined) {
			clearTimeout(timer.current);
			unsent.current = undefined;
			unanswered.current += 1;
			void asking.run({ type: 'setTarget', ...current }).then(() => {
				unanswered.current -= 1;
				if (unanswered.current === 0 && unsent.current === undefined) {
					setTyped(undefined);
				}
			});
		}
	};
	useEffect(() => page.onFlush(flush));
	const type = (next: Typed, isAtOnce = false) => {
		setTyped(next);
		unsent.current = next;
		clearTimeout(timer.current);
		if (isAtOnce) {
			flush();
		} else {
			timer.current = setTimeout(flush, calmMs);
		}
	};
	/** What the whole page says already is not said again here. */
	const problem = target.problem === environment.problem?.message ? undefined : target.problem;
	const path = target.resolved && joined(target.resolved);
	const differs = path !== undefined && target.folder + target.file !== '' && path !== pathTyped(target);
	const input = (name: keyof Typed, label: string) => (
		<input
			type="text"
			aria-label={label}
			aria-describedby={`${id}-problem ${id}-resolved`}
			aria-invalid={problem === undefined ? undefined : 'true'}
			maxLength={limits.path}
			spellcheck={false}
			autocomplete="off"
			placeholder={target.resolved?.[name] ?? label}
			title={shown[name] === '' ? target.resolved?.[name] : shown[name]}
			value={shown[name]}
			onBlur={flush}
			onInput={({ currentTarget: { value } }) => {
				type({ folder: shown.folder, file: shown.file, [name]: value });
			}}
		/>
	);
	return (
		<Field
			title={t('Save as')}
			labelId={`${id}-label`}
			group
			resetTo={
				shown.folder === '' && shown.file === '' ? undefined : t('folder from settings, name from prompt')
			}
			onReset={() => {
				type({ folder: '', file: '' }, true);
			}}
			focus="input:last-of-type"
		>
			{workspaceFolders.length > 1 && (
				<div class="select wide-select">
					<select
						aria-label={t('Workspace folder')}
						value={workspaceFolder}
						onChange={({ currentTarget: { value } }) => {
							void asking.run({ type: 'chooseWorkspaceFolder', folder: value });
						}}
					>
						{workspaceFolders.map(folder => (
							<option key={folder.id} value={folder.id}>
								{folder.name}
							</option>
						))}
					</select>
					<Drawing icon={icons.chevronDown} />
				</div>
			)}
			<div class={problem === undefined ? 'path input' : 'path input invalid'}>
				{input('folder', t('Folder'))}
				<span class="quiet" aria-hidden="true">
					/
				</span>
				{input('file', t('File name'))}
				<IconButton
					class="tool small"
					label={t('Choose a Folder…')}
					icon={icons.folderOpened}
					disabled={asking.busy('browseFolder')}
					onPress={() => {
						flush();
						void asking.run({ type: 'browseFolder' });
					}}
				/>
			</div>
			<p class="quiet resolved" id={`${id}-resolved`} title={path} hidden={!differs}>
				{differs ? `→ ${path}` : ''}
			</p>
			<p class="note problem" id={`${id}-problem`} hidden={problem === undefined}>
				<Drawing icon={icons.error} />
				<span>{problem ?? ''}</span>
			</p>
			<ErrorLine text={asking.error} clear={asking.clear} />
		</Field>
	);
}

function joined({ folder, file }: Typed): string {
	return folder === '' ? file : `${folder.replace(/(?<!\/)\/+$/, '')}/${file}`;
}

/** The typed path, or the default if nothing was typed. */
function pathTyped({ folder, file, resolved }: PanelTarget): string {
	return joined({
		folder: folder === '' ? (resolved?.folder ?? '') : folder,
		file: file === '' ? (resolved?.file ?? '') : file,
	});
}
