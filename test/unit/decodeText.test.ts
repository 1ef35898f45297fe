import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createFolderListings } from '../../src/core/documents/roots/folderListings.ts';
import { decodeKnown, decodeText, isAsciiBased } from '../../src/core/text/decodeText.ts';
import { scanDocuments } from '../../src/host/missing/scanDocuments.ts';
import { encodePng } from '../emulator/images/png.ts';
import { repository } from '../support/repository.ts';
import { temporaryFolder, type TemporaryFolder } from '../support/temporaryFolder.ts';

const text = '고양이 한 마리, ein grüner Hügel 🦊';
const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
const bigEndian = Buffer.from(utf16).swap16();
const latin = (value: string) => Buffer.from(value, 'latin1');

suite('the text of a file', () => {
	test('in Unicode is known from its bytes', () => {
		for (const [name, bytes] of [
			['UTF-8', Buffer.from(text)],
			['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
			['UTF-16', utf16],
			['UTF-16, big-endian', bigEndian],
			['a part of a buffer', Buffer.concat([latin('\xff\xfe'), Buffer.from(text)]).subarray(2)],
		] as const) {
			assert.equal(decodeKnown(bytes), text, name);
		}
		assert.equal(decodeKnown(Buffer.alloc(0)), '');
		// A mark says it, whatever follows.
		assert.equal(decodeKnown(latin('\xef\xbb\xbfa\xff')), 'a\ufffd');
	});

	test('in anything else is asked for', async () => {
		for (const bytes of [
			latin('gr\xfcn'),
			Buffer.from('a fox', 'utf16le'),
			Buffer.from('b0edbee7c0cc', 'hex'),
			latin('a\0b'),
		]) {
			assert.equal(decodeKnown(bytes), undefined);
			assert.equal(await decodeText(bytes, other => `${other.length}`), `${bytes.length}`);
		}
	});

	test('can be searched for ASCII only where each letter of it is a byte', () => {
		assert.deepEqual(
			[Buffer.from(text), latin('gr\xfcn'), utf16, bigEndian, Buffer.from('a', 'utf16le')].map(isAsciiBased),
			[true, true, false, false, false],
		);
	});

	test('of a scanned document is decoded, whatever it is in', async () => {
		const html = '<img src="a.png" alt="Ein grüner Hügel am Fluss">';
		const files: Record<string, Uint8Array | string> = {
			'/w/utf16.html': Buffer.from(`\ufeff${html}`, 'utf16le'),
			'/w/latin.html': latin(html),
			'/w/open.html': html,
			'/w/video.ts': Buffer.from([0, 1, 2, 0xff, 0x47]),
			'/w/plain.html': latin('<p>gr\xfcn</p>'),
		};
		const asked: string[] = [];
		const missing = await scanDocuments(
			Object.keys(files),
			'/w',
			{
				read: path => Promise.resolve(files[path]),
				decode: (path, bytes) =>
					decodeText(bytes, other => {
						asked.push(path);
						if (path.endsWith('.ts')) {
							throw new Error('binary');
						}
						return Buffer.from(other).toString('latin1');
					}),
				files: createFolderListings({
					names: () => Promise.resolve([]),
					exists: () => Promise.resolve(false),
				}),
			},
			new AbortController().signal,
		);
		assert.deepEqual(
			missing.map(({ path, reference }) => [path, reference.texts.alt]),
			['utf16', 'latin', 'open'].map(name => [`/w/${name}.html`, 'Ein grüner Hügel am Fluss']),
		);
		// What costs time is not asked of a document without images.
		assert.deepEqual(asked.sort(), ['/w/latin.html', '/w/video.ts']);
	});
});

suite('the text of a file, for the scripts', () => {
	let folder: TemporaryFolder;
	setup(async () => {
		folder = await temporaryFolder('scripts');
	});
	teardown(() => folder.remove());
	const run = async (script: string, ...args: string[]) => {
		const options = { env: { ...process.env, INIT_CWD: folder.path } };
		return (
			await promisify(execFile)(process.execPath, [join(repository, 'scripts', script), ...args], options)
		).stdout;
	};

	test('UTF-16 with a mark, and windows-1252', async () => {
		const html = (name: string) => `<img src="${name}.png" alt="Ein grüner Hügel – am Fluss">`;
		await writeFile(join(folder.path, 'a.html'), Buffer.from(`\ufeff${html('a')}`, 'utf16le'));
		const windows = html('b').replace('–', '\x96');
		await writeFile(join(folder.path, 'b.html'), latin(windows));
		await writeFile(join(folder.path, 'c.html'), html('c'));
		const lines = (await run('references.ts', '.', '--json')).trim().split('\n').slice(0, -1);
		assert.deepEqual(
			lines.map(line => (JSON.parse(line) as { prompt: string }).prompt),
			new Array<string>(3).fill('Ein grüner Hügel – am Fluss'),
		);
		const linked = await run('link.ts', 'b.html', '--line', '1', '--image', 'x.png', '--alt', 'A fox');
		assert.ok(linked.includes('Hügel – am'), linked);
	});

	test('a link to an image that is there has its size, as far as it fits on every page', async () => {
		await writeFile(join(folder.path, 'a.html'), '<body>\n\n</body>\n');
		const link = (image: string) =>
			run('link.ts', 'a.html', '--line', '2', '--image', image, '--alt', 'A fox');
		for (const [name, width] of [
			['small', 320],
			['large', 1536],
		] as const) {
			const bytes = await encodePng(new Uint8Array(width * 200 * 4), width, 200);
			await writeFile(join(folder.path, `${name}.png`), bytes);
		}
		assert.match(await link('small.png'), /<img src="small\.png" alt="A fox" width="320" height="200">/);
		assert.match(await link('large.png'), /<img src="large\.png" alt="A fox">/);
		assert.match(await link('none.png'), /<img src="none\.png" alt="A fox">/);
	});
});
