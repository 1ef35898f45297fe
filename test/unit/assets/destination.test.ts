import assert from 'node:assert/strict';
import { AssetError, type AssetErrorCode, type BadPathReason } from '../../../src/core/assets/assetError.ts';
import { chooseDestination, type DestinationRequest } from '../../../src/core/assets/destination.ts';

/** A file system that has these folders, and these files. */
function tree(folders: string[], files: string[] = []): DestinationRequest['files'] {
	return {
		stat: path => {
			if (files.some(file => path.startsWith(`${file}/`))) {
				return Promise.reject(new AssetError('notAFolder', 'a file in the way', { path }));
			}
			return Promise.resolve(folders.includes(path) ? 'folder' : files.includes(path) ? 'file' : undefined);
		},
	};
}

const readme = { path: '/p/docs/guide/read me.md', isMarkdown: true };
const script = { path: '/p/src/app.ts', isMarkdown: false };

function requestOf(changes: Partial<DestinationRequest>): DestinationRequest {
	return {
		files: tree([]),
		workspaceFolders: ['/p', '/q'],
		assetsFolder: '',
		fileName: 'hero.webp',
		now: new Date(Date.UTC(2026, 0, 5, 7, 8, 9)),
		...changes,
	};
}

/** `folder/fileName (origin)` of what is chosen. */
async function chosen(changes: Partial<DestinationRequest>): Promise<string> {
	const { folder, fileName, origin } = await chooseDestination(requestOf(changes));
	return `${folder} ${fileName} (${origin})`;
}

suite('chooseDestination: order', () => {
	const all: Partial<DestinationRequest> = {
		argument: { folder: 'arg' },
		clickedFolder: '/p/clicked',
		assetsFolder: 'set',
		document: readme,
		markdownDestination: { '**/*': '/md/' },
		files: tree(['/p/public', '/p/images']),
	};
	const steps: [left: Partial<DestinationRequest>, expected: string][] = [
		[{}, '/p/arg hero.webp (argument)'],
		[{ argument: undefined }, '/p/clicked hero.webp (clicked)'],
		[{ clickedFolder: undefined }, '/p/set hero.webp (setting)'],
		[{ assetsFolder: '' }, '/p/md hero.webp (markdown)'],
		[{ markdownDestination: {} }, '/p/public hero.webp (existing)'],
		[{ files: tree([]) }, '/p/assets hero.webp (default)'],
	];
	test('each step applies where those before it do not', async () => {
		let request = all;
		for (const [left, expected] of steps) {
			request = { ...request, ...left };
			assert.equal(await chosen(request), expected);
		}
	});

	test('the usual folders, the likeliest first; a file of that name is none', async () => {
		const folders = ['/p/assets', '/p/src/assets', '/p/public', '/p/static', '/p/images'];
		for (let index = 0; index < folders.length; index++) {
			const files = tree(folders.slice(index), index > 1 ? ['/p/src', '/p/assets'] : []);
			assert.equal(await chosen({ files }), `${folders[index] ?? ''} hero.webp (existing)`);
		}
	});

	test('a failing disk is not taken for a missing folder', async () => {
		const files = { stat: () => Promise.reject(new AssetError('failed', 'EIO')) };
		await assert.rejects(chosen({ files }), { code: 'failed' });
	});

	test('the workspace folder: named, clicked, the document’s, else the first', async () => {
		const document = { path: '/q/a.ts', isMarkdown: false };
		assert.equal(await chosen({}), '/p/assets hero.webp (default)');
		assert.equal(await chosen({ document }), '/q/assets hero.webp (default)');
		assert.equal(await chosen({ document, workspaceFolder: '/p' }), '/p/assets hero.webp (default)');
		assert.equal(await chosen({ document, clickedFolder: '/p/x' }), '/p/x hero.webp (clicked)');
		const nested = await chooseDestination(
			requestOf({ workspaceFolders: ['/p', '/p/packages/web'], clickedFolder: '/p/packages/web/img' }),
		);
		assert.equal(nested.workspaceFolder, '/p/packages/web');
	});

	test('no workspace', async () => {
		await assert.rejects(chosen({ workspaceFolders: [] }), { code: 'noWorkspace' });
	});
});

