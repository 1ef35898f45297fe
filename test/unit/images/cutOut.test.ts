import assert from 'node:assert/strict';
import { chooseKey, cutOutPrompt, hueShares, drawOnKey } from '../../../src/core/images/cutOut/keyChoice.ts';
import { cutOut } from '../../../src/core/images/cutOut/cutOut.ts';
import { measureKey } from '../../../src/core/images/cutOut/keyColor.ts';
import { runImageTask } from '../../../src/core/images/imageTasks.ts';
import type { RgbaImage } from '../../../src/core/images/rgbaImage.ts';
import { usualCutOut } from '../../../src/shared/cutOut.ts';
import { renderImage } from '../../emulator/images/renderImage.ts';
import {
	chance,
	drawScene,
	green,
	lay,
	magenta,
	matteErrors,
	sceneNames,
	type Backdrop,
} from '../../support/cutOutScenes.ts';
import { localCodecs, paintImage } from '../../support/imageCodecs.ts';

const codecs = localCodecs();

const backdrops: Readonly<Record<string, Backdrop>> = {
	magenta: { color: magenta },
	green: { color: green },
	'a studio’s green': { color: [0, 177, 64] },
	'blue, with a gradient': { color: [8, 10, 236], gradient: 14 },
	'magenta, with noise': { color: [240, 12, 236], noise: 2 },
	'green, with both': { color: [10, 236, 14], gradient: 10, noise: 3 },
};

/** Alpha at places that are shares of both sides. */
function alphaAt({ width, height, data }: RgbaImage, x: number, y: number): number {
	return data[(Math.floor(y * height) * width + Math.floor(x * width)) * 4 + 3] ?? NaN;
}

