import { useLayoutEffect, useRef } from 'preact/hooks';
import { isMac, isSubmit } from '../dom.ts';
import { formatCredits, t } from '../texts.ts';
import { Button } from '../ui/button.tsx';

interface PromptFormProps {
	readonly text: string;
	readonly credits: number;
	readonly isRunning: boolean;
	/** Whether the user has just opened it. */
	readonly takesFocus: boolean;
	readonly change: (text: string) => void;
	readonly send: (prompt: string) => void;
	readonly cancel: () => void;
}

/** The prompt, to be edited and sent again; the price is on the button. */
export function PromptForm({ text, credits, isRunning, takesFocus, change, send, cancel }: PromptFormProps) {
	const field = useRef<HTMLTextAreaElement>(null);
	useLayoutEffect(() => {
		if (takesFocus && field.current !== null) {
			field.current.focus();
			field.current.setSelectionRange(text.length, text.length);
		}
	}, []);
	const canSend = !isRunning && text.trim() !== '';
	const submit = () => {
		if (canSend) {
			send(text.trim());
		}
	};
	return (
		<form
			class="retry"
			aria-label={t('Edit Prompt')}
			onSubmit={event => {
				event.preventDefault();
				submit();
			}}
			onKeyDown={event => {
				if (isSubmit(event)) {
					event.preventDefault();
					submit();
				} else if (event.key === 'Escape' && !isRunning) {
					event.preventDefault();
					cancel();
				}
			}}
		>
			<label for="retry-prompt">{t('New Prompt')}</label>
			<textarea
				ref={field}
				id="retry-prompt"
				rows={3}
				spellcheck={false}
				readOnly={isRunning}
				value={text}
				onInput={event => {
					change(event.currentTarget.value);
				}}
			/>
			<div class="buttons">
				<Button class="primary" disabled={!canSend} onPress={submit}>
					{t('Generate ({0})', formatCredits(credits))}
				</Button>
				<Button class="secondary" disabled={isRunning} onPress={cancel}>
					{t('Cancel')}
				</Button>
				<span class="hint">{isMac ? '⌘ Enter' : 'Ctrl+Enter'}</span>
			</div>
		</form>
	);
}
