// Builds the extension into dist/, or `--outdir`. `--production` minifies, `--watch` rebuilds on change.
import { context, build } from 'esbuild';
import { basename, join, relative, resolve, sep } from 'node:path';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { layerOf, mayImport } from './scripts/layers.js';

const { production, watch, outdir } = parseArgs({
	options: {
		production: { type: 'boolean', default: false },
		watch: { type: 'boolean', default: false },
		outdir: { type: 'string', default: 'dist' },
	},
}).values;
const src = resolve(import.meta.dirname, 'src');

/** Fails the build where an import crosses the layers the wrong way, or core reaches for vscode. */
const layerCheck = {
	name: 'layers',
	setup(builder) {
		builder.onResolve({ filter: /.*/ }, args => {
			const from = layerOf(relative(src, args.importer).split(sep).join('/'));
			if (from === undefined) {
				return undefined;
			}
			if (args.path === 'vscode' && from !== 'host' && from !== 'extension.ts') {
				return { errors: [{ text: `${from} may not import vscode` }] };
			}
			if (!args.path.startsWith('.')) {
				return undefined;
			}
			const to = layerOf(relative(src, resolve(args.resolveDir, args.path)).split(sep).join('/'));
			if (to !== undefined && !mayImport(from, to)) {
				return { errors: [{ text: `${from} may not import ${to}` }] };
			}
			return undefined;
		});
	},
};

/** undici is CommonJS: built by itself, so that nothing else carries its helpers and its `require`. */
const apart = {
	name: 'apart',
	setup(builder) {
		builder.onResolve({ filter: /\/undiciFetch\.ts$/ }, ({ kind }) =>
			kind === 'dynamic-import' ? { path: './undiciFetch.js', external: true } : undefined,
		);
	},
};

/** The codecs' WebAssembly, which is copied: `src/core/images/wasmFiles.ts` says what each is. */
const wasmFiles = [
	'jpeg/codec/dec/mozjpeg_dec.wasm',
	'jpeg/codec/enc/mozjpeg_enc.wasm',
	'webp/codec/dec/webp_dec.wasm',
	'webp/codec/enc/webp_enc_simd.wasm',
	'png/codec/pkg/squoosh_png_bg.wasm',
	'oxipng/codec/pkg/squoosh_oxipng_bg.wasm',
	'resize/lib/resize/pkg/squoosh_resize_bg.wasm',
];

/** A codicon becomes its view box and paths (`Icon` in src/webview/dom.ts), so that nothing parses markup at run time. */
const codicons = {
	name: 'codicons',
	setup(builder) {
		builder.onLoad({ filter: /\.svg$/ }, async ({ path }) => {
			const markup = await readFile(path, 'utf8');
			const [, viewBox] = /<svg[^>]*\bviewBox="([^"]+)"/.exec(markup) ?? [];
			const shapes = markup.match(/<(?!\/|svg\b)[^>]+>/g) ?? [];
			const paths = shapes.map(shape => ({
				d: /^<path\b[^>]*\bd="([^"]+)"/.exec(shape)?.[1],
				...(shape.includes('fill-rule="evenodd"') && { 'fill-rule': 'evenodd' }),
			}));
			return viewBox !== undefined && paths.length > 0 && paths.every(({ d }) => d !== undefined)
				? { contents: JSON.stringify({ viewBox, paths }), loader: 'json' }
				: { errors: [{ text: 'not made of paths alone' }] };
		});
	},
};

const common = {
	outdir,
	bundle: true,
	format: 'esm',
	platform: 'node',
	target: 'node22',
	external: ['vscode'],
	minify: production,
	sourcemap: production ? false : 'linked',
	metafile: true,
	legalComments: 'none',
	logLevel: 'info',
};
const builds = [
	/** The entry point loads first; whatever it import()s becomes a chunk beside it that loads on first use. */
	{
		...common,
		entryPoints: [resolve(src, 'extension.ts')],
		splitting: true,
		chunkNames: '[name]-[hash]',
		plugins: [apart, layerCheck],
	},
	{
		...common,
		entryPoints: [resolve(src, 'host/network/undiciFetch.ts')],
		banner: {
			js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
		},
		plugins: [layerCheck],
	},
	{ ...common, entryPoints: [resolve(src, 'host/missing/searchWorker.ts')], plugins: [layerCheck] },
	/** The worker finds the WebAssembly in its packages; in `dist`, there are none: it lies beside the worker. */
	{
		...common,
		entryPoints: [
			{ in: resolve(src, 'host/images/imageWorker.ts'), out: 'imageWorker' },
			...wasmFiles.map(path => ({
				in: resolve(import.meta.dirname, 'node_modules/@jsquash', path),
				out: basename(path, '.wasm'),
			})),
		],
		loader: { '.wasm': 'copy' },
		banner: {
			js: "const __beside = path => new URL(path.slice(path.lastIndexOf('/') + 1), import.meta.url).href;",
		},
		define: { 'import.meta.resolve': '__beside' },
		plugins: [layerCheck],
	},
	/** What runs in webviews, a file for each page. Chrome 138 is in the oldest VS Code. */
	{
		...common,
		entryPoints: [
			{ in: resolve(src, 'webview/panel/main.tsx'), out: 'panel' },
			{ in: resolve(src, 'webview/review/main.tsx'), out: 'review' },
			{ in: resolve(src, 'webview/cutOut/main.tsx'), out: 'cutOut' },
			{ in: resolve(src, 'webview/iconSet/main.tsx'), out: 'iconSet' },
		],
		platform: 'browser',
		format: 'iife',
		target: 'chrome138',
		jsx: 'automatic',
		jsxImportSource: 'preact',
		plugins: [layerCheck, codicons],
	},
];

await rm(outdir, { recursive: true, force: true });
if (watch) {
	await Promise.all(builds.map(async options => (await context(options)).watch()));
} else {
	const results = await Promise.all(builds.map(options => build(options)));
	const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
	await writeFile(join(outdir, 'meta.json'), JSON.stringify({ inputs: {}, outputs }));
}
