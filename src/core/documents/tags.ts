/** An attribute of a tag; `value` is what is between its quotes or braces, or the bare value. */
export interface Attribute {
	readonly name: string;
	readonly start: number;
	readonly end: number;
	readonly value?: { readonly start: number; readonly end: number; readonly quote: '"' | "'" | '{' | '' };
}

/** A tag of HTML or JSX, from its `<` to just after its `>`. */
export interface Tag {
	readonly name: string;
	readonly start: number;
	readonly end: number;
	readonly nameEnd: number;
	readonly attributes: readonly Attribute[];
	readonly closing: boolean;
	readonly selfClosing: boolean;
}

/** A part of a document that nothing may be inserted into. */
export interface Region {
	readonly start: number;
	readonly end: number;
}

/** The last region that begins before and ends after the offset; regions are sorted by their start. */
export function regionAround<T extends Region>(regions: readonly T[], offset: number): T | undefined {
	return regions.findLast(({ start, end }) => start < offset && offset < end);
}

/** The innermost region that contains the whole selection, ends included. */
export function regionOver<T extends Region>(regions: readonly T[], selection: Region): T | undefined {
	return regions.findLast(({ start, end }) => start <= selection.start && selection.end <= end);
}

/** The same, but without regions that start right at the cursor. */
export function regionHolding<T extends Region>(regions: readonly T[], selection: Region): T | undefined {
	const { start, end } = selection;
	return regions.findLast(
		each => each.start <= start && end <= each.end && !(start === end && each.start === start),
	);
}

/**
 * An offset moved past every region that it is in, and then past those that it is in there. Each list is sorted by
 * start; `move` returns where to continue from a region's end.
 */
export function moveOutside(
	lists: readonly (readonly Region[])[],
	offset: number,
	move: (end: number) => number = end => end,
): number {
	let at = offset;
	const next = lists.map(() => 0);
	let moved: boolean;
	do {
		moved = false;
		for (const [index, list] of lists.entries()) {
			let reached = next[index] ?? 0;
			for (let region = list[reached]; region && region.start < at; region = list[++reached]) {
				if (at < region.end) {
					at = move(region.end);
					moved = true;
				}
			}
			next[index] = reached;
		}
	} while (moved);
	return at;
}

/** The attribute that names the image of a tag, or undefined for a tag that shows none. */
export function imageAttribute(tag: Tag): 'src' | 'srcset' | 'href' | undefined {
	if (tag.closing || tag.name === 'picture') {
		return undefined;
	}
	if (tag.name === 'source') {
		return attributeOf(tag, 'src') ? 'src' : 'srcset';
	}
	if (tag.name === 'image' || tag.name === 'feImage') {
		return 'href';
	}
	return /^(?:img|amp-img|Image|Img|Picture|NextImage|NuxtImg|NuxtPicture|nuxt-img|nuxt-picture|(?:motion|Astro)\.img|enhanced:img)$/i.test(
		tag.name,
	)
		? 'src'
		: undefined;
}

/**
 * The attribute with a name, in any framework's binding syntax: `src`, `:src`, `v-bind:src`, `[src]`, `bind:src`,
 * `{src}`.
 */
export function attributeOf(tag: Tag, name: string): Attribute | undefined {
	return tag.attributes.find(
		attribute =>
			attribute.name.replace(/^(?::|v-bind:|bind:|\[|\{|xlink:)|[\]}]$/g, '').toLowerCase() === name,
	);
}

/** Whether an attribute has no value, an empty one, or only empty quotes in braces. */
export function isEmpty(text: string, { value }: Attribute): boolean {
	return (
		value === undefined ||
		['', '""', "''", '``'].includes(text.slice(value.start, Math.min(value.end, value.start + 200)).trim())
	);
}
