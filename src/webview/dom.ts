export type Child = Node | string;

/** Attributes by name; `false` leaves one out, `true` writes it empty. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

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

/** A 16 × 16 drawing in the text colour, hidden from assistive technology: its button has the words. */
export function icon({ viewBox, paths }: Icon): SVGSVGElement {
	const namespace = 'http://www.w3.org/2000/svg';
	const drawing = document.createElementNS(namespace, 'svg');
	setAttributes(drawing, { class: 'icon', viewBox, width: 16, height: 16, 'aria-hidden': 'true' });
	for (const attributes of paths) {
		const shape = document.createElementNS(namespace, 'path');
		setAttributes(shape, attributes);
		drawing.append(shape);
	}
	return drawing;
}

/** A button. While `aria-disabled`, it does nothing but stays focusable, so that the keyboard doesn't lose its place. */
export function button(
	attributes: Attributes,
	run: () => void,
	...content: readonly Child[]
): HTMLButtonElement {
	const created = element('button', { type: 'button', ...attributes }, ...content);
	created.addEventListener('click', () => {
		if (created.ariaDisabled !== 'true') {
			run();
		}
	});
	return created;
}

/** A button with nothing but a drawing on it; `label` is its name and tooltip. */
export function iconButton(
	label: string,
	drawing: Icon,
	run: () => void,
	className = 'tool',
): HTMLButtonElement {
	return button({ class: className, title: label, 'aria-label': label }, run, icon(drawing));
}

let ids = 0;

/** For `aria-labelledby` and the like; never made of foreign text. */
export function uniqueId(prefix: string): string {
	ids += 1;
	return `${prefix}-${ids}`;
}

/** Sets a text only if it differs: assistive technology reads out a live region whenever it is written. */
export function setText(target: Element, text: string): void {
	if (target.textContent !== text) {
		target.textContent = text;
	}
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
