import { runImageTask, type ImageTask } from '../../src/core/images/imageTasks.ts';
import { createImageEngine, type ImageEngine } from '../../src/host/images/imageEngine.ts';
import { outputFormats } from '../../src/shared/model.ts';
import { renderImage } from '../emulator/images/renderImage.ts';
import { imageWorkerSource, localCodecs } from '../support/imageCodecs.ts';
import type { Row, Table } from './figure.ts';
import { median, milliseconds } from './statistics.ts';
import { timedStall, type TimedStall } from './timedStall.ts';

const runs = 7;
const codecs = localCodecs();

/** The files of an icon set, with the options to draw them. */
const icons = [
	['favicon.ico of 16, 32 and 48', [16, 32, 48], 'ico', 'any'],
	['apple-touch-icon of 180', [180], 'png', 'opaque'],
	['icon of 512', [512], 'png', 'any'],
	['maskable icon of 512', [512], 'png', 'maskable'],
] as const;

/** The size of a PNG from oxipng compared with zlib, and how long both take on this thread. */
async function packings(): Promise<Table> {
	const rows: Row[] = [];
	for (const [width, height] of [
		[512, 512],
		[1200, 630],
		[1536, 1024],
	] as const) {
		for (const prompt of ['a harbour at night', 'a flat icon of a fox']) {
			const scene = await codecs.decode(await renderImage({ prompt, width, height, format: 'png' }));
			const sizes: number[] = [];
			const times: number[] = [];
			for (const packing of ['zlib', 'tight'] as const) {
				// The first run compiles.
				await codecs.encode(scene, 'png', 100, packing);
				const runs: number[] = [];
				for (let run = 0; run < 3; run += 1) {
					const started = performance.now();
					sizes[packing === 'zlib' ? 0 : 1] = (await codecs.encode(scene, 'png', 100, packing)).length;
					runs.push(performance.now() - started);
				}
				times.push(median(runs));
			}
			const [zlib = NaN, tight = NaN] = sizes;
			const less = `${Math.round(100 * (1 - tight / zlib))} %`;
			const bytes = [zlib, tight].map(size => `${Math.round(size / 1000)} kB`);
			rows.push([`${width} × ${height}, ${prompt}`, ...bytes, less, ...times.map(milliseconds)]);
		}
	}
	return {
		title: 'PNGs that are encoded here: packed by zlib, and by oxipng',
		columns: ['zlib', 'oxipng', 'less', 'zlib', 'oxipng'],
		rows,
		notes: ['Levels as in the policy: larger images are packed less hard, the largest by zlib alone.'],
	};
}

/** One extra run, which doesn't count: it starts the worker, and compiles. */
async function several(action: () => Promise<unknown>): Promise<{ first: number; row: string[] }> {
	const results: TimedStall[] = [];
	for (let run = 0; run <= runs; run += 1) {
		results.push(await timedStall(action));
	}
	const [first, ...counted] = results;
	const times = counted.map(({ time }) => time);
	const stalls = counted.map(({ stall }) => stall);
	const cells = [median(times), Math.min(...times), Math.max(...times), median(stalls), Math.max(...stalls)];
	return { first: first?.time ?? NaN, row: cells.map(milliseconds) };
}

/** Exact sizes, thumbnails and placeholders in the worker, compared with the same work on the host's thread. */
export async function images(): Promise<readonly Table[]> {
	const engine = createImageEngine({ program: imageWorkerSource });
	const rows: Row[] = [];
	const drawn: Row[] = [];
	const ofIcons: Row[] = [];
	const firsts: string[] = [];
	const measure = async (name: string, task: () => MeasuredTask, rowsOf = rows) => {
		const ours = await several(() => askEngine(engine, task()));
		const here = await several(() => runImageTask(codecs, task()));
		firsts.push(milliseconds(ours.first));
		rowsOf.push([name, ...ours.row], ['  on the host thread', ...here.row]);
	};
	try {
		const sizes = { width: 1536, height: 1024 };
		for (const format of outputFormats) {
			const image = await renderImage({ prompt: 'a harbour at night', ...sizes, format });
			const options = { width: 1200, height: 630, format, quality: 90 };
			await measure(`${format} to 1200 × 630`, () => ({ type: 'convert', bytes: copy(image), ...options }));
		}
		const image = await renderImage({ prompt: 'a harbour at night', ...sizes, format: 'png' });
		const pixels = await codecs.decode(image);
		for (const [width, height] of [
			[1536, 1024],
			[4000, 3000],
		] as const) {
			const photo = await codecs.encode(await codecs.resize(pixels, width, height), 'jpeg', 90);
			await measure(`thumbnail of ${width} × ${height}, JPEG`, () => {
				return { type: 'thumbnail', bytes: copy(photo), longestSide: 320 };
			});
		}
		for (const format of outputFormats) {
			const options = { prompt: 'a harbour at night', width: 1200, height: 630, format, quality: 90 };
			await measure(`${format} of 1200 × 630`, () => ({ type: 'placeholder', ...options }), drawn);
		}
		for (const [name, sizes, format, purpose] of icons) {
			await measure(
				name,
				() => ({ type: 'icon', bytes: copy(image), sizes: [...sizes], format, purpose, quality: 90 }),
				ofIcons,
			);
		}
	} finally {
		engine.dispose();
	}
	const columns = ['time', 'best', 'worst', 'stall', 'longest stall'];
	return [
		{
			title: `Images of 1536 × 1024 decoded, cropped, resized and encoded (median of ${runs})`,
			columns,
			rows: [...rows, ['target', '≤ 900 ms', '', '', '', '≤ 16 ms']],
			notes: [
				'A stall is how long the event loop of the asking thread stood still. Ours is the worker that the',
				`extension host uses. The first of each, which do not count: ${firsts.join(', ')}.`,
			],
		},
		{
			title: `Placeholders drawn and encoded (median of ${runs})`,
			columns,
			rows: [...drawn, ['target', '≤ 200 ms', '', '', '', '≤ 16 ms']],
			notes: ['The worker runs already. Nothing is decoded, nothing is sent.'],
		},
		{
			title: `Icons drawn from a PNG of 1536 × 1024 (median of ${runs})`,
			columns,
			rows: [...ofIcons, ['target', '', '', '', '', '≤ 16 ms']],
			notes: ['With decoding the picture, which is asked for once for each file.'],
		},
		await packings(),
	];
}

type MeasuredTask = Extract<ImageTask, { type: 'thumbnail' | 'convert' | 'placeholder' | 'icon' }>;

async function askEngine(engine: ImageEngine, task: MeasuredTask): Promise<void> {
	switch (task.type) {
		case 'thumbnail':
			await engine.thumbnail(task.bytes, task.longestSide);
			return;
		case 'convert':
			await engine.convert(task.bytes, task);
			return;
		case 'icon':
			await engine.icon(task.bytes, task);
			return;
		case 'placeholder':
			await engine.placeholder(task);
			return;
	}
}

/** The engine transfers the bytes that it gets, which leaves them empty. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return new Uint8Array(bytes);
}