suite('chooseDestination: argument', () => {
	const accepted: [argument: { folder?: string; file?: string }, expected: string][] = [
		[{ folder: 'a/b' }, '/p/a/b hero.webp (argument)'],
		[{ folder: './a//b/' }, '/p/a/b hero.webp (argument)'],
		[{ folder: '.' }, '/p hero.webp (argument)'],
		[{ folder: '/p/a' }, '/p/a hero.webp (argument)'],
		[{ folder: '/q/a' }, '/q/a hero.webp (argument)'],
		[{ folder: ' ' }, '/p/assets hero.webp (default)'],
		[{ file: 'logo.png' }, '/p/assets logo.png (default)'],
		[{ folder: 'a', file: 'logo.png' }, '/p/a logo.png (argument)'],
		[{ file: 'img/logo.png' }, '/p/img logo.png (argument)'],
		[{ folder: 'a', file: 'img/logo.png' }, '/p/img logo.png (argument)'],
		[{ file: './logo.png' }, '/p logo.png (argument)'],
		[{ file: '/p/img/logo.png' }, '/p/img logo.png (argument)'],
		[{ folder: '이미지' }, '/p/이미지 hero.webp (argument)'],
		[{ folder: 'می‌خواهم' }, '/p/می‌خواهم hero.webp (argument)'],
		[{ folder: 'PDF‌ها' }, '/p/PDF‌ها hero.webp (argument)'],
		[{ folder: '👩‍🚀 ❤️‍🔥' }, '/p/👩‍🚀 ❤️‍🔥 hero.webp (argument)'],
	];
	for (const [argument, expected] of accepted) {
		test(JSON.stringify(argument), async () => {
			assert.equal(await chosen({ argument }), expected);
		});
	}

	const refused: [text: string, reason: BadPathReason][] = [
		['..', 'parent'],
		['../x', 'parent'],
		['../..', 'parent'],
		['a/../../x', 'parent'],
		['a/..', 'parent'],
		['/etc', 'absolute'],
		['/', 'absolute'],
		['/p/../etc', 'parent'],
		['/project', 'absolute'],
		['~', 'home'],
		['~/x', 'home'],
		['~root/x', 'home'],
		['c:/x', 'drive'],
		['C:x', 'drive'],
		['a\\b', 'backslash'],
		['..\\..\\x', 'backslash'],
		['\\\\server\\share', 'network'],
		['//server/share', 'network'],
		['a\0b', 'controlCharacter'],
		['a\nb', 'controlCharacter'],
		['a\u202eb', 'controlCharacter'],
		['می\u200f', 'controlCharacter'],
		['a\u200cb', 'controlCharacter'],
		['می\u200c\u200cb', 'controlCharacter'],
		['می\u200c', 'controlCharacter'],
		['PDF\u200d', 'controlCharacter'],
		['ab:stream/x', 'unsafeName'],
		['a /x', 'unsafeName'],
		['a./x', 'unsafeName'],
		['.../x', 'unsafeName'],
		['aux/x', 'unsafeName'],
		['a*/x', 'unsafeName'],
	];
	for (const [text, reason] of refused) {
		test(`55 ${JSON.stringify(text)} is refused`, async () => {
			await assert.rejects(chosen({ argument: { folder: text } }), { code: 'badPath', reason });
			await assert.rejects(chosen({ assetsFolder: text }), { code: 'badPath', reason });
			const file = text.includes('/') && !text.endsWith('/') ? text : `${text}/x.png`;
			await assert.rejects(chosen({ argument: { file } }), { code: 'badPath' });
		});
	}

	test('a file without a name', async () => {
		await assert.rejects(chosen({ argument: { file: 'a/' } }), { code: 'badPath', reason: 'empty' });
	});

	test('names without a slash are checked as well', async () => {
		const names: [string, BadPathReason][] = [
			['..', 'parent'],
			['C:x.png', 'drive'],
			['a\\b.png', 'backslash'],
			['a\0.png', 'controlCharacter'],
			['~', 'home'],
		];
		for (const [file, reason] of names) {
			await assert.rejects(chosen({ argument: { folder: 'a', file } }), { code: 'badPath', reason });
		}
	});

	test('a clicked folder outside the workspace', async () => {
		const code: AssetErrorCode = 'outsideWorkspace';
		await assert.rejects(chosen({ clickedFolder: '/elsewhere' }), { code });
		await assert.rejects(chosen({ clickedFolder: '/p/../elsewhere' }), { code });
	});
});

