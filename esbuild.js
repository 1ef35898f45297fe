// Builds the extension into dist/. `--production` minifies, `--watch` rebuilds on change.
import { context, build } from 'esbuild';
import { relative, resolve, sep } from 'node:path';
import { rm, writeFile } from 'node:fs/promises';
import { layerOf, mayImport } from './scripts/layers.js';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');
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

/** Entry points load first; whatever they import() becomes a chunk that loads on first use. */
const options = {
	entryPoints: [resolve(src, 'extension.ts')],
	outdir: 'dist',
	bundle: true,
	format: 'esm',
	splitting: true,
	chunkNames: 'chunks/[name]-[hash]',
	platform: 'node',
	target: 'node22',
	external: ['vscode'],
	// undici is CommonJS inside an ES module: it needs a require of its own.
	banner: {
		js: "import { createRequire as __createRequire } from 'node:module';const require = __createRequire(import.meta.url);",
	},
	minify: production,
	sourcemap: production ? false : 'linked',
	metafile: true,
	legalComments: 'none',
	plugins: [layerCheck],
	logLevel: 'info',
};

await rm('dist', { recursive: true, force: true });
if (watch) {
	await (await context(options)).watch();
} else {
	const result = await build(options);
	await writeFile('dist/meta.json', JSON.stringify(result.metafile));
}
