import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { OutputFormat } from '../../src/shared/model.ts';
import type { EmulatorContext } from './context.ts';
import { reset, send, type Reply } from './exchange.ts';
import type { DownloadFault } from './faults.ts';
import { pixelBomb } from './images/png.ts';

const gzipped = promisify(gzip);

/** Sends an honest image, altered by a fault. An answer that isn't an image (an expired URL) is sent unchanged. */
export async function playDownloadFault(
	fault: DownloadFault,
	response: ServerResponse,
	honest: Reply,
	context: EmulatorContext,
	image: { acceptsGzip: boolean; inFormat: (format: OutputFormat) => Promise<Buffer> },
): Promise<void> {
	if (honest.status !== 200) {
		send(response, honest);
		return;
	}
	const { headers, body } = honest;
	const part = (share = 0.5) => body.subarray(0, Math.floor(body.length * share));
	const head = (extra: Record<string, string>) => {
		response.writeHead(200, { ...headers, ...extra });
		response.flushHeaders();
	};
	switch (fault.kind) {
		case 'shortLength':
			head({ 'content-length': String(body.length) });
			response.write(part(fault.share), () => {
				if (fault.reset === true) {
					reset(response);
				} else {
					response.socket?.destroy();
				}
			});
			return;
		case 'closeDelimitedCut':
			sendCloseDelimited(response, headers, part(fault.share));
			return;
		case 'closeDelimited':
			sendCloseDelimited(response, headers, body);
			return;
		case 'gzipCut': {
			if (!image.acceptsGzip && fault.always !== true) {
				send(response, honest);
				return;
			}
			const packed = await gzipped(body);
			const cut = packed.subarray(0, Math.floor(packed.length / 2));
			sendCloseDelimited(response, { ...headers, 'content-encoding': 'gzip' }, cut);
			return;
		}
		case 'gzipBomb': {
			const packed = await gzipped(Buffer.concat([body, Buffer.alloc(fault.bytes ?? 64 * 2 ** 20)]));
			send(response, { ...honest, headers: { ...headers, 'content-encoding': 'gzip' }, body: packed });
			return;
		}
		case 'truncatedImage':
			send(response, { ...honest, body: part(fault.share) });
			return;
		case 'corruptImage': {
			const changed = Buffer.from(body);
			const middle = Math.floor(changed.length / 2);
			changed.writeUInt8((changed.readUInt8(middle) + 1) % 256, middle);
			send(response, { ...honest, body: changed });
			return;
		}
		case 'otherFormat':
			send(response, { ...honest, body: await image.inFormat(fault.format) });
			return;
		case 'contentType': {
			const rest = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-type'));
			const type: Record<string, string> = fault.value === null ? {} : { 'content-type': fault.value };
			send(response, { ...honest, headers: { ...rest, ...type } });
			return;
		}
		case 'partial': {
			const some = part();
			const range = `bytes 0-${some.length - 1}/${body.length}`;
			send(response, { status: 206, headers: { ...headers, 'content-range': range }, body: some });
			return;
		}
		case 'stall':
			head({ 'content-length': String(body.length) });
			response.write(part(fault.share));
			return;
		case 'endless':
			head(fault.length === undefined ? {} : { 'content-length': String(fault.length) });
			await writeForEver(response, body, context);
			return;
		case 'pixelBomb':
			send(response, {
				...honest,
				headers: { ...headers, 'content-type': 'image/png' },
				body: await pixelBomb(),
			});
			return;
		case 'emptyFile':
			send(response, { ...honest, body: Buffer.alloc(0) });
			return;
	}
}

/** HTTP/1.0's way to end a body: neither a length nor chunks, only the end of the connection. */
function sendCloseDelimited(response: ServerResponse, headers: Record<string, string>, body: Buffer): void {
	response.useChunkedEncodingByDefault = false;
	response.shouldKeepAlive = false;
	response.writeHead(200, headers);
	response.flushHeaders();
	response.end(body);
}

async function writeForEver(
	response: ServerResponse,
	first: Buffer,
	context: EmulatorContext,
): Promise<void> {
	const chunk = Buffer.alloc(64 * 1024);
	function* chunks() {
		yield first;
		for (;;) {
			yield chunk;
		}
	}
	// It ends only when the client goes away or the emulator closes, and both are fine.
	await pipeline(chunks, response, { signal: context.closing }).catch(() => undefined);
}
