import assert from 'node:assert/strict';
import { deflateSync, crc32 } from 'node:zlib';
import { detectFormat } from '../../../src/core/images/imageFormat.ts';
import { describeFault, imageHeader, verifyImage } from '../../../src/core/images/verifyImage.ts';
import { checkReference } from '../../../src/core/references/checkReference.ts';
import { InputImageError } from '../../../src/core/references/inputImageError.ts';
import { displaySize, nearestAspectRatio, orientationOf } from '../../../src/core/images/orientation.ts';
import type { Target } from '../target.ts';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function chunk(type: string, data: Uint8Array): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const head = Buffer.alloc(4);
	head.writeUInt32BE(data.length);
	const end = Buffer.alloc(4);
	end.writeUInt32BE(crc32(body));
	return Buffer.concat([head, body, end]);
}

const exif = Buffer.from('49492a00080000000100120103000100000006000000', 'hex');
const header = Buffer.from('0000000200000002080200 0000'.replace(' ', ''), 'hex');
const png = Buffer.concat([
	Buffer.from('89504e470d0a1a0a', 'hex'),
	chunk('IHDR', header),
	chunk('eXIf', exif),
	chunk('IDAT', deflateSync(Buffer.alloc(14))),
	chunk('IEND', Buffer.alloc(0)),
]);
const app1 = Buffer.concat([Buffer.from('ffe1001e', 'hex'), Buffer.from('Exif\0\0', 'latin1'), exif]);
const frame = Buffer.from('ffc0000b080010001001011100', 'hex');
const scan = Buffer.from('ffda0008010100003f00aabbff00ccffd0ddffd9', 'hex');
const jpeg = Buffer.concat([Buffer.from('ffd8', 'hex'), app1, frame, scan]);

function riff(...chunks: readonly [type: string, data: Buffer][]): Buffer {
	const body = Buffer.concat(
		chunks.flatMap(([type, data]) => {
			const head = Buffer.alloc(8);
			head.write(type, 'latin1');
			head.writeUInt32LE(data.length, 4);
			return [head, data, Buffer.alloc(data.length % 2)];
		}),
	);
	const head = Buffer.alloc(12);
	head.write('RIFF', 'latin1');
	head.writeUInt32LE(body.length + 4, 4);
	head.write('WEBP', 8, 'latin1');
	return Buffer.concat([head, body]);
}

const lossy = Buffer.from('3001009d012a10001000', 'hex');
const lossless = Buffer.from('2f0f40030000', 'hex');
const webp = [
	riff(['VP8 ', lossy]),
	riff(['VP8L', lossless]),
	riff(
		['VP8X', Buffer.from('08000000 0f00000f0000'.replace(' ', ''), 'hex')],
		['VP8 ', lossy],
		['EXIF', exif],
	),
];

export const imageTargets: readonly Target[] = [
	{
		name: 'images',
		seeds: [png, jpeg, ...webp]
			.map(latin1)
			.concat('GIF89a', '<html>', '{"a":1}', '<?xml', '\0\0\0\x20ftypavif', 'BM'),
		tokens: [
			...[
				chunk('tEXt', Buffer.alloc(0)),
				chunk('IDAT', Buffer.alloc(0)),
				chunk('eXIf', exif),
				app1,
				frame,
				scan,
			].map(latin1),
			...[
				'\xff',
				'\xff\xff',
				'\xff\xe0\0\x02',
				'\xff\xd8',
				'\xff\xd9',
				'\xff\xda',
				'EXIF\0\0\0\0',
				'JUNK\0\0\0\0',
				'ANMF\0\0\0\0',
				'IEND',
				'\0',
				'\0\0\0\0',
				'\xff\xff\xff\xff',
				'\x7f\xff\xff\xff',
			],
		],
		async run(input) {
			const bytes = Buffer.from(input, 'latin1');
			const checked = verifyImage(bytes);
			if (checked.ok) {
				assert.deepEqual(imageHeader(bytes), checked.image, 'header and file agree');
				assert.ok(checked.image.width > 0 && checked.image.height > 0);
				nearestAspectRatio(checked.image);
			} else {
				assert.ok(describeFault(checked.fault).length < 1000);
			}
			const reference = checkReference(bytes.length, bytes.subarray(0, 256 * 1024));
			if (!reference.ok) {
				assert.ok(new InputImageError('x', reference.fault).message.length < 1000);
			}
			detectFormat(bytes);
			const orientation = await orientationOf((at, length) =>
				Promise.resolve(bytes.subarray(at, at + length)),
			);
			assert.ok(orientation >= 1 && orientation <= 8);
			displaySize({ width: 1, height: 2 }, orientation);
		},
	},
];
