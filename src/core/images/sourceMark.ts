import type { OutputFormat } from '../../shared/model.ts';
import { asBuffer } from '../text/asBuffer.ts';
import { pngChunk } from './pngChunk.ts';
import { withWebpChunk } from './webpChunks.ts';

/** How an image was made, in the terms of IPTC's Digital Source Type vocabulary. */
export const sourceTypes = [
	/** Made by a model from a prompt. */
	'trainedAlgorithmicMedia',
	/** An image that a model has edited. */
	'compositeWithTrainedAlgorithmicMedia',
] as const;

export type SourceType = (typeof sourceTypes)[number];

const vocabulary = 'cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * What a file states about how its image was made, in XMP or in the claims of C2PA; undefined where it names no
 * model. Among several claims, an edit wins. Compressed data isn't read.
 */
export function sourceTypeOf(bytes: Uint8Array): SourceType | undefined {
	const file = asBuffer(bytes);
	let found: SourceType | undefined;
	for (let at = file.indexOf(vocabulary); at >= 0; at = file.indexOf(vocabulary, at)) {
		at += vocabulary.length;
		const word = /^[a-z]{1,60}/i.exec(file.toString('latin1', at, at + 60))?.[0] ?? '';
		const type = sourceTypes.find(known => word === known);
		if (type === 'compositeWithTrainedAlgorithmicMedia') {
			return type;
		}
		found ??= type;
	}
	return found;
}

/**
 * The same file with an XMP packet that says how its image was made, and nothing else: no prompt, no name.
 *
 * @param bytes as they are encoded here: without XMP.
 */
export function withSourceType(
	bytes: Uint8Array,
	format: OutputFormat,
	type: SourceType,
): Uint8Array<ArrayBuffer> {
	const file = asBuffer(bytes);
	const packet = Buffer.from(packetOf(type), 'utf8');
	switch (format) {
		case 'png': {
			// After the signature and IHDR: keyword, not compressed, neither language nor translation.
			const head = 8 + 25;
			const chunk = pngChunk('iTXt', Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\0\0\0\0'), packet]));
			return joined(file.subarray(0, head), chunk, file.subarray(head));
		}
		case 'jpeg': {
			const jfif = file.readUInt16BE(2) === 0xffe0 ? 2 + file.readUInt16BE(4) : 0;
			const content = Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), packet]);
			const marker = Buffer.from([0xff, 0xe1, 0, 0]);
			marker.writeUInt16BE(2 + content.length, 2);
			return joined(file.subarray(0, 2 + jfif), marker, content, file.subarray(2 + jfif));
		}
		case 'webp':
			return withWebpChunk(file, 'XMP ', packet);
	}
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	return new Uint8Array(Buffer.concat(parts));
}

/** ISO 16684-1, §7.3; the property is that of the IPTC Photo Metadata Standard. */
function packetOf(type: SourceType): string {
	return [
		'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
		'<x:xmpmeta xmlns:x="adobe:ns:meta/">',
		'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
		'<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
		` Iptc4xmpExt:DigitalSourceType="http://${vocabulary}${type}"/>`,
		'</rdf:RDF></x:xmpmeta>',
		'<?xpacket end="r"?>',
	].join('');
}
