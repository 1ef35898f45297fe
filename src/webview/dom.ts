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

/** A drawing of 16 × 16 in the colour of the text, hidden from assistive technology: its button has the words. */
export function icon(path: string): SVGSVGElement {
	const namespace = 'http://www.w3.org/2000/svg';
	const drawing = document.createElementNS(namespace, 'svg');
	setAttributes(drawing, {
		class: 'icon',
		viewBox: '0 0 16 16',
		width: 16,
		height: 16,
		'aria-hidden': 'true',
	});
	const shape = document.createElementNS(namespace, 'path');
	setAttributes(shape, { d: path });
	drawing.append(shape);
	return drawing;
}

/** Writes a text where it differs: a live region that is written anew is read out again. */
export function setText(target: Element, text: string): void {
	if (target.textContent !== text) {
		target.textContent = text;
	}
}

/** Whether what is typed goes into this. */
export function takesText(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type === 'text')
	);
}

/** Runs `draw` once in the next frame, however often it is asked for until then. */
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
