import { cleanLine } from '../../text/cleanText.ts';
import type { ImageReference } from '../references/imageReference.ts';
import { isFiller } from './fillers.ts';
import { withoutSize } from '../sizeInName.ts';

/** A file's name, or what a template fills in. */
const notText = /^[^\s]*\.(?:png|jpe?g|webp|gif|avif|svg)$|^(?:\{.*\}|<.*>|%.*%|\$\w+)$/i;
const uuid = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** Words in folders and names that aren't a subject. */
const empty =
	/^(?:(?:img|image|images|photo|picture|pic|dsc|dscn|fig|figure|screenshot|screen|shot|capture|slide|thumb|thumbnail|placeholder|sample|dummy|tmp|temp|untitled|unnamed|asset|file)\d*|(?:page|step|part|schritt|paso|étape)\d+|(?:final|copy|draft|v)\d*|min|new|old|(?:이미지|사진|그림|스크린샷|캡처|무제)\d*|단계\d+|(?:画像|写真|図|スクリーンショット|スクショ|無題)\d*|(?:图|图片|图像|圖片|照片|截图|截屏|屏幕截图|螢幕截圖|未命名|未标题)\d*|(?:bild|bilder|abb|abbildung|foto|fotos|bildschirmfoto|unbenannt|imagen|imagenes|imágenes|imagem|imagens|immagine|captura|изображение|картинка|фото|скриншот)\d*)$/;
/** What is left of a name that only counts: `a`, `2b`, `t1`. */
const counter = /^(?:[a-z]|[a-z]?\d+[a-z]?)$/;
/** What stands between the name of a screenshot and its time. */
const ofTime = /^(?:at|um|à|às|오전|오후|am|pm)$/;

/**
 * The prompt that a reference to a missing image implies, on one line: its alternative text, else its title, its
 * caption, its ARIA label, else the heading above and the words of its file name. A text that is only a file name or
 * a filler (`image`, `photo 2`) says nothing. Empty where none of these says anything.
 */
export function promptFor(reference: Pick<ImageReference, 'texts' | 'path' | 'icon'>): string {
	const { alt, title, caption, ariaLabel, heading } = reference.texts;
	const said = [alt, title, caption, ariaLabel].map(text => cleanLine(text ?? '')).find(saysSomething);
	if (said !== undefined) {
		return said;
	}
	if (reference.icon !== undefined) {
		// Its name says which one of a set it is, at most.
		const title = cleanLine(heading ?? '');
		return saysSomething(title) ? `${title}, app icon` : '';
	}
	const words = nameWords(reference.path);
	const shown = cleanLine(heading ?? '');
	const above = saysSomething(shown) ? shown : '';
	// A name that only repeats words of the heading, or counts below it, adds nothing.
	const known = new Set(wordsOf(above));
	const adds = words.some(
		word => !known.has(word.toLowerCase()) && (above === '' || !/^[a-z]\d+$/i.test(word)),
	);
	return [above, adds ? words.join(' ') : ''].filter(part => part !== '').join(', ');
}

/** Whether a text describes something, rather than naming a file or saying that there is an image. */
export function saysSomething(text: string): boolean {
	const plain = text.trim();
	return /\p{L}/u.test(plain) && !notText.test(plain) && !isFiller(plain);
}

/** The words of a file's name, without its size, numbers, hashes and extension; none where it only says `image`. */
export function nameWords(path: string): string[] {
	const name = path
		.slice(path.lastIndexOf('/') + 1)
		.replace(/\.[^.]*$/, '')
		.replace(uuid, '');
	const apart = withoutSize(name.normalize('NFC')).replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ');
	const words = (apart.match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? []).filter(
		word => !/^\d+$/.test(word) && !/^(?=.*\d)[\da-f]{6,}$/i.test(word),
	);
	const untimed = words.filter(word => !ofTime.test(word.toLowerCase()));
	if (untimed.length > 1 && isFiller(untimed.join(' '))) {
		return [];
	}
	const said = words.filter(word => !empty.test(word.toLowerCase()));
	const isCounted = said.length < words.length && said.every(word => counter.test(word.toLowerCase()));
	return isCounted || said.every(word => ofTime.test(word.toLowerCase())) ? [] : said;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}'’]+/gu) ?? [];

/** What a document says about the image of a reference. */
export function descriptionOf({
	reference: { texts },
}: {
	readonly reference: Pick<ImageReference, 'texts'>;
}): string {
	return texts.alt ?? texts.ariaLabel ?? texts.title ?? texts.caption ?? '';
}
