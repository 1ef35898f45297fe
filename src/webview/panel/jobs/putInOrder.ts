/** Makes these the children, and moves only what is not in its place: what is moved loses the focus. */
export function putInOrder(parent: HTMLElement, wanted: readonly HTMLElement[]): void {
	const keep = new Set<Element>(wanted);
	for (const child of [...parent.children]) {
		if (!keep.has(child)) {
			child.remove();
		}
	}
	wanted.forEach((child, index) => {
		const there = parent.children[index];
		if (there !== child) {
			parent.insertBefore(child, there ?? null);
		}
	});
}
