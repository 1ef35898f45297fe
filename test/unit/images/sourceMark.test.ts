import assert from 'node:assert/strict';
import ExifReader from 'exifreader';
import { knownSourceType } from '../../../src/core/assets/knownSourceType.ts';
import { profileOf } from '../../../src/core/images/colorProfile.ts';
import { runImageTask, type ImageTask } from '../../../src/core/images/imageTasks.ts';
import { sourceTypeOf, sourceTypes, withSourceType } from '../../../src/core/images/sourceMark.ts';
import { verifyImage } from '../../../src/core/images/verifyImage.ts';
import { outputFormats, type OutputFormat } from '../../../src/shared/model.ts';
import { withProfile } from '../../../src/core/images/colorProfile.ts';
import { displayP3Profile } from '../../support/iccProfile.ts';
import { localCodecs, paintImage, paintSample } from '../../support/imageCodecs.ts';

const codecs = localCodecs();
const encoded = async (format: OutputFormat, image = paintSample(61, 40)) =>
	Buffer.from(await codecs.encode(image, format, 90));
const convert = (
	bytes: Uint8Array,
	format: OutputFormat,
	rest: Partial<ImageTask & { type: 'convert' }> = {},
) =>
	runImageTask(codecs, {
		...{ type: 'convert', bytes: new Uint8Array(bytes), width: 31, format, quality: 90 },
		...rest,
	});

/** What an independent reader finds. */
function readMark(bytes: Uint8Array): unknown {
	const tags = ExifReader.load(Buffer.from(bytes), { includeUnknown: true, expanded: true });
	return tags.xmp?.DigitalSourceType?.value;
}

const address = (type: string) => `http://cv.iptc.org/newscodes/digitalsourcetype/${type}`;

/** Opaque, with see-through parts, and all gray. */
const pictures = {
	opaque: paintSample(61, 40),
	'with alpha': paintImage(61, 40, (x, y) => [x * 4, y * 6, 90, x < 30 ? 255 : 40]),
	gray: paintImage(61, 40, x => [x * 4, x * 4, x * 4, 255]),
};

suite('an honest mark', () => {
	for (const format of outputFormats) {
		for (const type of sourceTypes) {
			for (const [kind, picture] of Object.entries(pictures)) {
				test(`${format}, ${kind}: ${type} is read back, and the pixels are the same`, async () => {
					const plain = await encoded(format, picture);
					const marked = withSourceType(plain, format, type);
					assert.equal(readMark(marked), address(type));
					assert.equal(sourceTypeOf(marked), type);
					assert.deepEqual(verifyImage(marked), verifyImage(plain));
					assert.deepEqual(await codecs.decode(marked), await codecs.decode(plain));
				});
			}
		}

		test(`${format}: stands beside a color profile`, async () => {
			const profiled = withProfile(await encoded(format), format, displayP3Profile(2.2));
			const marked = (await convert(profiled, format, { sourceType: 'trainedAlgorithmicMedia' })).bytes;
			assert.equal(readMark(marked), address('trainedAlgorithmicMedia'));
			assert.ok((await profileOf(marked))?.equals(displayP3Profile(2.2)));
			assert.equal(verifyImage(marked).ok, true);
		});

		test(`${format}: an image that is made of a marked one is marked as that`, async () => {
			const source = withSourceType(await encoded(format), format, 'compositeWithTrainedAlgorithmicMedia');
			for (const target of outputFormats) {
				const { bytes } = await convert(source, target);
				assert.equal(readMark(bytes), address('compositeWithTrainedAlgorithmicMedia'));
			}
		});

		test(`${format}: neither an image of unknown origin, nor a placeholder, nor a thumbnail is marked`, async () => {
			assert.equal(readMark((await convert(await encoded(format), format)).bytes), undefined);
			const placeholder = { type: 'placeholder', prompt: 'a fox', width: 64, height: 48 } as const;
			const drawn = await runImageTask(codecs, { ...placeholder, format, quality: 90 });
			assert.equal(readMark(drawn.bytes), undefined);
			const marked = withSourceType(await encoded(format), format, 'trainedAlgorithmicMedia');
			const small = await runImageTask(codecs, { type: 'thumbnail', bytes: marked, longestSide: 20 });
			assert.equal(readMark(small.bytes), undefined);
		});
	}

	test('holds no more than that', async () => {
		const plain = await encoded('png');
		const marked = withSourceType(plain, 'png', 'trainedAlgorithmicMedia');
		const { xmp } = ExifReader.load(Buffer.from(marked), { expanded: true });
		assert.deepEqual(
			Object.keys(xmp ?? {}).filter(name => name !== '_raw'),
			['about', 'DigitalSourceType'],
		);
	});

	suite('what is known of a file', () => {
		const claim = (type: string) => Buffer.from(`jumb…digitalSourceType\x78${address(type)}\xa1…`, 'latin1');
		const photo = claim('digitalCapture');

		test('what it says itself, an edit before all', () => {
			assert.equal(knownSourceType(claim('trainedAlgorithmicMedia'), undefined), 'trainedAlgorithmicMedia');
			assert.equal(knownSourceType(photo, undefined), undefined);
			const both = Buffer.concat([
				claim('trainedAlgorithmicMedia'),
				claim('compositeWithTrainedAlgorithmicMedia'),
			]);
			assert.equal(knownSourceType(both, {}), 'compositeWithTrainedAlgorithmicMedia');
		});

		test('else what the record says', () => {
			const silent = Buffer.from('no claims');
			assert.equal(knownSourceType(silent, undefined), undefined);
			assert.equal(knownSourceType(silent, {}), 'trainedAlgorithmicMedia');
			assert.equal(knownSourceType(silent, { edited: true }), 'compositeWithTrainedAlgorithmicMedia');
			assert.equal(knownSourceType(silent, { placeholder: true }), undefined);
		});
	});
});

suite('PNGs made here', () => {
	test('are smaller than zlib makes them, with the same pixels', async () => {
		for (const picture of Object.values(pictures)) {
			const plain = await codecs.encode(picture, 'png', 0);
			for (const packing of ['tight', 'tightInColor'] as const) {
				const tight = await codecs.encode(picture, 'png', 0, packing);
				assert.ok(tight.length <= plain.length, `${tight.length} against ${plain.length}`);
				assert.deepEqual(await codecs.decode(tight), await codecs.decode(plain));
			}
		}
	});

	test('keep their colors where they have a profile of colors', async () => {
		const colorType = (bytes: Uint8Array) => bytes[25];
		assert.equal(colorType(await codecs.encode(pictures.gray, 'png', 0, 'tight')), 0);
		assert.equal((colorType(await codecs.encode(pictures.gray, 'png', 0, 'tightInColor')) ?? 0) & 2, 2);
	});
});
