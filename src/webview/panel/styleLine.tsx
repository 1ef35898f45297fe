import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isSubmit } from '../dom.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ErrorLine } from '../ui/errorLine.tsx';
import { moveFocus } from '../ui/moveFocus.ts';
import { usePageAsk } from './page.ts';

/** The project's style: shown as an addition to the prompt, edited in place, stored in the settings. */
export function StyleLine({ style: saved }: { readonly style: string }) {
	const asking = usePageAsk();
	const id = useId();
	const root = useRef<HTMLDivElement>(null);
	const [style, setStyle] = useState(saved);
	/** What is being typed; undefined while the form is closed. */
	const [text, setText] = useState<string>();
	const wasOpen = useRef(false);
	const isOpen = text !== undefined;
	useEffect(() => {
		setStyle(saved);
	}, [saved]);
	useLayoutEffect(() => {
		if (isOpen) {
			root.current?.querySelector('textarea')?.focus();
		} else if (wasOpen.current) {
			moveFocus(root.current?.querySelector('button'));
		}
		wasOpen.current = isOpen;
	}, [isOpen]);
	const close = () => {
		asking.clear();
		setText(undefined);
	};
	async function save(): Promise<void> {
		const wanted = (text ?? '').trim();
		if ((await asking.run({ type: 'setStyle', style: wanted })) !== undefined) {
			setStyle(wanted);
			close();
		}
	}
	const press = (event: KeyboardEvent) => {
		if (event.key === 'Escape') {
			event.stopPropagation();
			close();
		} else if (isSubmit(event)) {
			// The key submits this form, not the request for an image.
			event.preventDefault();
			event.stopPropagation();
			void save();
		}
	};
	const open = () => {
		setText(style);
	};
	return (
		<div class="style" ref={root}>
			{isOpen ? (
				<div class="inline-form" role="group" aria-label={t('Project style')} onKeyDown={press}>
					<label for={id} class="quiet">
						{t('Project style, added to every prompt')}
					</label>
					<textarea
						id={id}
						rows={2}
						placeholder={t('flat paper cut, muted blues')}
						value={text}
						onInput={({ currentTarget }) => {
							setText(currentTarget.value);
						}}
					/>
					<ErrorLine text={asking.error} clear={asking.clear} />
					<div class="buttons">
						<Button class="primary" disabled={asking.busy('setStyle')} onPress={() => void save()}>
							{t('Save to Settings')}
						</Button>
						<Button class="secondary" onPress={close}>
							{t('Cancel')}
						</Button>
					</div>
				</div>
			) : style === '' ? (
				<Button class="link quiet-link" onPress={open}>
					{t('Add a project style…')}
				</Button>
			) : (
				<div class="style-line">
					<span class="added" title={style}>
						{t('+ project style: “{0}”', style)}
					</span>
					<IconButton class="tool small" label={t('Edit Project Style')} icon={icons.edit} onPress={open} />
				</div>
			)}
		</div>
	);
}
