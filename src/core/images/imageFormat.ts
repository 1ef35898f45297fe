import { outputFormats, type OutputFormat } from '../../shared/model.ts';

/** What bytes can turn out to be: the three formats that are accepted, and others worth naming in a message. */
export type DetectedFormat =
	OutputFormat | 'gif' | 'avif' | 'heic' | 'tiff' | 'bmp' | 'svg' | 'html' | 'xml' | 'json';

/** The accepted formats and their extensions; a new file gets the first one. */
export const formatExtensions = {
	webp: ['.webp'],
	png: ['.png'],
	jpeg: ['.jpg', '.jpeg'],
} as const satisfies Record<OutputFormat, readonly string[]>;

export function isOutputFormat(format: DetectedFormat | undefined): format is OutputFormat {
	return format !== undefined && Object.hasOwn(formatExtensions, format);
}

/** The format that a file name's extension means; undefined for any other extension, or none. */
export function formatOfName(name: string): OutputFormat | undefined {
	return byExtension.get(/\.[^./]+$/.exec(name)?.[0].toLowerCase() ?? '');
}

const byExtension: ReadonlyMap<string, OutputFormat> = new Map(
	outputFormats.flatMap(format => formatExtensions[format].map(extension => [extension, format] as const)),
);

const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to);

/** How many bytes of a text are looked at to tell SVG, HTML and XML apart. */
const textHead = 4096;

function detectText(text: string): DetectedFormat | undefined {
	if (/^[[{]\s*(?:["{[\]}\d-]|true|false|null)/.test(text)) {
		return 'json';
	}
	if (!text.startsWith('<')) {
		return undefined;
	}
	const body = text.replace(
		/^(?:\s|<\?[^>]*\?>|<!--[^]*?-->|<!doctype\s+svg\b[^>[]*(?:\[[^\]]*\][^>]*)?>)+/i,
		'',
	);
	if (/^<(?:\w+:)?svg\b/i.test(body)) {
		return 'svg';
	}
	if (/^<(?:!doctype\s+html|html|head|body|title|script|meta|center|h1|div|p)\b/i.test(body)) {
		return 'html';
	}
	return 'xml';
}

/** The format that the bytes begin like; says nothing about whether they are whole. */
export function detectFormat(bytes: Uint8Array): DetectedFormat | undefined {
	const head = latin1(bytes, 0, 16);
	if (head.startsWith('\x89PNG\r\n\x1a\n')) {
		return 'png';
	}
	if (head.startsWith('\xff\xd8\xff')) {
		return 'jpeg';
	}
	if (head.startsWith('RIFF') && head.startsWith('WEBP', 8)) {
		return 'webp';
	}
	if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) {
		return 'gif';
	}
	if (head.startsWith('II*\0') || head.startsWith('MM\0*')) {
		return 'tiff';
	}
	if (head.startsWith('BM') && head.startsWith('\0\0\0\0', 6)) {
		return 'bmp';
	}
	const brand = /^.{4}ftyp(.{4})/s.exec(head)?.[1] ?? '';
	if (/^avi[fs]$/.test(brand)) {
		return 'avif';
	}
	if (/^(?:hei[cmsx]|hev[cmsx]|mif1|msf1)$/.test(brand)) {
		return 'heic';
	}
	return detectText(latin1(bytes, 0, textHead).replace(/^(?:\xef\xbb\xbf)?\s*/, ''));
}
