type Child = Node | string;

/** Attributes by name; `false` leaves one out, `true` writes it empty. */
type Attributes = Readonly<Record<string, string | number | boolean>>;

/** An HTML element. Text is only ever text: nothing here reads markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Attributes = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[K] {
	const created = document.createElement(tag);
	setAttributes(created, attributes);
	created.append(...children);
	return created;
}

export function setAttributes(target: Element, attributes: Attributes): void {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === false) {
			target.removeAttribute(name);
		} else {
			target.setAttribute(name, value === true ? '' : String(value));
		}
	}
}

/** What esbuild.js turns an icon into. */
export interface Icon {
	readonly viewBox: string;
	/** The attributes of each. */
	readonly paths: readonly Attributes[];
}

/** Whether typed text goes into this element. */
export function takesText(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')
	);
}

/** Runs `draw` once in the next frame, however often it is requested before that. */
export function onNextFrame(draw: () => void): () => void {
	let asked = false;
	return () => {
		if (!asked) {
			asked = true;
			requestAnimationFrame(() => {
				asked = false;
				draw();
			});
		}
	};
}

/** On a Mac, ⌘ replaces Ctrl. */
export const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Macintosh');

/** Whether these keys mean “do it”: Ctrl+Enter, ⌘ Enter on a Mac. */
export function isSubmit({ key, ctrlKey, metaKey, isComposing }: KeyboardEvent): boolean {
	return key === 'Enter' && !isComposing && (isMac ? metaKey : ctrlKey);
}
