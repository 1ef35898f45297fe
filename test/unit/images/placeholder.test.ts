import assert from 'node:assert/strict';
import { imageHeader, verifyImage } from '../../../src/core/images/verifyImage.ts';
import {
	drawPlaceholder,
	placeholderColors,
	placeholderText,
	type Color,
} from '../../../src/core/images/placeholder.ts';
import { letterSize } from '../../../src/core/images/sizeLettering.ts';
import type { RgbaImage } from '../../../src/core/images/rgbaImage.ts';
import { createImageEngine, type ImageEngine } from '../../../src/host/images/imageEngine.ts';
import { outputFormats } from '../../../src/shared/model.ts';
import { imageWorkerSource } from '../../support/imageCodecs.ts';

const prompts = Array.from({ length: 200 }, (_, index) => `prompt number ${index}`);

/** Relative luminance (WCAG 2.2), 0–1. */
function luminance(color: readonly number[]): number {
	const [red = 0, green = 0, blue = 0] = color.map(value => {
		const part = value / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: readonly number[], other: readonly number[]): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

function pixel({ data, width }: RgbaImage, x: number, y: number): Color {
	const at = (y * width + x) * 4;
	return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

/** The smallest rectangle with everything that is more the text's color than the ground's. */
function inkOf(image: RgbaImage, color: Color) {
	const ink = { left: Infinity, top: Infinity, right: -1, bottom: -1 };
	for (let y = 0; y < image.height; y += 1) {
		for (let x = 0; x < image.width; x += 1) {
			if (contrast(pixel(image, x, y), color) < 2) {
				ink.left = Math.min(ink.left, x);
				ink.right = Math.max(ink.right, x);
				ink.top = Math.min(ink.top, y);
				ink.bottom = Math.max(ink.bottom, y);
			}
		}
	}
	return ink;
}

suite('placeholders', () => {
	suite('as files', () => {
		let engine: ImageEngine;

		suiteSetup(() => {
			engine = createImageEngine({ program: imageWorkerSource });
		});
		suiteTeardown(() => {
			engine.dispose();
		});

		const sizes = [
			[1200, 630],
			[1, 1],
			[2, 3],
			[4000, 100],
			[33, 1000],
			[1024, 1536],
		] as const;
		for (const format of outputFormats) {
			test(`exactly so many pixels, as ${format}`, async () => {
				for (const [width, height] of sizes) {
					const options = { prompt: 'a fox', width, height, format, quality: 90 };
					const { bytes } = await engine.placeholder(options);
					assert.deepEqual(imageHeader(bytes), { format, width, height });
					assert.ok(verifyImage(bytes).ok);
				}
			});
		}

		test('the same prompt gives the same bytes, another one others', async () => {
			const draw = async (prompt: string) => {
				const options = { prompt, width: 300, height: 200, format: 'webp', quality: 90 } as const;
				return Buffer.from((await engine.placeholder(options)).bytes).toString('hex');
			};
			const [first, again, other] = [await draw('a fox'), await draw('a fox'), await draw('a harbour')];
			assert.equal(again, first);
			assert.notEqual(other, first);
		});

		test('what makes no sense is refused', async () => {
			const options = { prompt: 'a fox', width: 10, height: 10, format: 'png', quality: 90 } as const;
			await assert.rejects(engine.placeholder({ ...options, width: 0 }), { code: 'badTask' });
			await assert.rejects(engine.placeholder({ ...options, height: 1.5 }), { code: 'badTask' });
			await assert.rejects(engine.placeholder({ ...options, quality: 101 }), { code: 'badTask' });
			await assert.rejects(engine.placeholder({ ...options, width: 60_000, height: 60_000 }), {
				code: 'tooLarge',
			});
		});
	});

	test('200 prompts, 200 images', () => {
		const drawn = new Set(
			prompts.map(prompt =>
				Buffer.from(drawPlaceholder(prompt, { width: 40, height: 30 }).data).toString('hex'),
			),
		);
		assert.ok(drawn.size >= 198, `${drawn.size}`);
	});

	test('nothing is transparent', () => {
		const { data } = drawPlaceholder('a fox', { width: 301, height: 200 });
		assert.ok(data.every((value, index) => index % 4 !== 3 || value === 255));
	});

	test('the text can be read on every part of the ground, and the ground is seen on light and dark pages', () => {
		for (const prompt of prompts) {
			const { text, border } = placeholderColors(prompt);
			const { width, height, data } = drawPlaceholder(prompt, { width: 48, height: 32 });
			const image = { width, height, data };
			assert.equal(placeholderText(image), undefined);
			for (let y = 1; y < height - 1; y += 1) {
				for (let x = 1; x < width - 1; x += 1) {
					const ground = pixel(image, x, y);
					assert.ok(contrast(ground, text) >= 4.5, `${prompt}: ${contrast(ground, text)}`);
					assert.ok(contrast(ground, [31, 31, 31]) >= 3, `${prompt} on a dark page`);
					assert.ok(Math.max(...ground) - Math.min(...ground) <= 60, `${prompt}: ${String(ground)}`);
				}
			}
			assert.ok(contrast(border, [255, 255, 255]) >= 3, `${prompt} on a light page`);
			assert.deepEqual(pixel(image, 0, 0), border);
			assert.deepEqual(pixel(image, width - 1, height - 1), border);
		}
	});

	test('the size stands in the middle, and fits', () => {
		for (const [width, height] of [
			[1200, 630],
			[630, 1200],
			[1000, 90],
			[64, 64],
			[8192, 40],
			[160, 3000],
		] as const) {
			const name = `${width} × ${height}`;
			const image = drawPlaceholder('a fox', { width, height });
			const ink = inkOf(image, placeholderColors('a fox').text);
			const margins = [ink.left, width - 1 - ink.right, ink.top, height - 1 - ink.bottom] as const;
			assert.ok(Math.min(...margins) >= 4, `${name}: ${margins.join(' ')}`);
			assert.ok(Math.abs(margins[0] - margins[1]) <= 3, `${name}: ${margins.join(' ')}`);
			assert.ok(Math.abs(margins[2] - margins[3]) <= 3, `${name}: ${margins.join(' ')}`);
		}
	});

	test('where it could not be read, it is left out', () => {
		for (const [width, height] of [
			[1, 1],
			[16, 16],
			[2000, 12],
			[20, 2000],
		] as const) {
			assert.equal(placeholderText({ width, height }), undefined, `${width} × ${height}`);
			const image = drawPlaceholder('a fox', { width, height });
			assert.equal(inkOf(image, placeholderColors('a fox').text).right, -1);
		}
	});

	test('every digit is drawn within its room, and no two alike', () => {
		const room = { width: 100, height: 100 };
		const shapes = Array.from('0123456789×', character => {
			const { width, height, segments, radius } = letterSize(character, room);
			assert.ok(width <= 100 && height <= 100);
			for (const { x1, y1, x2, y2 } of segments) {
				for (const x of [x1, x2]) {
					assert.ok(x >= radius - 0.6 && x <= width - radius + 0.6, `${character}: ${x} of ${width}`);
				}
				for (const y of [y1, y2]) {
					assert.ok(y >= radius - 0.6 && y <= height - radius + 0.6, `${character}: ${y} of ${height}`);
				}
			}
			return JSON.stringify(segments);
		});
		assert.equal(new Set(shapes).size, shapes.length);
	});
});
