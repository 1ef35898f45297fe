import type { TextareaHTMLAttributes } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { placeAfter } from './placeAfter.ts';

interface TextAreaProps extends Omit<TextareaHTMLAttributes, 'value' | 'defaultValue' | 'onInput' | 'ref'> {
	readonly value: string;
	readonly onType: (text: string) => void;
}

/** A multi-line field. When its text is changed from elsewhere, the caret stays in place. */
export function TextArea({ value, onType, ...rest }: TextAreaProps) {
	const field = useRef<HTMLTextAreaElement>(null);
	useLayoutEffect(() => {
		const element = field.current;
		if (element !== null && element.value !== value) {
			const { selectionStart, selectionEnd, selectionDirection, value: before } = element;
			element.value = value;
			if (document.activeElement === element) {
				const place = (offset: number) => placeAfter(before, value, offset);
				element.setSelectionRange(place(selectionStart), place(selectionEnd), selectionDirection);
			}
		}
	}, [value]);
	return (
		<textarea
			{...rest}
			ref={field}
			onInput={({ currentTarget }) => {
				onType(currentTarget.value);
			}}
		/>
	);
}
