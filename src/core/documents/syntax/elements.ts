import type { Region, Tag } from '../tags.ts';

/** An element, from its opening tag to just after its closing one, or to where the parser ends it. */
export interface Element extends Region {
	readonly name: string;
	readonly tag: Tag;
	readonly closing: Tag | undefined;
	/** Where its content ends. */
	readonly contentEnd: number;
	readonly parent: Element | undefined;
	readonly children: readonly Element[];
}

interface Draft {
	readonly name: string;
	readonly tag: Tag;
	readonly start: number;
	closing: Tag | undefined;
	contentEnd: number;
	end: number;
	readonly parent: Draft | undefined;
	readonly children: Draft[];
}

const voids =
	/^(?:area|base|basefont|bgsound|br|col|command|embed|frame|hr|image|img|input|keygen|link|meta|param|source|track|wbr)$/;

const listItems = ['li'];
const terms = ['dt', 'dd'];
const cells = ['td', 'th'];
const tables = ['table', 'template'];
const rowParts = ['tr', ...cells, 'caption', 'colgroup'];
const tableParts = [...rowParts, 'thead', 'tbody', 'tfoot'];

/** The open elements that an opening tag ends, and the ones that keep it from ending any further out. */
const implied: Readonly<Record<string, readonly [ends: readonly string[], within: readonly string[]]>> = {
	li: [listItems, ['ul', 'ol', 'menu']],
	dt: [terms, ['dl']],
	dd: [terms, ['dl']],
	option: [['option'], ['select', 'datalist', 'optgroup']],
	optgroup: [['option', 'optgroup'], ['select']],
	tr: [rowParts, tables],
	td: [cells, ['tr', ...tables]],
	th: [cells, ['tr', ...tables]],
	thead: [tableParts, tables],
	tbody: [tableParts, tables],
	tfoot: [tableParts, tables],
	body: [['head'], ['html']],
};

const blocks =
	/^(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|main|menu|nav|ol|p|pre|section|summary|table|ul|li|dt|dd)$/;

/** The elements that tags make, in order of their starts; with `closed`, a tag that ends with `/>` has no content. */
export function elementsOf(tags: readonly Tag[], length: number, closed: boolean): readonly Element[] {
	const all: Draft[] = [];
	const open: Draft[] = [];
	/** Where the elements of a name are in `open`: pages may nest so deeply that to search all of it is too slow. */
	const openOf = new Map<string, number[]>();
	const lastOf = (name: string) => openOf.get(name)?.at(-1) ?? -1;
	const end = (from: number, at: number, closing?: Tag) => {
		for (const [index, element] of open.splice(from).entries()) {
			openOf.get(element.name)?.pop();
			element.closing = index === 0 ? closing : undefined;
			element.contentEnd = at;
			element.end = (index === 0 ? closing?.end : undefined) ?? at;
		}
	};
	for (const tag of tags) {
		const name = tag.name.toLowerCase();
		if (name.startsWith('!') || name.startsWith('?')) {
			continue;
		}
		if (tag.closing) {
			const from = lastOf(name);
			if (from >= 0) {
				end(from, tag.start, tag);
			}
			continue;
		}
		const [ends, within] = (Object.hasOwn(implied, name) ? implied[name] : undefined) ?? [];
		if (ends && within) {
			const limit = Math.max(...within.map(lastOf));
			let last = Math.max(...ends.map(lastOf));
			while (last > limit) {
				end(last, tag.start);
				last = Math.max(...ends.map(lastOf));
			}
		}
		if (blocks.test(name) && open.at(-1)?.name === 'p') {
			end(open.length - 1, tag.start);
		}
		const parent = open.at(-1);
		const element: Draft = {
			...{ name, tag, start: tag.start, closing: undefined, contentEnd: length, end: length },
			...{ parent, children: [] },
		};
		all.push(element);
		parent?.children.push(element);
		const isForeign = lastOf('svg') >= 0 || lastOf('math') >= 0;
		if ((voids.test(name) && !isForeign) || (tag.selfClosing && (closed || isForeign))) {
			element.contentEnd = element.end = tag.end;
		} else {
			const places = openOf.get(name) ?? [];
			places.push(open.length);
			openOf.set(name, places);
			open.push(element);
		}
	}
	return all;
}

/** The elements whose content an offset is in, the outermost first. */
export function elementsAround(elements: readonly Element[], offset: number): readonly Element[] {
	return elements.filter(
		({ tag, contentEnd, end }) => tag.end <= offset && offset <= contentEnd && end > tag.end,
	);
}
