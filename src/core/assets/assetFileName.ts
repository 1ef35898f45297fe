import type { OutputFormat } from '../../shared/model.ts';
import { withoutEnd } from '../withoutEnd.ts';
import { contentHash } from '../images/contentHash.ts';
import { unseen } from './pathText.ts';
import { formatExtensions } from '../images/imageFormat.ts';

/** The longest name that every common file system takes, in bytes of UTF-8. */
const maxNameBytes = 255;

/** Bytes kept free for a number (`-9999`). */
const numberBytes = 5;

/** Names that Windows reserves for devices, whatever extension follows. */
export const deviceName = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;

/** C0 and C1 controls, bidirectional controls, other invisible characters, and halves of surrogate pairs. */
const allUnseen = new RegExp(unseen, 'gu');

/** Characters that at least one system refuses in names. */
export const forbidden = /[<>:"/\\|?*]/;

const allForbidden = new RegExp(`(?:${forbidden.source})+`, 'g');

export const imageExtension = /\.(?:png|apng|jpe?g|jpe|jfif|webp|gif|avif|heic|heif|tiff?|bmp|svg|ico)$/i;

const byteLength = (text: string): number => Buffer.byteLength(text);

function cutBytes(text: string, limit: number): string {
	let kept = '';
	let bytes = 0;
	for (const character of text) {
		bytes += byteLength(character);
		if (bytes > limit) {
			break;
		}
		kept += character;
	}
	return kept;
}

/** `stem` in at most `limit` bytes; a longer one ends in a hash of the whole, so that two stems stay distinct. */
function shorten(stem: string, limit: number): string {
	if (byteLength(stem) <= limit) {
		return stem;
	}
	const hash = `-${contentHash(stem).slice(0, 8)}`;
	return withoutEnd(cutBytes(stem, limit - hash.length), /[\s.-]/) + hash;
}

/** A name that works as a file's or a folder's on Windows, macOS and Linux, NFC; never empty. */
function safeStem(name: string): string {
	const whole = name
		.normalize('NFC')
		.replace(allUnseen, '')
		.replace(allForbidden, '-')
		.replace(/^[\s.]+/, '');
	const plain = withoutEnd(whole, /[\s.]/);
	return (/^-*$/.test(plain) ? 'image' : plain).replace(deviceName, device => `${device}-image`);
}

function extensionFor(format: OutputFormat, given: string): string {
	const extensions: readonly string[] = formatExtensions[format];
	return extensions.includes(given.toLowerCase()) ? given : (extensions[0] ?? '');
}

/**
 * The name a file gets: `name`, made safe on every platform and short enough to be numbered, with the
 * extension of its `format`. An extension in the name stays if it means the same (`.jpeg`, `.PNG`), is replaced
 * if it is another image format's, and is part of the name if it is no image extension (`v1.2`). Without a
 * format the name keeps the extension it has.
 */
export function assetFileName(name: string, format: OutputFormat | undefined): string {
	const { stem, extension, room } = partsOf(name, format);
	return shorten(stem, room) + extension;
}

/** Whether `assetFileName` has to cut the name. */
export function isNameTooLong(name: string, format: OutputFormat): boolean {
	const { stem, room } = partsOf(name, format);
	return byteLength(stem) > room;
}

/** A name's safe stem, the bytes left for it, and its extension. */
function partsOf(name: string, format: OutputFormat | undefined) {
	const trimmed = withoutEnd(name.normalize('NFC').replace(allUnseen, ''), /[\s.]/);
	const given = imageExtension.exec(trimmed)?.[0] ?? '';
	const extension = format === undefined ? given : extensionFor(format, given);
	const stem = safeStem(given === '' ? trimmed : trimmed.slice(0, -given.length));
	return { stem, extension, room: maxNameBytes - numberBytes - byteLength(extension) };
}
