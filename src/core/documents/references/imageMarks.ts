import { isAsciiBased } from '../../text/decodeText.ts';

/** What ends an image's name, as it may be written in any of the languages. */
const imageMark = /(?:\.|%2e|&#46;|&#x2e;)(?:png|jpe?g|webp|ico)(?![a-z])/gi;

/** The marks of images in a text; most texts have none, and skip the rest of the work. */
export function imageMarks(text: string): number[] {
	const marks: number[] = [];
	imageMark.lastIndex = 0;
	for (let found = imageMark.exec(text); found; found = imageMark.exec(text)) {
		marks.push(found.index);
	}
	return marks;
}

/** Whether a document can have image references at all: one pass of one pattern, which most documents fail. */
export function mayHaveImages(text: string): boolean {
	imageMark.lastIndex = 0;
	return imageMark.test(text);
}

/** The same for its bytes. Marks are ASCII, whatever the other bytes are, so there is no need to decode them first. */
export function bytesMayHaveImages(bytes: Buffer): boolean {
	return !isAsciiBased(bytes) || mayHaveImages(bytes.toString('latin1'));
}