suite('chooseDestination: settings', () => {
	const settings: [setting: string, document: typeof readme | undefined, expected: string][] = [
		['public/img', undefined, '/p/public/img hero.webp (setting)'],
		['public/img/', script, '/p/public/img hero.webp (setting)'],
		['${documentWorkspaceFolder}/img', script, '/p/img hero.webp (setting)'],
		['${documentDirName}/img', script, '/p/src/img hero.webp (setting)'],
		['${documentDirName}/../img', script, '/p/img hero.webp (setting)'],
		['img/${documentBaseName}', readme, '/p/img/read me hero.webp (setting)'],
		['img/${documentRelativeDirName}', readme, '/p/img/docs/guide hero.webp (setting)'],
		['img/${documentBaseName/ /-/g}', readme, '/p/img/read-me hero.webp (setting)'],
		['img/${fileExtName}', undefined, '/p/img/webp hero.webp (setting)'],
		['img/${fileName}', undefined, '/p/img hero.webp (setting)'],
		['img/new-${fileName}', undefined, '/p/img new-hero.webp (setting)'],
		['img/${unixTime}', undefined, '/p/img/1767596889000 hero.webp (setting)'],
		['img/${isoTime}', undefined, '/p/img/2026-01-05T07-08-09.000Z hero.webp (setting)'],
		['${documentDirName}/img', undefined, '/p/assets hero.webp (default)'],
		['/p/img', undefined, '/p/img hero.webp (setting)'],
	];
	for (const [assetsFolder, document, expected] of settings) {
		test(`${assetsFolder} ${document === undefined ? 'without a document' : `for ${document.path}`}`, async () => {
			assert.equal(await chosen({ assetsFolder, document }), expected);
		});
	}

	test('a document outside the workspace counts as none', async () => {
		const document = { path: '/tmp/a.md', isMarkdown: true };
		const assetsFolder = '${documentDirName}/img';
		assert.equal(await chosen({ assetsFolder, document }), '/p/assets hero.webp (default)');
	});

	test('the workspace folder is where a path starts from, also where it is named', async () => {
		for (const assetsFolder of ['${workspaceFolder}/pix', '${workspaceFolder}/pix/']) {
			assert.equal(await chosen({ assetsFolder }), '/p/pix hero.webp (setting)');
		}
		assert.equal(await chosen({ assetsFolder: '${workspaceFolder}' }), '/p hero.webp (setting)');
	});

	test('55 variables that do not exist, and ways out', async () => {
		await assert.rejects(chosen({ assetsFolder: '${nope}/x' }), {
			code: 'badPath',
			reason: 'unknownVariable',
		});
		await assert.rejects(chosen({ assetsFolder: '${documentDirName}/../../../x', document: script }), {
			code: 'badPath',
			reason: 'absolute',
		});
		await assert.rejects(chosen({ assetsFolder: '${documentFileName}:x', document: script }), {
			reason: 'unsafeName',
		});
	});

	test('Windows and network paths', async () => {
		const windows = { workspaceFolders: ['/C:/p'], assetsFolder: '${documentDirName}/img' };
		const document = { path: '/c:/p/docs/a.md', isMarkdown: true };
		assert.equal(await chosen({ ...windows, document }), '/c:/p/docs/img hero.webp (setting)');
		const share = { workspaceFolders: ['//server/share'], assetsFolder: '${documentDirName}/img' };
		const shared = { path: '//server/share/docs/a.md', isMarkdown: true };
		assert.equal(await chosen({ ...share, document: shared }), '//server/share/docs/img hero.webp (setting)');
	});
});

