// Builds the extension into dist/, or `--outdir`. `--production` minifies, `--watch` rebuilds on change.
import { context, build } from 'esbuild';
import { join, relative, resolve, sep } from 'node:path';
import { rm, writeFile } from 'node:fs/promises';
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
	/** What runs in webviews, a file for each page. Chrome 138 is in the oldest VS Code. */
	{
		...common,
		entryPoints: [{ in: resolve(src, 'webview/review/main.ts'), out: 'review' }],
		platform: 'browser',
		format: 'iife',
		target: 'chrome138',
		plugins: [layerCheck],
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
