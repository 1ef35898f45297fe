import type { Region, Tag } from '../tags.ts';
import type { Collector, Found } from './collector.ts';
import type { ReadTag } from './readTag.ts';
import { describe, elementText } from './tagTexts.ts';

/** A reference of a tag, and how the tag shows it. */
export interface Shown {
	readonly found: Found;
	/** As in `srcset`, empty where there is none; undefined where the tag's size is not the image's. */
	readonly descriptor: string | undefined;
	/** Whether it is always the picture that the tag shows; one of a condition's results isn't. */
	readonly only: boolean;
}

/** An element that describes the images in it. */
interface CaptionScope extends Pick<Region, 'start'> {
	readonly name: string;
	/** The sources of a picture. */
	readonly sources: Shown[];
	caption: string;
}

const scopeNames = new Set(['figure', 'picture', 'table']);
/** Elements that are left open are forgotten beyond this depth. */
const deepest = 50;

/** Follows the figures, pictures and tables that tags open and close. */
export function createCaptionScopes(collector: Collector, tags: readonly Tag[]) {
	const { text } = collector;
	const open: CaptionScope[] = [];

	function close(scope: CaptionScope | undefined, end: number): void {
		if (scope && scope.caption !== '') {
			collector.captioned.push({ start: scope.start, end, caption: scope.caption });
		}
	}

	function enter(index: number, name: string): void {
		const tag = tags[index];
		if (!tag || name.length < 5) {
			return;
		}
		if (!tag.closing && (name === 'figcaption' || name === 'caption')) {
			const around = open.findLast(scope => scope.name === (name === 'caption' ? 'table' : 'figure'));
			if (around?.caption === '') {
				around.caption = elementText(text, tags, index);
			}
		} else if (!scopeNames.has(name) || tag.selfClosing) {
			return;
		} else if (!tag.closing) {
			open.push({ name, start: tag.start, sources: [], caption: '' });
			if (open.length > deepest) {
				close(open.shift(), tag.start);
			}
		} else if (open.some(scope => scope.name === name)) {
			let ended: CaptionScope | undefined;
			do {
				ended = open.pop();
				close(ended, tag.start);
			} while (ended && ended.name !== name);
		}
	}

	function pictureAround(): CaptionScope | undefined {
		const around = open.at(-1);
		return around?.name === 'picture' ? around : undefined;
	}

	function awaits(name: string): boolean {
		return isImage(name) && (pictureAround()?.sources.length ?? 0) > 0;
	}

	function show(read: ReadTag, shown: readonly Shown[]): void {
		const picture = pictureAround();
		if (picture && isImage(read.name)) {
			const sources = picture.sources.splice(0);
			describeSources(sources, read);
			join([...sources, ...shown], picture.start);
			return;
		}
		if (read.name !== 'source') {
			join(shown, read.tag.start);
		}
		for (const each of picture ? asSources(shown, read) : []) {
			picture?.sources.push(each);
		}
	}

	return {
		/** Takes the tag at an index, by its name in lower case, into account. */
		enter,
		/** Whether a tag of that name should describe the sources of a picture. */
		awaits,
		/**
		 * Takes the references of a tag into account. An `<img>` describes those of its `<picture>`; where a tag or
		 * picture has several that show the same, they get the offset where it begins.
		 */
		show,
		/** Closes everything that was left open. */
		leave: () => {
			for (const scope of open.splice(0)) {
				close(scope, text.length);
			}
		},
	};
}

const isImage = (name: string) => name === 'img' || name === 'image';

/** Lets an `<img>` describe the sources before it; its size is theirs where both sides are known. */
function describeSources(sources: readonly Shown[], { details }: ReadTag): void {
	for (const { found, descriptor } of sources) {
		const { width, height } = details();
		const isSized = width !== undefined && height !== undefined;
		describe(found, details(), isSized ? descriptor : undefined);
	}
}

/** What a tag passes to the `<img>` after it: a `<source>` has that one's size, unless it has its own. */
function asSources(shown: readonly Shown[], { name, details, hasMedia }: ReadTag): readonly Shown[] {
	if (shown.length === 0 || name !== 'source') {
		return shown.map(({ found }) => ({ found, descriptor: undefined, only: false }));
	}
	const { width, height } = details();
	const isSized = width !== undefined || height !== undefined;
	const isOther = hasMedia();
	return shown.map(({ found, descriptor, only }) => ({
		found,
		descriptor: isSized ? undefined : descriptor,
		only: only && !isOther,
	}));
}

/** Gives the references that show the same picture, where there are several, the offset where it begins. */
function join(shown: readonly Shown[], start: number): void {
	if (shown.length > 1) {
		const same = shown.filter(({ only }) => only);
		for (const { found } of same.length > 1 ? same : []) {
			found.picture = start;
		}
	}
}
