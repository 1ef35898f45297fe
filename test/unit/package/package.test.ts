import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Metafile } from 'esbuild';
import { activationFiles, buildForProduction, bundledPackages } from '../../../scripts/bundle.ts';
import { createVsix } from '../../../scripts/createVsix.ts';
import { thirdPartyNotices } from '../../../scripts/thirdPartyNotices.ts';
import { imageHeader } from '../../../src/core/images/verifyImage.ts';
import { wasmFiles } from '../../../src/core/images/wasmFiles.ts';
import { createImageEngine } from '../../../src/host/images/imageEngine.ts';
import { searchFiles } from '../../../src/host/missing/searchFiles.ts';
import { outputFormats } from '../../../src/shared/model.ts';
import { repository } from '../../support/repository.ts';
import { zipEntries } from './zipEntries.ts';

/** What is large, made by tools, or not of the repository. */
const leftOut = /^(node_modules|\.vscode-test|\.git|dist|out)$|\.vsix$/;

suite('package', () => {
	let folder: string;
	let build: Metafile;

	suiteSetup(async function () {
		this.timeout(60_000);
		folder = await mkdtemp(join(tmpdir(), 'package-'));
		await cp(repository, folder, { recursive: true, filter: path => !leftOut.test(basename(path)) });
		build = await buildForProduction(folder);
	});
	suiteTeardown(() => rm(folder, { recursive: true, force: true }));

	suite('activation', () => {
		test('loads at most 60 kB', () => {
			const bytes = activationFiles(build).reduce((sum, file) => sum + file.bytes, 0);
			assert.ok(bytes <= 60_000, `${bytes} bytes`);
		});

		test('loads neither undici nor zod nor a codec, nor anything else of others', () => {
			const inputs = activationFiles(build).flatMap(file => file.inputs);
			assert.ok(inputs.includes('src/extension.ts'));
			assert.deepEqual(
				inputs.filter(path => /node_modules|^src\/core\/images\/|^src\/host\/network\//.test(path)),
				[],
			);
		});
	});

	suite('image worker', () => {
		test('the WebAssembly of the codecs lies beside it, each once', () => {
			const shipped = Object.keys(build.outputs).filter(path => path.endsWith('.wasm'));
			assert.deepEqual(
				shipped.map(path => basename(path)).sort(),
				Object.values(wasmFiles)
					.map(path => basename(path))
					.sort(),
			);
		});

		test('decodes and encodes every format where there are no packages', async () => {
			const engine = createImageEngine({ program: pathToFileURL(join(folder, 'dist/imageWorker.js')) });
			try {
				const icon = new Uint8Array(await readFile(join(folder, 'media/icon.png')));
				const size = { width: 60, height: 40 };
				let { bytes } = await engine.convert(icon, { ...size, format: 'png', quality: 0 });
				for (const format of outputFormats) {
					({ bytes } = await engine.convert(bytes, { format, quality: 80 }));
					assert.deepEqual(imageHeader(bytes), { format, ...size });
				}
				await engine.thumbnail(bytes, 20);
			} finally {
				engine.dispose();
			}
		});

		test('nothing else loads it: it is a program by itself', () => {
			const imports = Object.values(build.outputs).flatMap(output => output.imports.map(({ path }) => path));
			assert.deepEqual(
				imports.filter(path => path.includes('imageWorker')),
				[],
			);
		});
	});

	test('the search for images runs by itself', async () => {
		const searched = searchFiles(
			[join(folder, 'LICENSE'), join(folder, 'README.md')],
			new AbortController().signal,
			pathToFileURL(join(folder, 'dist/searchWorker.js')),
		);
		assert.equal(await searched(0), false);
		const found = await searched(1);
		assert.ok(found);
		assert.match(Buffer.from(found).toString(), /^# /);
	});

	suite('notices', () => {
		test('every bundled package is there with a licence text', async () => {
			const notices = await thirdPartyNotices(build, repository);
			for (const { name } of bundledPackages(build)) {
				assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+\\.\\d+$`, 'm'));
			}
			assert.match(notices, /permission notice/);
			// The codecs' own licences, beside that of what wraps them.
			for (const name of ['jpeg', 'png', 'resize', 'webp']) {
				assert.match(notices, new RegExp(`^@jsquash/${name} `, 'm'));
			}
			assert.match(notices, /^Its codec:\n\nlibjpeg-turbo Licenses$/m);
			assert.match(notices, /^Its lib\/resize:\n\nThe MIT License/m);
			assert.match(notices, /^Copyright \(c\) 2010, Google Inc\./m);
		});

		test('ThirdPartyNotices.txt is of this build', async () => {
			const written = await readFile(join(repository, 'ThirdPartyNotices.txt'), 'utf8');
			assert.equal(written, await thirdPartyNotices(build, repository), 'npm run package rewrites it');
		});

		test('a package is found by its folder, its texts on the way to what is bundled', async () => {
			const root = join(folder, 'other');
			const files = {
				'node_modules/@some/font/package.json': '{ "version": "1.2.3" }',
				'node_modules/@some/font/LICENCE.md': 'Use it.  \r\n',
				'node_modules/@some/font/lib/inner/LICENSE-MIT': 'Use this, too.',
				'node_modules/@some/font/unused/LICENSE': 'Never.',
				'node_modules/bare/package.json': '{ "version": "4.5.6" }',
			};
			for (const [path, text] of Object.entries(files)) {
				await mkdir(dirname(join(root, path)), { recursive: true });
				await writeFile(join(root, path), text);
			}
			const noticesOf = (path: string) => {
				const inputs = { [path]: { bytesInOutput: 1 } };
				const output = { bytes: 1, imports: [], exports: [], inputs };
				return thirdPartyNotices({ inputs: {}, outputs: { 'dist/extension.js': output } }, root);
			};
			const notices = await noticesOf('node_modules/@some/font/lib/inner/a.js');
			assert.match(notices, /^@some\/font 1\.2\.3\n\nUse it\.\n\nIts lib\/inner:\n\nUse this, too\.\n$/m);
			assert.doesNotMatch(notices, /Never/);
			await assert.rejects(
				noticesOf('node_modules/bare/a.js'),
				/bare is bundled, and there is no licence text/,
			);
		});
	});

	suite('VSIX', () => {
		let vsix: Buffer;

		suiteSetup(async function () {
			this.timeout(60_000);
			// It is built already; without its scripts the manifest is no other.
			const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as object;
			await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, scripts: {} }));
			const file = join(folder, 'out.vsix');
			await createVsix(folder, file);
			vsix = await readFile(file);
		});

		test('holds what the allow-list names, and no more', () => {
			const built = Object.keys(build.outputs).map(path => relative(folder, resolve(repository, path)));
			assert.ok(built.includes(join('dist', 'extension.js')));
			assert.ok(built.includes(join('dist', 'review.js')));
			const files = [
				'package.json',
				'package.nls.json',
				'package.nls.ko.json',
				'l10n/bundle.l10n.ko.json',
				'l10n/page.l10n.ko.json',
				// vsce names these three after its own custom.
				'readme.md',
				'changelog.md',
				'LICENSE.txt',
				'ThirdPartyNotices.txt',
				'media/cutOut.css',
				'media/icon.png',
				'media/iconSet.css',
				'media/panel.css',
				'media/review-dark.svg',
				'media/review-light.svg',
				'media/review.css',
				'media/view.svg',
				'media/walkthrough/edit.svg',
				'media/walkthrough/image.svg',
				'media/walkthrough/key.svg',
				'media/webview.css',
				'skills/image-assets/SKILL.md',
				'skills/placeholders.prompt.md',
				...built.map(path => path.replaceAll('\\', '/')),
			];
			const expected = [
				'[Content_Types].xml',
				'extension.vsixmanifest',
				...files.map(path => `extension/${path}`),
			];
			assert.deepEqual(zipEntries(vsix).sort(), expected.sort());
		});

		test('stays under 1.6 MB', function () {
			assert.ok(vsix.length < 1_600_000, `${vsix.length} bytes`);
			if (this.test !== undefined) {
				this.test.title += `: ${vsix.length} bytes`;
			}
		});
	});

	test('the icon is a PNG of 128 × 128 pixels', async () => {
		const icon = await readFile(join(repository, 'media/icon.png'));
		assert.equal(icon.toString('latin1', 1, 4), 'PNG');
		assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [128, 128]);
	});
});
