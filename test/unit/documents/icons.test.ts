import assert from 'node:assert/strict';
import { iconFiles } from '../../../src/core/documents/icons/iconFiles.ts';
import { withHeadLinks } from '../../../src/core/documents/icons/headLinks.ts';
import { newManifest, withExtensionIcon, withIcons } from '../../../src/core/documents/icons/webManifest.ts';

const icons = [
	{ src: '/icon-192.png', side: 192, purpose: 'any' },
	{ src: '/icon-mask.png', side: 512, purpose: 'maskable' },
] as const;
const links = [
	{ rel: 'icon', href: '/favicon.ico', sizes: '32x32' },
	{ rel: 'apple-touch-icon', href: '/apple-touch-icon.png' },
	{ rel: 'manifest', href: '/site.webmanifest' },
] as const;

suite('icon sets', () => {
	test('lie where each kind of project looks for them', () => {
		const names = (place: Parameters<typeof iconFiles>[0]) => iconFiles(place).map(({ path }) => path);
		assert.deepEqual(names({ kind: 'site', served: '/w/public' }), [
			'/w/public/favicon.ico',
			'/w/public/apple-touch-icon.png',
			'/w/public/icon-192.png',
			'/w/public/icon-512.png',
			'/w/public/icon-maskable-512.png',
		]);
		assert.deepEqual(names({ kind: 'next', served: '/w/public', app: '/w/src/app' }).slice(0, 3), [
			'/w/src/app/favicon.ico',
			'/w/src/app/icon.png',
			'/w/src/app/apple-icon.png',
		]);
		assert.deepEqual(names({ kind: 'extension', icon: '/w/icon.png' }), ['/w/icon.png']);
	});

	suite('in a manifest', () => {
		const parsed = (text: string | undefined) =>
			JSON.parse(text ?? '') as { icons?: unknown[]; name?: string };

		test('that is new', () => {
			const made = parsed(newManifest('Tides', icons));
			assert.deepEqual(made.icons, [
				{ src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
				{ src: '/icon-mask.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
			]);
			assert.equal(withIcons(newManifest('Tides', icons), icons), newManifest('Tides', icons));
		});

		const kept: readonly (readonly [name: string, text: string])[] = [
			[
				'tabs and a list',
				'{\n\t"name":  "Tides",\n\t"icons": [\n\t\t{ "src": "old.png" }\n\t],\n\t"x": 1\n}\n',
			],
			['spaces and an empty list', '{\n    "icons": [],\n    "name": "Tides"\n}'],
			['no list', '{\n  "name": "Tides",\n  "odd"  : [1,2]\n}\n'],
			['nothing at all', '{}'],
			['line breaks of Windows', '{\r\n  "name": "Tides"\r\n}\r\n'],
			['one line', '{"name":"Tides","icons":[{"src":"old.png"}]}'],
		];
		for (const [name, text] of kept) {
			test(`that has ${name}: the rest stays as it is`, () => {
				const after = withIcons(text, icons) ?? '';
				const { icons: before = [], ...others } = parsed(text);
				assert.deepEqual(parsed(after), {
					...others,
					icons: [...before, ...(parsed(newManifest('', icons)).icons ?? [])],
				});
				// What was there is still there, in its order, to the last blank.
				let at = 0;
				for (const character of text) {
					at = after.indexOf(character, at) + 1;
					assert.notEqual(at, 0);
				}
				assert.equal(/(?<!\r)\n/.test(after), /(?<!\r)\n/.test(text) || !text.includes('\n'));
				assert.equal(withIcons(after, icons), after);
			});
		}

		test('with comments and trailing commas', () => {
			const text = '{\n\t// the app\n\t"icons": [\n\t\t{ "src": "old.png" }, // old\n\t],\n}\n';
			const after = withIcons(text, icons) ?? '';
			assert.match(after, /\/\/ the app\n/);
			assert.match(after, /"old\.png" \},\n\t\t\{\n\t\t\t"src": "\/icon-192\.png"/);
			assert.equal(withIcons(after, icons), after);
		});

		test('that is none is left alone', () => {
			for (const text of ['', '[]', '{"icons": {"16": "a.png"}}', '{"manifest_version": 3}', '{"icons": [']) {
				assert.equal(withIcons(text, icons), undefined);
			}
		});

		test('of an extension', () => {
			const text = '{\n\t"name": "tides",\n\t"contributes": {}\n}\n';
			assert.equal(
				withExtensionIcon(text, 'icon.png'),
				'{\n\t"name": "tides",\n\t"contributes": {},\n\t"icon": "icon.png"\n}\n',
			);
			assert.equal(withExtensionIcon('{"icon":"a.png"}', 'icon.png'), '{"icon":"a.png"}');
		});
	});

	suite('in the head of a page', () => {
		const cases: readonly (readonly [name: string, before: string, after: string | undefined])[] = [
			[
				'after the last link, indented alike',
				'<head>\n  <meta charset="utf-8">\n  <title>a</title>\n</head>',
				'<head>\n  <meta charset="utf-8">\n  <link rel="icon" href="/favicon.ico" sizes="32x32">\n  <link rel="apple-touch-icon" href="/apple-touch-icon.png">\n  <link rel="manifest" href="/site.webmanifest">\n  <title>a</title>\n</head>',
			],
			[
				'what is there stays',
				'<head>\n<link rel="icon" href="favicon.ico?v=2">\n<link rel="manifest" href="/app.webmanifest">\n</head>',
				'<head>\n<link rel="icon" href="favicon.ico?v=2">\n<link rel="manifest" href="/app.webmanifest">\n<link rel="apple-touch-icon" href="/apple-touch-icon.png">\n</head>',
			],
			['no head', '<p>a</p>', undefined],
			['a head in a comment is none', '<!-- <head></head> --><p>', undefined],
		];
		for (const [name, before, after] of cases) {
			test(name, () => {
				assert.equal(withHeadLinks(before, links), after);
			});
		}

		test('once', () => {
			const once = withHeadLinks('<head>\r\n</head>', links) ?? '';
			assert.equal(once.split('\r\n').length, 5);
			assert.equal(withHeadLinks(once, links), once);
		});
	});
});
