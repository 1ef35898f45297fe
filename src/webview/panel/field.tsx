import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { IconButton } from '../ui/button.tsx';

interface FieldProps {
	readonly title: string;
	readonly labelId: string;
	/** The input that the label is for; without one, the label names a group. */
	readonly inputId?: string;
	/** What a reset returns to; undefined if there is nothing to reset. */
	readonly resetTo: string | undefined;
	readonly onReset: () => void;
	/** What takes the focus when the reset button disappears. */
	readonly focus: string;
	readonly group?: boolean;
	readonly hidden?: boolean;
	readonly children: ComponentChildren;
}

/** A label, a reset button, and the content below. */
export function Field(props: FieldProps) {
	const { title, labelId, inputId, resetTo, onReset, focus, group = false, hidden = false, children } = props;
	const root = useRef<HTMLDivElement>(null);
	const words = t('Reset to default ({0})', resetTo ?? '');
	return (
		<div
			ref={root}
			class="field"
			role={group ? 'group' : undefined}
			aria-labelledby={group ? labelId : undefined}
			hidden={hidden}
		>
			<div class="label-row">
				{inputId === undefined ? (
					<span class="label" id={labelId}>
						{title}
					</span>
				) : (
					<label class="label" id={labelId} for={inputId}>
						{title}
					</label>
				)}
				{resetTo !== undefined && (
					<IconButton
						class="tool small"
						label={`${words}: ${title.toLowerCase()}`}
						title={words}
						icon={icons.discard}
						onPress={() => {
							root.current?.querySelector<HTMLElement>(focus)?.focus();
							onReset();
						}}
					/>
				)}
			</div>
			{children}
		</div>
	);
}
