import assert from 'node:assert/strict';
import decodeIco from 'decode-ico';
import { CodecError } from '../../../src/core/images/codecError.ts';
import {
	drawIcon,
	safeRadius,
	squareFor,
	type IconPurpose,
} from '../../../src/core/images/icons/drawIcon.ts';
import { runImageTask } from '../../../src/core/images/imageTasks.ts';
import type { RgbaImage } from '../../../src/core/images/rgbaImage.ts';
import { sourceTypeOf } from '../../../src/core/images/sourceMark.ts';
import { verifyImage } from '../../../src/core/images/verifyImage.ts';
import { localCodecs, paintImage } from '../../support/imageCodecs.ts';

const codecs = localCodecs();
const teal = [20, 120, 130, 255] as const;
const none = [0, 0, 0, 0] as const;

/** A red disc on a ground; its radius in pixels. */
const disc = (
	width: number,
	height: number,
	radius: number,
	ground: readonly [number, number, number, number],
) =>
	paintImage(width, height, (x, y) =>
		Math.hypot(x + 0.5 - width / 2, y + 0.5 - height / 2) <= radius ? [220, 40, 30, 255] : ground,
	);
/** No two columns alike, and bars from edge to edge. */
const full = (width: number, height: number) =>
	paintImage(width, height, (x, y) => [(x * 255) / width, (y * 255) / height, (x + y) % 2 ? 200 : 40, 255]);

const at = ({ width, data }: RgbaImage, x: number, y: number) => [
	...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4),
];
const draw = (image: RgbaImage, size: number, purpose: IconPurpose) =>
	drawIcon(codecs, squareFor(image), size, purpose);

