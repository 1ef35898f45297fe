import { cutOut } from '../../src/core/images/cutOut/cutOut.ts';
import type { RgbaImage } from '../../src/core/images/rgbaImage.ts';
import { createImageEngine } from '../../src/host/images/imageEngine.ts';
import { usualCutOut } from '../../src/shared/cutOut.ts';
import {
	drawScene,
	magenta,
	matteErrors,
	sceneNames,
	type Backdrop,
	type CutOutScene,
	type MatteErrors,
} from '../support/cutOutScenes.ts';
import { imageWorkerSource, localCodecs } from '../support/imageCodecs.ts';
import type { Row, Table } from './figure.ts';
import { median, milliseconds } from './statistics.ts';
import { timedStall } from './timedStall.ts';

const codecs = localCodecs();

const backdrops: readonly Backdrop[] = [
	{ color: magenta },
	{ color: [10, 240, 16], gradient: 12 },
	{ color: [12, 14, 238], noise: 2 },
];

/** Keeps or removes each pixel by its distance from the corner's color. */
function threshold({ width, height, data }: RgbaImage): RgbaImage {
	const made = data.slice();
	for (let at = 0; at < data.length; at += 4) {
		made[at + 3] = farFromCorner(data, at) > 60 ? 255 : 0;
	}
	return { width, height, data: made };
}

/** Transparent up to one distance from the corner's color, opaque from another one, and linear in between. */
function chromaKey({ width, height, data }: RgbaImage): RgbaImage {
	const made = data.slice();
	for (let at = 0; at < data.length; at += 4) {
		made[at + 3] = ((farFromCorner(data, at) - 30) / 150) * 255;
	}
	return { width, height, data: made };
}

function farFromCorner(data: Uint8ClampedArray, at: number): number {
	return Math.hypot(...[0, 1, 2].map(channel => (data[at + channel] ?? 0) - (data[channel] ?? 0)));
}

const ways: Readonly<Record<string, (image: RgbaImage) => RgbaImage>> = {
	'this extension': image => cutOut(image, usualCutOut).image,
	'a plain chroma key': chromaKey,
	'a threshold': threshold,
};

type Kind = readonly [name: string, format: 'png' | 'webp' | 'jpeg', quality: number];

const kinds: readonly Kind[] = [
	['PNG', 'png', 100],
	['WebP 90', 'webp', 90],
	['WebP 60', 'webp', 60],
	['JPEG 80', 'jpeg', 80],
	['JPEG 60', 'jpeg', 60],
];

/** How far cut-outs are from what was drawn, compared with simpler ways, and how long they take. */
export async function cutOuts(): Promise<readonly Table[]> {
	const scenes: CutOutScene[] = [];
	for (const backdrop of backdrops) {
		for (const name of sceneNames) {
			scenes.push(await drawScene(name, backdrop));
		}
	}
	const rows: Row[] = [];
	for (const [name, format, quality] of kinds) {
		const images = await Promise.all(
			scenes.map(async ({ image }) => codecs.decode(await codecs.encode(image, format, quality))),
		);
		for (const [way, cut] of Object.entries(ways)) {
			const errors = scenes.map((scene, index) => matteErrors(scene, cut(images[index] ?? scene.image)));
			rows.push([way === 'this extension' ? name : `  ${way}`, ...cells(errors)]);
		}
	}
	return [
		{
			title: 'Cut-outs: the difference from the alpha that was drawn (0 to 1)',
			columns: ['all', 'worst', 'edges', 'worst', 'opaque colors', 'worst'],
			rows,
			notes: [
				`Means and the worst of ${scenes.length} scenes: shapes, text, strokes of 1 px, hair, glass, soft shadows, rings, and a subject with patches of the key’s hue, on three keys, with noise and with a gradient.`,
				'Asked for as PNG: all ≤ 0.01, edges ≤ 0.03, colors ≤ 4 of 255. Lossy files are printed only.',
			],
		},
		await times(),
	];
}

function cells(errors: readonly MatteErrors[]): string[] {
	return (['all', 'edges', 'color'] as const).flatMap(name => {
		const values = errors.map(each => each[name]);
		const digits = name === 'color' ? 2 : 4;
		const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
		return [mean.toFixed(digits), Math.max(...values).toFixed(digits)];
	});
}

/** A scene four times, so that it has 1536 × 1024 pixels. */
function large({ image }: CutOutScene): RgbaImage {
	const [width, height] = [image.width * 2, image.height * 2];
	const data = new Uint8ClampedArray(width * height * 4);
	for (let row = 0; row < height; row += 1) {
		const from = (row % image.height) * image.width * 4;
		const line = image.data.subarray(from, from + image.width * 4);
		data.set(line, row * width * 4);
		data.set(line, row * width * 4 + line.length);
	}
	return { width, height, data };
}

async function times(): Promise<Table> {
	const engine = createImageEngine({ program: imageWorkerSource });
	const rows: Row[] = [];
	try {
		for (const name of ['shapes', 'hair', 'shadow'] as const) {
			const image = large(await drawScene(name, { color: magenta, noise: 2 }));
			const matting: number[] = [];
			for (let run = 0; run < 5; run += 1) {
				const started = performance.now();
				cutOut(image, usualCutOut);
				matting.push(performance.now() - started);
			}
			const file = await codecs.encode(image, 'png', 100);
			const whole: number[] = [];
			const stalls: number[] = [];
			for (let run = 0; run < 3; run += 1) {
				const bytes = new Uint8Array(file);
				const { time, stall } = await timedStall(() =>
					engine.cutOut(bytes, { options: usualCutOut, format: 'webp', quality: 90 }),
				);
				whole.push(time);
				stalls.push(stall);
			}
			rows.push([
				name,
				...[median(matting), Math.min(...matting), median(whole), Math.max(...stalls)].map(milliseconds),
			]);
		}
	} finally {
		engine.dispose();
	}
	return {
		title: 'Cutting out 1536 × 1024 pixels',
		columns: ['matting', 'best', 'whole, in the worker', 'longest stall of the host'],
		rows,
		notes: ['Asked for: matting ≤ 400 ms, stalls ≤ 16 ms. Whole: PNG decoded, cut, written as WebP.'],
	};
}
