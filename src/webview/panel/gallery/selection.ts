/** Which items are selected. Shift extends the selection from the anchor. */
export interface Selection {
	readonly ids: ReadonlySet<string>;
	readonly anchor: string | undefined;
}

export const nothingSelected: Selection = { ids: new Set(), anchor: undefined };

export function selectOnly(id: string): Selection {
	return { ids: new Set([id]), anchor: id };
}

export function toggle({ ids }: Selection, id: string): Selection {
	const next = new Set(ids);
	if (!next.delete(id)) {
		next.add(id);
	}
	return { ids: next, anchor: id };
}

/** Everything between the anchor and this item, in display order. @param from the anchor if there is none */
export function selectRange(
	order: readonly string[],
	{ anchor }: Selection,
	id: string,
	from: string = id,
): Selection {
	const known = anchor !== undefined && order.includes(anchor) ? anchor : from;
	const [start, end] = [order.indexOf(known), order.indexOf(id)].sort((one, other) => one - other);
	return { ids: new Set(order.slice(start, (end ?? 0) + 1)), anchor: known };
}

/** Removes items that are no longer shown: nothing is done to what can't be seen. */
export function withoutHidden(selection: Selection, shown: ReadonlySet<string>): Selection {
	const ids = [...selection.ids].filter(id => shown.has(id));
	return ids.length === selection.ids.size ? selection : { ids: new Set(ids), anchor: selection.anchor };
}
