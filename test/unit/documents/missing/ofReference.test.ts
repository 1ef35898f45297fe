import assert from 'node:assert/strict';
import { promptFor } from '../../../../src/core/documents/missing/promptOf.ts';
import { candidatePaths } from '../../../../src/core/documents/roots/candidatePaths.ts';
import { sizeInName } from '../../../../src/core/documents/missing/sizeInName.ts';

suite('the size in a name', () => {
	const sizes: readonly (readonly [string, string])[] = [
		['hero-1200x630.png', '1200x630'],
		['a/b_640×480.jpg', '640x480'],
		['1200x630.webp', '1200x630'],
		['icon-32x32@2x.png', '32x32'],
		['card-100x50-800X600px.png', '800x600'],
		['사진-800x600.png', '800x600'],
		['hero@2x.png', 'none'],
		['hero-0x100.png', 'none'],
		['hero-8192x16.png', '8192x16'],
		['hero-8193x16.png', 'none'],
		['hero-8192x2048.png', '8192x2048'],
		['hero-8192x2049.png', 'none'],
		['hero-4096x4096.png', '4096x4096'],
		['hero-8192x8192.png', 'none'],
		['favicon-16x16.png', '16x16'],
		['hero-16x9.webp', 'none'],
		['story-9x16.webp', 'none'],
		['wide-21x9.webp', 'none'],
		['photo-4x3.webp', 'none'],
		['jeep-4x4.webp', 'none'],
		['bento-grid-2x2.png', 'none'],
		['pixel-1x1.png', 'none'],
		['hero-1200x675-16x9.png', '1200x675'],
		['hero-123456x2.png', 'none'],
		['0x1f.png', 'none'],
		['v1.2x3.4.png', 'none'],
		['a1200x630b.png', 'none'],
		['640x480/hero.png', 'none'],
	];
	for (const [name, expected] of sizes) {
		test(name, () => {
			const size = sizeInName(name);
			assert.equal(size ? `${size.width}x${size.height}` : 'none', expected);
		});
	}
});

suite('the prompt of a reference', () => {
	const cases: readonly (readonly [string, Parameters<typeof promptFor>[0]['texts'], string, string])[] = [
		[
			'the alternative text',
			{ alt: 'a lighthouse at dawn', title: 'x', heading: 'y' },
			'hero.webp',
			'a lighthouse at dawn',
		],
		['the title', { title: 'a lighthouse', caption: 'x' }, 'hero.webp', 'a lighthouse'],
		['the caption', { caption: 'a lighthouse', ariaLabel: 'x' }, 'hero.webp', 'a lighthouse'],
		['the label', { ariaLabel: 'a lighthouse', heading: 'x' }, 'hero.webp', 'a lighthouse'],
		['an alt that is a file name', { alt: 'hero.webp', title: 'a lighthouse' }, 'hero.webp', 'a lighthouse'],
		[
			'an alt that is filler',
			{ alt: 'Hero image', heading: 'Our boats' },
			'img/gaff-sloop.png',
			'Our boats, gaff sloop',
		],
		['an alt that is a number', { alt: 'Photo 2' }, 'img/gaff_sloop-2.png', 'gaff sloop'],
		['filler in Korean', { alt: '이미지' }, '사진/감천-마을.png', '감천 마을'],
		['a heading and the name', { heading: 'Our boats' }, 'boats/dory-1200x630@2x.png', 'Our boats, dory'],
		['a name that says the same', { heading: 'Our boats' }, 'our-boats.png', 'Our boats'],
		['a name with an aspect ratio', {}, 'hero-boat-16x9.webp', 'hero boat'],
		['a name with one upright', {}, 'boat_9x16@2x.webp', 'boat'],
		['a name with numbers that are no size', {}, 'jeep-4x4.webp', 'jeep 4x4'],
		['a name with a size too large', {}, 'coast-9000x9000.webp', 'coast'],
		['a name with humps', {}, 'a/nightMarket01.png', 'night Market01'],
		['a name with a hash', {}, 'a/market.8f3ab21c.png', 'market'],
		['nothing', {}, 'img/IMG_1234.jpg', ''],
		['an alt that needs cleaning', { alt: ' a\u202e fox\n in snow ' }, 'x.png', 'a fox in snow'],
		['an alt that begins with filler', { alt: 'image of a fox' }, 'x.png', 'image of a fox'],
	];
	for (const [name, texts, path, expected] of cases) {
		test(name, () => {
			assert.equal(promptFor({ texts, path }), expected);
		});
	}
});

suite('where the file of a reference can be', () => {
	const roots = ['public', 'static', 'assets', '.'];
	const cases: readonly (readonly [path: string, ...candidates: string[]])[] = [
		['hero.png', '/w/src/pages/hero.png'],
		['./hero.png', '/w/src/pages/hero.png'],
		['../img/a b.png', '/w/src/img/a b.png'],
		['../../hero.png', '/w/hero.png'],
		['../../../hero.png'],
		['../../../w2/hero.png'],
		['a/../../../../../etc/x.png'],
		['/img/x.png', '/w/public/img/x.png', '/w/static/img/x.png', '/w/assets/img/x.png', '/w/img/x.png'],
		['/../x.png', '/w/x.png'],
		['/../../x.png'],
		['~/x.png'],
		['~pkg/x.png'],
		['@/x.png'],
		['@scope/x.png'],
		['$lib/x.png'],
		['@2x.png', '/w/src/pages/@2x.png'],
		['a\\b.png'],
		[''],
	];
	for (const [path, ...candidates] of cases) {
		test(path === '' ? '(empty)' : path, () => {
			assert.deepEqual(candidatePaths(path, '/w/src/pages/index.html', '/w', roots), candidates);
		});
	}

	test('keeps a drive and does not leave a root outside', () => {
		assert.deepEqual(candidatePaths('a.png', '/C:/w/x/b.md', '/c:/w', []), ['/c:/w/x/a.png']);
		assert.deepEqual(candidatePaths('/a.png', '/w/b.md', '/w', ['/other', '../up', '/w/public']), [
			'/w/public/a.png',
		]);
	});
});
