/** Draws `media/icon.png` from `media/icon.svg`; needed only after the drawing has changed. */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const media = resolve(import.meta.dirname, '../media');
await initWasm(readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
const drawing = new Resvg(await readFile(join(media, 'icon.svg'), 'utf8'), {
	fitTo: { mode: 'width', value: 128 },
});
await writeFile(join(media, 'icon.png'), drawing.render().asPng());
