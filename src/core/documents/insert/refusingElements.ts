import type { LinkLanguage } from '../languages.ts';
import type { Tag } from '../tags.ts';
import { elementsAround, type Element } from '../syntax/elements.ts';

/** Elements in which an image is not shown, or not allowed, however deep. */
const opaque =
	/^(?:select|datalist|math|video|audio|canvas|object|iframe|noembed|noframes|progress|meter|pre|svelte:(?:options|window|document|body|head)|transition|keep-alive|keepalive|transition-group|transitiongroup)$/;
/** Elements of JSX that hold text alone, or what a page's head holds; components may have other names. */
const textOnly = /^(?:textarea|title|option|Head|Helmet)$/;
/** Elements whose own content is other elements. */
const structural =
	/^(?:table|thead|tbody|tfoot|tr|colgroup|ul|ol|menu|dl|picture|optgroup|frameset|hgroup|ruby|transition|keep-alive|c:choose|jsp:include|jsp:forward)$/;

/** Attributes that put other content in an element's place. */
const filling =
	/^(?:(?:v|x|ng-bind|set:|ssr)-?(?:html|text)|(?:data-)?th[:-]u?text|\[(?:inner(?:html|text)|textcontent)\]|dangerouslysetinnerhtml)$/i;

/** The element that an image may not be put into at an offset, the outermost one; undefined where it may. */
export function refusing(
	text: string,
	elements: readonly Element[],
	offset: number,
	language: LinkLanguage,
): Element | undefined {
	const around = elementsAround(elements, offset);
	const isRazor = language.languageIds.includes('razor');
	const isVue = language.languageIds.includes('vue');
	const inner = around.findLastIndex(({ name }) => name === 'foreignobject');
	return around.find(
		(element, index) =>
			(index > inner && element.name === 'svg') ||
			opaque.test(element.name) ||
			textOnly.test(element.tag.name) ||
			has(filling, element.tag) ||
			(index === around.length - 1 && structural.test(element.name)) ||
			(index === around.length - 1 &&
				((isVue && refusesInVue(element)) ||
					hasSnippet(text, element) ||
					(isRazor && hasFragment(element)) ||
					// Named slots of HEEx.
					element.children.some(({ name }) => name.startsWith(':')))),
	);
}

const has = (name: RegExp, { attributes }: Tag) => attributes.some(each => name.test(each.name));

/** Whether the content of an element is one element, or in slots with names. */
function refusesInVue({ name, children, parent }: Element): boolean {
	return (
		(name === 'template' ? parent?.name : name) === 'suspense' ||
		children.some(child => child.name === 'template' && has(/^(?:#|v-slot)/, child.tag))
	);
}

/** What has to be the first in its element, where it is the next at an offset: a summary, a legend. */
export function leading(text: string, elements: readonly Element[], offset: number): Element | undefined {
	const next = elements.find(({ start }) => start >= offset);
	const isFirst = next && next.parent?.children[0] === next && text.slice(offset, next.start).trim() === '';
	return isFirst && /^(?:summary|legend)$/.test(next.name) ? next : undefined;
}

/** In Svelte: whether a component's content is already a snippet; nothing else may be next to it. */
function hasSnippet(text: string, { name, tag, contentEnd }: Element): boolean {
	return name !== tag.name && text.slice(tag.end, contentEnd).includes('{#snippet children');
}

/** In Razor: whether a component's content is in fragments with names; nothing else may be next to them. */
function hasFragment({ tag, children }: Element): boolean {
	const fragment =
		/^(?:[A-Z]\w*|)(?:Content|Template)$|^(?:Not)?(?:Authorized|Found)$|^(?:Authorizing|Navigating)$/;
	const isFragment = ({ name, selfClosing }: Tag) =>
		fragment.test(name) && !selfClosing && !name.startsWith(tag.name);
	return /^[A-Z]/.test(tag.name) && children.length > 0 && children.every(child => isFragment(child.tag));
}

/** In Vue, the last of the branches that follow the one above: `v-else` needs its `v-if` right before it. */
export function lastBranch(elements: readonly Element[], offset: number): Element | undefined {
	const parent = elementsAround(elements, offset).at(-1);
	const siblings = parent?.children ?? elements.filter(each => each.parent === undefined);
	let last: Element | undefined;
	for (const sibling of siblings.filter(({ start }) => start >= offset)) {
		if (!sibling.tag.attributes.some(({ name }) => /^v-else(?:-if)?$/.test(name))) {
			break;
		}
		last = sibling;
	}
	return last;
}

/** The closing tag of the list item right before an offset, because the image may as well go into that item. */
export function itemBefore(text: string, list: Element, offset: number): Tag | undefined {
	const last = list.children.findLast(({ end }) => end <= offset);
	const isItem = /^(?:ul|ol|menu|dl)$/.test(list.name) && /^(?:li|dd)$/.test(last?.name ?? '');
	return isItem && last && text.slice(last.end, offset).trim() === '' ? last.closing : undefined;
}