suite('icons', () => {
	suite('a square', () => {
		test('is padded with the color that the border shows', () => {
			const { square, squared } = squareFor(disc(90, 60, 20, teal));
			assert.deepEqual([square.width, square.height, squared], [90, 90, 'padded']);
			assert.deepEqual(at(square, 0, 0), [...teal]);
			assert.deepEqual(at(square, 45, 45), [220, 40, 30, 255]);
		});

		test('is padded with nothing where the border is transparent', () => {
			const { square, squared } = squareFor(disc(60, 91, 20, none));
			assert.deepEqual([square.width, square.height, squared], [91, 91, 'padded']);
			assert.deepEqual(at(square, 0, 0), [...none]);
		});

		test('is cut from the middle of what goes to the edges', () => {
			const image = full(90, 60);
			const { square, squared } = squareFor(image);
			assert.deepEqual([square.width, square.height, squared], [60, 60, 'cut']);
			assert.deepEqual(at(square, 0, 0), at(image, 15, 0));
		});
	});

	suite('a maskable icon', () => {
		/** The farthest from the middle that something red is, as a share of the side. */
		function reach({ width, data }: RgbaImage): number {
			let most = 0;
			for (let pixel = 0; pixel < width * width; pixel += 1) {
				const [red = 0, green = 0] = data.subarray(pixel * 4);
				if (red > 150 && green < 100) {
					const [x, y] = [pixel % width, Math.floor(pixel / width)];
					most = Math.max(most, Math.hypot(x + 0.5 - width / 2, y + 0.5 - width / 2));
				}
			}
			return most / width;
		}

		for (const [name, ground] of [
			['on a color', teal],
			['on nothing', none],
		] as const) {
			test(`keeps what is ${name} in the safe circle, and is opaque to the edges`, async () => {
				const icon = await draw(disc(300, 300, 145, ground), 192, 'maskable');
				assert.ok(reach(icon) <= safeRadius, `reaches ${reach(icon)}`);
				assert.ok(reach(icon) > safeRadius - 0.03, `reaches ${reach(icon)}`);
				assert.deepEqual(at(icon, 0, 0), ground === none ? [255, 255, 255, 255] : [...teal]);
				assert.ok(icon.data.every((value, index) => index % 4 !== 3 || value === 255));
			});
		}

		test('does not enlarge what is small', async () => {
			const icon = await draw(disc(300, 300, 60, teal), 192, 'maskable');
			assert.ok(Math.abs(reach(icon) - 60 / 300) < 0.01, `reaches ${reach(icon)}`);
		});

		test('of what goes to the edges shows all of its circle, and goes on in the mirror', async () => {
			const icon = await draw(
				paintImage(200, 200, (x, y) => [x, y, 90, 255]),
				100,
				'maskable',
			);
			const [left, , , alpha] = at(icon, 12, 50);
			assert.equal(alpha, 255);
			assert.ok((left ?? 0) < 12, `the picture begins with ${left}`);
			// Ten pixels of margin: what is as far outside as inside is the same.
			const edges = [at(icon, 9, 50), at(icon, 13, 50)].map(([red = 0]) => red);
			assert.ok(Math.abs((edges[0] ?? 0) - (edges[1] ?? 0)) <= 3, edges.join(' and '));
		});

		for (const [name, ground] of [
			['on a color', teal],
			['on nothing', none],
		] as const) {
			test(`of a badge ${name} that goes to the edges has a margin of that color, not pieces of the badge`, async () => {
				const icon = await draw(disc(200, 200, 100, ground), 100, 'maskable');
				const color = ground === none ? [255, 255, 255, 255] : [...teal];
				for (const place of [0, 4, 50, 95, 99]) {
					assert.deepEqual(at(icon, place, 2), color, `at ${place}`);
					assert.deepEqual(at(icon, 97, place), color, `at ${place}`);
				}
				assert.ok((at(icon, 50, 14)[0] ?? 0) > 210);
			});
		}
	});

	test('for Apple lies on white where it would turn black', async () => {
		const icon = await draw(disc(100, 100, 30, none), 180, 'opaque');
		assert.deepEqual(at(icon, 0, 0), [255, 255, 255, 255]);
		assert.deepEqual(at(await draw(disc(100, 100, 30, none), 180, 'any'), 0, 0), [...none]);
	});

	suite('as files', () => {
		const task = async (image: RgbaImage, rest: object) =>
			runImageTask(codecs, {
				...{ type: 'icon', bytes: new Uint8Array(await codecs.encode(image, 'png', 0)), quality: 90 },
				...{ sizes: [180], format: 'png', purpose: 'any', ...rest },
			});

		test('an ICO holds its sizes, as another reader sees them', async () => {
			const image = disc(256, 256, 100, none);
			const { bytes, width } = await task(image, { sizes: [16, 32, 48, 256], format: 'ico' });
			assert.equal(width, 256);
			const images = decodeIco(bytes);
			assert.deepEqual(
				images.map(each => [each.width, each.height, each.bpp, each.type]),
				[16, 32, 48, 256].map(size => [size, size, 32, 'bmp']),
			);
			for (const each of images) {
				const drawn = await drawIcon(codecs, squareFor(image), each.width, 'any');
				// Below what is clear there is no color.
				const visible = (data: ArrayLike<number>, index: number) =>
					data[index - (index % 4) + 3] === 0 ? 0 : data[index];
				const seen = Array.from(each.data, (_, index) => visible(each.data, index));
				assert.deepEqual(
					seen,
					Array.from(drawn.data, (_, index) => visible(drawn.data, index)),
				);
			}
		});

		test('a PNG has its size and the mark of its picture', async () => {
			const { bytes } = await task(disc(300, 200, 80, teal), { sourceType: 'trainedAlgorithmicMedia' });
			assert.deepEqual(verifyImage(bytes), { ok: true, image: { format: 'png', width: 180, height: 180 } });
			assert.equal(sourceTypeOf(bytes), 'trainedAlgorithmicMedia');
		});

		test('what no file can hold is refused', async () => {
			const image = disc(30, 30, 10, teal);
			await assert.rejects(task(image, { sizes: [512], format: 'ico' }), CodecError);
			await assert.rejects(task(image, { sizes: [16, 32] }), CodecError);
		});
	});
});
