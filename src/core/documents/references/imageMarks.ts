import { asBuffer } from '../../text/asBuffer.ts';
import { isAsciiBased } from '../../text/decodeText.ts';

/** What ends an image's name, as it may be written in any of the languages. */
const imageMark = /(?:\.|%2e|&#46;|&#x2e;)(?:png|jpe?g|webp|ico)(?![a-z])/gi;

/** The marks of images in a text; most texts have none, and skip the rest of the work. */
export const imageMarks = (text: string): number[] =>
	Array.from(text.matchAll(imageMark), ({ index }) => index);

/** Whether a document can have image references at all: one pass of one pattern, which most documents fail. */
export const mayHaveImages = (text: string): boolean => text.search(imageMark) !== -1;

/** The same for its bytes. Marks are ASCII, whatever the other bytes are, so there is no need to decode them first. */
export const bytesMayHaveImages = (bytes: Uint8Array): boolean =>
	!isAsciiBased(bytes) || mayHaveImages(asBuffer(bytes).toString('latin1'));
