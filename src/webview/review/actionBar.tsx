import type { ComponentChildren, Ref } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReviewAction, ReviewState } from '../../shared/review.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, Drawing } from '../ui/button.tsx';
import { moveFocus } from '../ui/moveFocus.ts';
import type { KeptPageState } from './pageState.ts';
import { PromptForm } from './promptForm.tsx';
import type { PageRequest } from './requests.ts';

export interface ActionBarProps {
	readonly state: ReviewState;
	/** The running action; no other can be started meanwhile. */
	readonly running: ReviewAction | undefined;
	/** Why the last action failed. */
	readonly error: string | undefined;
	/** How many prompts were sent and answered. */
	readonly answered: number;
	readonly kept: KeptPageState;
	readonly request: (message: PageRequest) => void;
	readonly dismissError: () => void;
}

/** The actions for the two images, and their progress. */
export function ActionBar(props: ActionBarProps) {
	const { state, running, error, answered, kept, request, dismissError } = props;
	const isRunning = running !== undefined;
	const form = usePromptForm(state, answered, kept);
	const root = useRef<HTMLElement>(null);
	const keep = useRef<HTMLButtonElement>(null);
	const edit = useRef<HTMLButtonElement>(null);
	const undo = useRef<HTMLButtonElement>(null);
	// The pressed button may have disappeared with its bar.
	useLayoutEffect(() => {
		const { activeElement } = document;
		if (root.current?.contains(activeElement) === true && activeElement?.closest('[hidden]') !== null) {
			moveFocus(state.replaced ? undo.current : keep.current);
		}
	});
	const hadForm = useRef(form.isOpen);
	useLayoutEffect(() => {
		// The field is gone, and the focus with it.
		if (hadForm.current && !form.isOpen && document.activeElement === document.body) {
			moveFocus(state.replaced ? undo.current : edit.current);
		}
		hadForm.current = form.isOpen;
	});
	const ask = (
		type: Exclude<PageRequest['type'], 'retry' | 'openFile'>,
		label: string,
		kind: 'primary' | 'secondary',
		button?: Ref<HTMLButtonElement>,
	) => (
		<Button
			ref={button ?? null}
			class={kind}
			disabled={isRunning}
			onPress={() => {
				request({ type });
			}}
		>
			{label}
		</Button>
	);
	return (
		<footer ref={root} class="actions" aria-busy={isRunning}>
			<div class="progress" hidden={!isRunning}>
				<div class="progress-bit" />
			</div>
			<div role="alert">
				{error !== undefined && (
					<p class="error">
						<Drawing icon={icons.error} />
						<span>{error}</span>
					</p>
				)}
			</div>
			{form.isOpen && (
				<PromptForm
					text={form.text}
					credits={state.retryPrice}
					isRunning={isRunning}
					takesFocus={form.isNew}
					change={form.change}
					send={prompt => {
						request({ type: 'retry', prompt });
					}}
					cancel={() => {
						form.close();
						dismissError();
					}}
				/>
			)}
			<div class="bar">
				<Buttons hidden={state.replaced || form.isOpen}>
					{ask('keep', t('Keep Both'), 'primary', keep)}
					{state.canReplace && ask('replace', t('Replace Original'), 'secondary')}
					<Button ref={edit} class="secondary" disabled={isRunning} onPress={form.open}>
						{t('Edit Prompt…')}
					</Button>
					{ask('discard', t('Discard'), 'secondary')}
				</Buttons>
				<Buttons hidden={!state.replaced}>
					<p class="replaced">
						<Drawing icon={icons.check} />
						{t('Replaced')}
					</p>
					{ask('undoReplace', t('Undo Replace'), 'secondary', undo)}
					{ask('close', t('Close'), 'primary')}
				</Buttons>
				<p class="status" role="status">
					{running === undefined ? '' : progressText(running, state)}
				</p>
			</div>
		</footer>
	);
}

function Buttons({ hidden, children }: { readonly hidden: boolean; readonly children: ComponentChildren }) {
	return (
		<div class="buttons" hidden={hidden}>
			{children}
		</div>
	);
}

/** Whether the field for another prompt is open, and its text, which outlasts a page that is hidden. */
function usePromptForm({ prompt, replaced }: ReviewState, answered: number, kept: KeptPageState) {
	const [isOpen, setOpen] = useState(kept.current.retry !== undefined);
	const [text, setText] = useState(kept.current.retry ?? '');
	const [isNew, setNew] = useState(false);
	const change = (typed: string) => {
		setText(typed);
		kept.change({ retry: typed });
	};
	const close = () => {
		setOpen(false);
		kept.change({ retry: undefined });
	};
	const last = useRef({ prompt, answered });
	useLayoutEffect(() => {
		const before = last.current;
		last.current = { prompt, answered };
		if (isOpen && (replaced || before.answered !== answered)) {
			close();
		} else if (!isOpen && before.prompt !== prompt) {
			// A new image has its own prompt, and the text typed for the previous one was sent.
			setText('');
		}
	}, [prompt, answered, replaced, isOpen]);
	return {
		isOpen,
		isNew,
		text,
		change,
		close,
		/** Starts with the text typed before, otherwise with the image's prompt. */
		open: () => {
			setNew(true);
			setOpen(true);
			change(text.trim() === '' ? prompt : text);
		},
	};
}

function progressText(action: ReviewAction, { before, after }: ReviewState): string {
	switch (action) {
		case 'keep':
			return t('Keeping {0}…', after.name);
		case 'replace':
			return t('Replacing {0}…', before.name);
		case 'undoReplace':
			return t('Restoring {0}…', before.name);
		case 'restore':
			return t('Restoring {0}…', after.name);
		case 'retry':
			return t('Generating…');
		case 'discard':
			return t('Discarding {0}…', after.name);
	}
}
