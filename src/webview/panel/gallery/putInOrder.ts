/** Makes these the children. Moves only those out of place, because a moved element loses the focus. */
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
