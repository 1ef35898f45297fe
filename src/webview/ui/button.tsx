import type { ButtonHTMLAttributes, ComponentChildren, Ref } from 'preact';
import type { Icon } from '../dom.ts';

/** A 16 × 16 drawing in the text color, hidden from assistive technology: its button has the words. */
export function Drawing({ icon }: { readonly icon: Icon }) {
	return (
		<svg class="icon" viewBox={icon.viewBox} width={16} height={16} aria-hidden="true">
			{icon.paths.map((attributes, index) => (
				<path key={index} {...attributes} />
			))}
		</svg>
	);
}

export interface ButtonProps extends Omit<ButtonHTMLAttributes, 'disabled' | 'onClick' | 'icon' | 'label'> {
	readonly ref?: Ref<HTMLButtonElement>;
	/** A disabled button does nothing but stays focusable, so that the keyboard doesn't lose its place. */
	readonly disabled?: boolean | undefined;
	readonly onPress: (pressed: HTMLButtonElement) => void;
	readonly children?: ComponentChildren;
}

export function Button({ disabled = false, onPress, children, ...rest }: ButtonProps) {
	return (
		<button
			type="button"
			aria-disabled={disabled ? 'true' : undefined}
			{...rest}
			onClick={({ currentTarget }) => {
				if (!disabled) {
					onPress(currentTarget);
				}
			}}
		>
			{children}
		</button>
	);
}

export interface IconButtonProps extends ButtonProps {
	/** Its name and tooltip. */
	readonly label: string;
	readonly icon: Icon;
}

/** A button that shows only an icon. */
export function IconButton({ label, icon, ...rest }: IconButtonProps) {
	return (
		<Button class="tool" title={label} aria-label={label} {...rest}>
			<Drawing icon={icon} />
		</Button>
	);
}
