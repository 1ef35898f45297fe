import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { runImageTask, type ImageTask } from '../../src/core/images/imageTasks.ts';
import { createImageEngine, type ImageEngine } from '../../src/host/images/imageEngine.ts';
import { outputFormats } from '../../src/shared/model.ts';
import { renderImage } from '../emulator/images/renderImage.ts';
import { imageWorkerSource, localCodecs } from '../support/imageCodecs.ts';
import type { Row, Table } from './figure.ts';
import { median, milliseconds } from './statistics.ts';

const runs = 7;
const codecs = localCodecs();
/** How often the event loop is looked at, in milliseconds: what a loop without work shows, too. */
const resolution = 1;

interface Timed {
	/** Milliseconds. */
	time: number;
	/** The longest that the event loop of this thread stood still meanwhile, in milliseconds. */
	stall: number;
}

async function timed(action: () => Promise<unknown>): Promise<Timed> {
	const monitor = monitorEventLoopDelay({ resolution });
	// A stall is noticed by the first look after it.
	await delay(5);
	monitor.enable();
	await delay(5);
	const started = performance.now();
	await action();
	const time = performance.now() - started;
	await delay(5);
	monitor.disable();
	return { time, stall: monitor.max / 1e6 - resolution };
}

/** One more than counts: the first starts the worker, and compiles. */
async function several(action: () => Promise<unknown>): Promise<{ first: number; row: string[] }> {
	const results: Timed[] = [];
	for (let run = 0; run <= runs; run += 1) {
		results.push(await timed(action));
	}
	const [first, ...counted] = results;
	const times = counted.map(({ time }) => time);
	const stalls = counted.map(({ stall }) => stall);
	const cells = [median(times), Math.min(...times), Math.max(...times), median(stalls), Math.max(...stalls)];
	return { first: first?.time ?? NaN, row: cells.map(milliseconds) };
}

/** Exact sizes, thumbnails and placeholders in the worker, beside the same work on the thread of the extension host. */
export async function images(): Promise<readonly Table[]> {
	const engine = createImageEngine({ program: imageWorkerSource });
	const rows: Row[] = [];
	const drawn: Row[] = [];
	const firsts: string[] = [];
	const measure = async (name: string, task: () => ImageTask, rowsOf = rows) => {
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
	];
}

async function askEngine(engine: ImageEngine, task: ImageTask): Promise<void> {
	switch (task.type) {
		case 'thumbnail':
			await engine.thumbnail(task.bytes, task.longestSide);
			return;
		case 'convert':
			await engine.convert(task.bytes, task);
			return;
		case 'placeholder':
			await engine.placeholder(task);
			return;
	}
}

/** The engine takes what it is given. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	return new Uint8Array(bytes);
}