suite('cut-outs', function () {
	this.timeout(60_000);

	for (const [ground, backdrop] of Object.entries(backdrops)) {
		for (const name of sceneNames) {
			test(`${name} on ${ground}: alpha and colors are those that were drawn`, async () => {
				const scene = await drawScene(name, backdrop);
				const made = cutOut(scene.image, usualCutOut);
				assert.equal(made.refusal, undefined);
				const { all, edges, color } = matteErrors(scene, made.image);
				const found = `all ${all.toFixed(4)}, edges ${edges.toFixed(4)}, color ${color.toFixed(2)}`;
				assert.ok(all <= 0.01 && edges <= 0.03 && color <= 4, found);
			});
		}
	}

	const random = chance(3);
	const flatGrounds: Readonly<Record<string, (x: number, y: number) => readonly [number, number, number]>> = {
		white: () => [255, 255, 255],
		'nearly black': () => [14, 14, 16],
		'a slight gradient': (x, y) => [250 - x * 14, 8 + y * 10, 244 - x * 12],
		'fine noise': () => [20 + random() * 8, 220 + random() * 8, 30 + random() * 8],
		'a portrait that is cut off below': () => [0, 255, 0],
	};
	for (const [name, ground] of Object.entries(flatGrounds)) {
		test(`a flat ground: ${name} is taken`, () => {
			const isCutOff = name.startsWith('a portrait');
			const image = paintImage(300, 200, (column, row) => {
				const [x, y] = [column / 300, row / 200];
				const isSubject = isCutOff
					? y > 0.4 && Math.abs(x - 0.5) < 0.25 + 0.1 * y
					: Math.hypot(x - 0.5, y - 0.5) < 0.3;
				return isSubject ? [186, 120, 60, 255] : [...ground(x, y), 255];
			});
			assert.equal(cutOut(image, usualCutOut).refusal, undefined);
		});
	}

	const paintings: Readonly<Record<string, (x: number, y: number) => readonly [number, number, number]>> = {
		'a sky': (_, y) => [110 + y * 120, 170 + y * 70, 235],
		'a checkerboard': (x, y) =>
			(Math.floor(x * 20) + Math.floor(y * 14)) % 2 === 0 ? [255, 255, 255] : [204, 204, 204],
		'a wall and a floor': (_, y) => (y < 0.8 ? [230, 226, 218] : [120, 92, 70]),
		stripes: x => (Math.floor(x * 12) % 2 === 0 ? [240, 40, 60] : [250, 250, 250]),
		'a gradient across': x => [255 * x, 80, 255 - 200 * x],
		'a rough texture': () => [120 + random() * 60, 130 + random() * 60, 90 + random() * 60],
		'a vignette': (x, y) => {
			const light = 1 - 0.9 * Math.hypot(x - 0.5, y - 0.5);
			return [250 * light, 240 * light, 220 * light];
		},
	};
	for (const [name, color] of Object.entries(paintings)) {
		test(`no flat ground: ${name} is refused`, () => {
			const image = paintImage(300, 200, (column, row) => {
				const [x, y] = [column / 300, row / 200];
				return Math.hypot(x - 0.5, y - 0.5) < 0.2 ? [200, 40, 40, 255] : [...color(x, y), 255];
			});
			assert.notEqual(cutOut(image, usualCutOut).refusal, undefined);
		});
	}

	for (const prompt of [
		'a harbor at night',
		'mountains at dawn',
		'a city street',
		'a forest',
		'soft hills',
	]) {
		test(`no flat ground: ${prompt} is refused`, async () => {
			const picture = await codecs.decode(
				await renderImage({ prompt, width: 384, height: 256, format: 'png' }),
			);
			assert.notEqual(cutOut(picture, usualCutOut).refusal, undefined);
		});
	}

	test('nothing but ground, and what is transparent already, is refused', () => {
		assert.equal(
			cutOut(
				paintImage(60, 40, () => [255, 0, 255, 255]),
				usualCutOut,
			).refusal,
			'noSubject',
		);
		const clear = paintImage(60, 40, x => [200, 40, 40, x > 20 && x < 40 ? 255 : 0]);
		assert.equal(cutOut(clear, usualCutOut).refusal, 'transparent');
	});

	test('a flip fills the hole of a ring, and takes a patch of the subject away', async () => {
		const hole = await drawScene('ring', { color: magenta });
		const center = { x: 230 / 768, y: 250 / 512 };
		assert.equal(alphaAt(cutOut(hole.image, usualCutOut).image, center.x, center.y), 0);
		const filled = cutOut(hole.image, { ...usualCutOut, flips: [center] }).image;
		assert.equal(alphaAt(filled, center.x, center.y), 255);
		const patch = await drawScene('patch', { color: green });
		const spot = { x: 270 / 768, y: 250 / 512 };
		assert.equal(alphaAt(cutOut(patch.image, usualCutOut).image, spot.x, spot.y), 255);
		assert.equal(alphaAt(cutOut(patch.image, { ...usualCutOut, flips: [spot] }).image, spot.x, spot.y), 0);
	});

	test('trimmed, with a margin; its colors stay', async () => {
		const { image } = await drawScene('patch', { color: magenta });
		const trimmed = cutOut(image, { ...usualCutOut, trim: 10 }).image;
		assert.deepEqual([trimmed.width, trimmed.height], [540, 360]);
		assert.deepEqual([alphaAt(trimmed, 0.001, 0.001), alphaAt(trimmed, 0.5, 0.5)], [0, 255]);
	});

	test('softness 0 leaves no half; spill 0 leaves the key’s color in the edges', async () => {
		const { image } = await drawScene('shapes', { color: magenta });
		const hard = cutOut(image, { ...usualCutOut, softness: 0 }).image.data;
		const halves = hard.filter((value, at) => at % 4 === 3 && value > 3 && value < 252).length;
		assert.ok(halves < 400, `${halves}`);
		const mean = ({ data }: RgbaImage) => {
			let [sum, count] = [0, 0];
			for (let at = 0; at < data.length; at += 4) {
				if ((data[at + 3] ?? 0) > 60 && (data[at + 3] ?? 0) < 200) {
					sum += Math.min(data[at] ?? 0, data[at + 2] ?? 0) - (data[at + 1] ?? 0);
					count += 1;
				}
			}
			return sum / count;
		};
		const [clean, spilled] = [100, 0].map(spill => mean(cutOut(image, { ...usualCutOut, spill }).image));
		assert.ok((spilled ?? 0) > (clean ?? 0) + 60, `${clean} and ${spilled}`);
	});

	test('the key is measured, wherever it lies', () => {
		const image = paintImage(80, 60, (x, y) =>
			x > 30 && x < 50 && y > 20 ? [20, 30, 40, 255] : [231, 17, 220, 255],
		);
		const { model, refusal } = measureKey(image);
		assert.equal(refusal, undefined);
		assert.deepEqual(
			model.surfaces.map(([level]) => Math.round(level)),
			[231, 17, 220],
		);
	});

	test('the key that prompts and references need least', () => {
		assert.equal(chooseKey('a lighthouse'), 'magenta');
		assert.equal(chooseKey('a pink flamingo'), 'green');
		assert.equal(chooseKey('pink tulips with green leaves'), 'blue');
		assert.equal(chooseKey('분홍 장미와 초록 잎'), 'blue');
		const pink = paintImage(8, 8, () => [240, 40, 200, 255]);
		assert.equal(chooseKey('a lamp', [hueShares(pink)]), 'green');
		assert.match(cutOutPrompt('green'), /#00ff00/);
	});

	test('put on its key again and cut again, a cut-out is the same', async () => {
		const { drawn } = await drawScene('hair', { color: green });
		const again = cutOut(drawOnKey(drawn, 'magenta'), usualCutOut).image;
		const { all } = matteErrors({ name: 'again', drawn, image: lay(drawn, { color: magenta }) }, again);
		assert.ok(all < 0.002, `${all}`);
	});

	test('as a task: PNG and WebP, at a size, with why it is doubted', async () => {
		const { image } = await drawScene('ring', { color: magenta });
		const bytes = () => codecs.encode(image, 'png', 90).then(encoded => new Uint8Array(encoded));
		const task = { type: 'cutOut', options: usualCutOut, quality: 90 } as const;
		for (const format of ['png', 'webp'] as const) {
			const made = await runImageTask(codecs, { ...task, bytes: await bytes(), format, width: 384 });
			assert.deepEqual([made.width, made.height, made.refusal], [384, 256, undefined]);
			assert.equal(alphaAt(await codecs.decode(made.bytes), 230 / 768, 250 / 512), 0);
		}
		const scene = await renderImage({ prompt: 'a forest', width: 96, height: 64, format: 'jpeg' });
		const doubted = await runImageTask(codecs, { ...task, bytes: new Uint8Array(scene), format: 'png' });
		assert.notEqual(doubted.refusal, undefined);
	});
});