suite('chooseDestination: markdown.copyFiles.destination', () => {
	// What VS Code does with the same setting, for /p/docs/guide/read me.md and hero.webp.
	const templates: [template: string, expected: string][] = [
		['', '/p/docs/guide hero.webp'],
		['images/', '/p/docs/guide/images hero.webp'],
		['./', '/p/docs/guide hero.webp'],
		['../${fileName}', '/p/docs hero.webp'],
		['/', '/p hero.webp'],
		['/images/', '/p/images hero.webp'],
		['/images/${documentBaseName}/', '/p/images/read me hero.webp'],
		['${documentWorkspaceFolder}/img/${documentBaseName}-${fileName}', '/p/img read me-hero.webp'],
		['${documentDirName}/${documentExtName}/', '/p/docs/guide/md hero.webp'],
		['/${documentRelativeDirName}/img/', '/p/docs/guide/img hero.webp'],
		['/${documentRelativeFilePath}/', '/p/docs/guide/read me.md hero.webp'],
		['${documentFilePath}.img/', '/p/docs/guide/read me.md.img hero.webp'],
		['images/${fileName/(.+)\\.(.+)/$2.$1/}', '/p/docs/guide/images webp.hero'],
		['${fileName/(.+)/x\\/y/}.${fileExtName}', '/p/docs/guide/x y.webp'],
		['${fileName/hero//}', '/p/docs/guide hero.webp'],
		['${fileName/(/x/}', '/p/docs/guide hero.webp'],
		['\\${fileName}', '/p/docs/guide ${fileName}'],
		['${nope}', '/p/docs/guide ${nope}'],
	];
	for (const [template, expected] of templates) {
		test(JSON.stringify(template), async () => {
			const changes = { document: readme, markdownDestination: { '**/*.md': template } };
			assert.equal(await chosen(changes), `${expected} (markdown)`);
		});
	}

	test('only in Markdown documents of the workspace', async () => {
		const markdownDestination = { '**': '/md/' };
		const places = [script, undefined, { path: '/tmp/a.md', isMarkdown: true }];
		for (const document of places) {
			assert.equal(await chosen({ document, markdownDestination }), '/p/assets hero.webp (default)');
		}
	});

	const globs: [destinations: Record<string, string>, folder: string][] = [
		[{ '*.txt': '/no/', '*.md': '/first/', '**/*': '/second/' }, '/p/first'],
		[{ '**/*': '/first/', '*.md': '/second/' }, '/p/first'],
		[{ '/docs/**/*': '/anchored/' }, '/p/anchored'],
		[{ '/guide/**': '/no/' }, '/p/assets'],
		[{ 'guide/*': '/inside/' }, '/p/inside'],
		[{ '/{docs,wiki}/**/*.md': '/braces/' }, '/p/braces'],
	];
	for (const [markdownDestination, folder] of globs) {
		test(JSON.stringify(markdownDestination), async () => {
			const { folder: found } = await chooseDestination(requestOf({ document: readme, markdownDestination }));
			assert.equal(found, folder);
		});
	}

	test('55 a template that leads out of the workspace is refused', async () => {
		for (const template of ['../../../x/', '${documentDirName}/../../../x/', '/../x/']) {
			const markdownDestination = { '**': template };
			await assert.rejects(chosen({ document: readme, markdownDestination }), AssetError, template);
		}
	});
});
