import type { Region, Tag } from '../tags.ts';
import type { Finds, Found } from './finds.ts';
import { describe, elementText, tagDetails } from './tagTexts.ts';

/** An element that describes the images in it. */
interface Shelter extends Pick<Region, 'start'> {
	readonly name: string;
	/** The sources of a picture. */
	readonly found: Found[];
	caption: string;
}

/** Follows the figures, pictures and tables that tags open and close. */
export interface Shelters {
	/** Takes the tag at an index, by its name in lower case, into account. */
	enter(index: number, name: string): void;
	/** Puts the references of a tag into the picture that is open. */
	shelter(found: readonly Found[]): void;
	/** Lets an `<img>` describe the sources of its `<picture>`. */
	picture(tag: Tag): void;
	/** Ends what was left open. */
	leave(): void;
}

const sheltering = new Set(['figure', 'picture', 'table']);
/** Elements that are left open are forgotten beyond this depth. */
const deepest = 50;

export function createShelters(finds: Finds, tags: readonly Tag[]): Shelters {
	const { text } = finds;
	const open: Shelter[] = [];

	function close(shelter: Shelter | undefined, end: number): void {
		if (shelter && shelter.caption !== '') {
			finds.captioned.push({ start: shelter.start, end, caption: shelter.caption });
		}
	}

	function enter(index: number, name: string): void {
		const tag = tags[index];
		if (!tag) {
			return;
		}
		if (!tag.closing && (name === 'figcaption' || name === 'caption')) {
			const around = open.findLast(shelter => shelter.name === (name === 'caption' ? 'table' : 'figure'));
			if (around?.caption === '') {
				around.caption = elementText(text, tags, index);
			}
		} else if (!sheltering.has(name) || tag.selfClosing) {
			return;
		} else if (!tag.closing) {
			open.push({ name, start: tag.start, found: [], caption: '' });
			if (open.length > deepest) {
				close(open.shift(), tag.start);
			}
		} else if (open.some(shelter => shelter.name === name)) {
			let ended: Shelter | undefined;
			do {
				ended = open.pop();
				close(ended, tag.start);
			} while (ended && ended.name !== name);
		}
	}

	return {
		enter,
		shelter: found => {
			const around = open.at(-1);
			if (around?.name === 'picture') {
				around.found.push(...found);
			}
		},
		picture: tag => {
			const around = open.at(-1);
			if (around?.name === 'picture') {
				const details = tagDetails(text, tag);
				for (const found of around.found.splice(0)) {
					describe(found, details, false);
				}
			}
		},
		leave: () => {
			for (const shelter of open.splice(0)) {
				close(shelter, text.length);
			}
		},
	};
}
