import assert from 'node:assert/strict';
import { promptFor } from '../../../../src/core/documents/missing/promptOf.ts';
import { groupMissing, missingAmong } from '../../../../src/core/documents/missing/missing.ts';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { createImagePlaces } from '../../../../src/core/documents/roots/imagePlaces.ts';
import { tree } from '../roots/tree.ts';
import { sizeInName } from '../../../../src/core/documents/sizeInName.ts';

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
		['an alt that is only a number', { alt: '3' }, 'img/gaff-sloop.png', 'gaff sloop'],
		['an alt with the time of a capture', { alt: 'Screenshot 2024-05-01 at 10.22.33' }, 'dory.png', 'dory'],
		['an alt that is a stamp', { alt: 'image-20230101120000' }, 'image-20230101120000.png', ''],
		['an alt that a template fills in', { alt: '{{ page.alt }}' }, 'dory.png', 'dory'],
		['an alt of no value', { alt: 'undefined' }, 'dory.png', 'dory'],
		['an alt of an example', { alt: 'Card image cap' }, 'dory.png', 'dory'],
		['an alt that counts', { alt: 'Product 1' }, 'dory.png', 'dory'],
		['a name that a program gives', {}, 'WhatsApp Image 2024-01-01 at 10.00.00.jpeg', ''],
		['a name that is an identifier', {}, 'f00dbabe-1234-4abc-8def-001122334455.png', ''],
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
		['a numbered word that says nothing', { heading: 'Check the docs' }, 'img/image01.png', 'Check the docs'],
		['a capture', { alt: 'Screen capture' }, 'a.png', 'a'],
		['a capture in Spanish', { alt: 'Captura de pantalla 2' }, 'x/mercado.png', 'mercado'],
		['a capture in Japanese', { alt: 'スクリーンショット' }, 'x/市場.png', '市場'],
		['a user', { alt: 'User Image' }, 'img/user2-160x160.jpg', 'user2'],
		['the text of printers', { alt: '...', heading: 'Lorem ipsum dolor sit amet.' }, '1.jpg', ''],
		['a numbered picture in German', { heading: 'Boote' }, 'img/bild_03.jpg', 'Boote'],
		['a numbered picture in Spanish', { heading: 'Barcos' }, 'img/imagen3.png', 'Barcos'],
		['a numbered picture in Japanese', { heading: '市場' }, 'img/写真12.png', '市場'],
		['a capture and its time', { heading: 'Boats' }, 'Screen Shot 2024-01-02 at 10.11.12.png', 'Boats'],
		['a capture by name', { heading: 'Barcos' }, 'captura_de_pantalla.png', 'Barcos'],
		['a letter that counts', { heading: 'Boats' }, 'img/figure-2a.png', 'Boats'],
		['a code below a heading', { heading: 'Our team' }, 't3.jpg', 'Our team'],
		['a letter without a heading', {}, 'img/k.png', 'k'],
		...[
			...['Bildbeschreibung', 'Beschreibung hier einfügen', 'texte alternatif', 'Ceci est une image'],
			...[
				'descripción de la imagen',
				'imagen de ejemplo',
				'이미지 설명',
				'여기에 설명을 입력하세요',
				'샘플 이미지',
			],
			...['画像の説明', 'これは画像です', '图片描述', '这是一张图片', 'TODO: describe', 'no alt text'],
			...['Suspendisse potenti nullam ac tortor', '로렘 입숨'],
		].map(alt => [`filler: ${alt}`, { alt }, 'x/dory.png', 'dory'] as const),
		...['Bild eines Fuchses', 'foto de un zorro', '여우 사진', '狐狸图片', 'Text über Boote'].map(
			alt => [`a picture of something: ${alt}`, { alt }, 'x/dory.png', alt] as const,
		),
		['a small logo', { alt: 'A small logo' }, 'x.png', 'A small logo'],
		[
			'an alt that is the name as files have it',
			{ alt: 'gaff-sloop', heading: 'Boats' },
			'gaff-sloop.png',
			'Boats, gaff sloop',
		],
		['an alt that is the name of a camera', { alt: 'P1010023', heading: 'Boats' }, 'P1010023.JPG', 'Boats'],
		['an alt that is the name as people write it', { alt: 'COVID-19' }, 'img/covid-19.png', 'COVID-19'],
		['an alt that is a name with a hyphen', { alt: 'Wi-Fi', heading: 'Nets' }, 'wifi.png', 'Wi-Fi'],
		['an alt that is the name of a camera in capitals', { alt: 'P1010023' }, 'p1010023.jpg', 'p1010023'],
		['an alt that is a word of the name', { alt: 'Sloop', heading: 'Boats' }, 'sloop.png', 'Sloop'],
		['an alt that is a name with spaces', { alt: 'A gaff sloop.png' }, 'x.png', 'A gaff sloop.png'],
		[
			'an alt that is a capture with spaces',
			{ alt: 'Screen Shot 2024-01-02 at 10.11.12.png' },
			'dory.png',
			'dory',
		],
		['an alt of one letter', { alt: 'x 2' }, 'dory.png', 'dory'],
		['an alt of one ideograph', { alt: '狐' }, 'dory.png', '狐'],
		['an alt that is an address', { alt: 'https://example.com/boats' }, 'dory.png', 'dory'],
		['an alt that is a key of translations', { alt: 'home.hero.alt' }, 'dory.png', 'dory'],
		['an alt with a version', { alt: 'gas-of-boats-v0.8.26' }, 'dory.png', 'gas-of-boats-v0.8.26'],
		['an alt that is an emoji by its name', { alt: ':boat: :sunny:' }, 'dory.png', 'dory'],
		[
			'an alt with a part that a template fills in',
			{ alt: 'A boat of {{ page.author }}' },
			'dory.png',
			'dory',
		],
		['an alt that lays out a slide', { alt: 'bg right:40% w:600' }, 'dory.png', 'dory'],
		['an alt that is a word for a look', { alt: 'Brightness' }, 'dory.png', 'Brightness'],
		['an alt with a hyphen for where it may break', { alt: 'Light\u00adhouse' }, 'dory.png', 'Lighthouse'],
		['further words of printers', { alt: 'Sed do eiusmod tempor incididunt' }, 'dory.png', 'dory'],
		['the words of printers in Hebrew', { alt: 'לורם איפסום דולור סיט' }, 'dory.png', 'dory'],
		['a heading above anything', { heading: 'Getting Started' }, 'dory.png', 'dory'],
		['a title that a template begins with', { heading: 'Vite + React + TS' }, '1.png', ''],
		['a name that says the same in humps', { heading: 'BillBoard' }, 'BillBoard.png', 'BillBoard'],
		['a name that says the same and counts', { heading: 'Our boats' }, 'boats2.png', 'Our boats'],
		['a name without a meaning', { heading: 'Boats' }, 'nGc5RT2HmF0.png', 'Boats'],
		['a name that compares two with numbers', {}, 'H264vsH265.png', 'H264vs H265'],
		['a name of a list', {}, 'todo-app.png', 'todo app'],
		['a name of a longer list', {}, 'todo-list-app.png', 'todo list app'],
		['a name that begins like an image in Romanian', {}, 'imagine-dragons.png', 'imagine dragons'],
		['a name with a code', {}, 'qrcode-generation.png', 'qrcode generation'],
		['a name with a state', {}, 'share-snapshot-menu.png', 'share snapshot menu'],
		['a name of a command', {}, 'add-user-to-team.png', 'add user to team'],
		['a name of who made it', {}, 'jo-fox-Dn7P1U26ZkE-unsplash.jpg', ''],
		['a name of who made it, with a number', {}, 'pexels-jo-fox-1234567.jpg', ''],
		['a name of a phone', { heading: 'Boats' }, 'PXL_20240102_101112.jpg', 'Boats'],
		['a name of a messenger', { heading: 'Boats' }, 'IMG-20240102-WA0001.jpg', 'Boats'],
		['a name of a browser', { heading: 'Boats' }, 'download (1).png', 'Boats'],
		['a name with humps and a number', {}, 'iPhone15ProMax.png', 'i Phone15Pro Max'],
		['an alt that begins with filler', { alt: 'image of a fox' }, 'x.png', 'image of a fox'],
	];
	for (const [name, texts, path, expected] of cases) {
		test(name, () => {
			assert.equal(promptFor({ texts, path }), expected);
		});
	}
});

suite('images that too little is said of', () => {
	/** `a.png: prompt`, with `?` after those that are asked about. */
	async function prompts(documents: Record<string, string>, ...files: string[]): Promise<string[]> {
		const places = createImagePlaces(tree(...files).listings);
		const missing = await Promise.all(
			Object.entries(documents).map(([name, text]) => {
				const path = `/w/${name}`;
				const references = findImageReferences({ text, languageId: 'plaintext', fileName: path });
				return missingAmong(references, { path, workspaceFolder: '/w' }, places);
			}),
		);
		return groupMissing(missing.flat()).map(
			({ target, prompt, isVague }) => `${target.slice(3)}: ${prompt}${isVague ? ' ?' : ''}`,
		);
	}

	test('one heading above several', async () => {
		const text = '<h2>Our Works</h2><img src="1.jpg"><img src="2.jpg">';
		assert.deepEqual(await prompts({ 'a.html': text }), ['1.jpg: Our Works ?', '2.jpg: Our Works ?']);
		assert.deepEqual(await prompts({ 'a.html': '<h2>Our Works</h2><img src="1.jpg">' }), [
			'1.jpg: Our Works',
		]);
	});

	test('one description of three, but not of two', async () => {
		const text = (count: number) =>
			Array.from({ length: count }, (_, index) => `![Our team](${index}.png)`).join(' ');
		assert.deepEqual(await prompts({ 'a.md': text(2) }), ['0.png: Our team', '1.png: Our team']);
		assert.equal(
			(await prompts({ 'a.md': text(3) })).every(each => each.endsWith('?')),
			true,
		);
	});

	test('names that only count, but not descriptions', async () => {
		const style = '.a { background: url(blue-door1.png) } .b { background: url(blue-door2.png) }';
		assert.deepEqual(await prompts({ 'a.css': style }), [
			'blue-door1.png: blue door1 ?',
			'blue-door2.png: blue door2 ?',
		]);
		const text = [1, 2, 3].map(count => `![Apollo ${count}](${count}.png)`).join(' ');
		assert.equal((await prompts({ 'a.md': text })).join(), '1.png: Apollo 1,2.png: Apollo 2,3.png: Apollo 3');
	});

	test('a heading above an image that exists, or in other words', async () => {
		const text = '# Our works\n![](1.png) ![](2.png)';
		assert.deepEqual(await prompts({ 'a.md': text }, '/w/1.png'), ['2.png: Our works ?']);
		const described = '# Our works\n![A red fox](1.png) ![](2.png)';
		assert.deepEqual(await prompts({ 'a.md': described }, '/w/1.png'), ['2.png: Our works']);
		const apart = '<h2>Our Works</h2><img src="1.jpg"><h2>Our works:</h2><img src="2.jpg">';
		assert.deepEqual(await prompts({ 'a.html': apart }), ['1.jpg: Our Works ?', '2.jpg: Our works: ?']);
	});

	test('a heading of one word and a number, and one without spaces', async () => {
		assert.deepEqual(await prompts({ 'a.md': '# 2.1 Installation\n![](1.png)' }), [
			'1.png: 2.1 Installation ?',
		]);
		assert.deepEqual(await prompts({ 'a.md': '# Umami v2.14.0\n![](1.png)' }), ['1.png: Umami v2.14.0 ?']);
		assert.deepEqual(await prompts({ 'a.md': '![](3d-printer.png)' }), ['3d-printer.png: 3d printer']);
		assert.deepEqual(await prompts({ 'a.md': '# 概要\n![](1.png)' }), ['1.png: 概要 ?']);
		assert.deepEqual(await prompts({ 'a.md': '# 雪の中の赤い狐\n![](1.png)' }), ['1.png: 雪の中の赤い狐']);
	});

	test('the description of one other image', async () => {
		const text = '![A red fox](fox.png) ![A red fox.](heron.png)';
		assert.deepEqual(await prompts({ 'a.md': text }, '/w/fox.png'), ['heron.png: A red fox. ?']);
		const sizes = '<img alt="A red fox" src="400.png" srcset="800.png 2x">';
		assert.deepEqual(await prompts({ 'a.html': sizes }, '/w/400.png'), ['800.png: A red fox']);
		for (const [name, other] of [
			['01.png', '01.webp'],
			['screenshot.png', 'screenshot-dark.png'],
			['1@2x.png', '1.png'],
			['1-800x600.png', '1-400x300.png'],
			['dark/1.png', 'light/1.png'],
		] as const) {
			const same = `![A red fox](${name}) ![A red fox](${other})`;
			assert.deepEqual(await prompts({ 'a.md': same }, `/w/${name}`), [`${other}: A red fox`]);
		}
		const counted = '![A red fox](a/1.png) ![A red fox](b/1.png) ![A red fox](a/2.png)';
		assert.deepEqual(await prompts({ 'a.md': counted }, '/w/a/1.png'), [
			'b/1.png: A red fox ?',
			'a/2.png: A red fox ?',
		]);
		const icons =
			'<title>Red foxes</title><link rel="icon" href="a.png"><link rel="apple-touch-icon" href="b.png">';
		assert.deepEqual(await prompts({ 'a.html': icons }, '/w/a.png'), ['b.png: Red foxes, app icon']);
	});

	test('the description of another image', async () => {
		const text = '![A red fox](fox.png) ![A red fox](heron.png) ![A red fox](fox-dark.png)';
		assert.deepEqual(await prompts({ 'a.md': text }, '/w/fox.png'), [
			'heron.png: A red fox ?',
			'fox-dark.png: A red fox',
		]);
	});

	test('entities and escapes in a front matter, and words in parts', async () => {
		const matter = '---\ntitle: C&oacute;mo empezar\nimage: /img/begin.png\n---\n';
		assert.deepEqual(await prompts({ 'a.md': matter }), ['img/begin.png: Cómo empezar, begin']);
		const escaped = '---\nimage: a.png\nimage_alt: "A \\"red\\" f\\u006fx"\n---\n';
		assert.deepEqual(await prompts({ 'a.md': escaped }), ['a.png: A "red" fox']);
		assert.deepEqual(await prompts({ 'a.html': '<h1>The <b>f</b>ox</h1><img src="a.png">' }), [
			'a.png: The fox, a',
		]);
		assert.deepEqual(await prompts({ 'a.md': '![A <b>red</b> fox, a \\<b>](a.png)' }), [
			'a.png: A red fox, a <b>',
		]);
	});

	test('texts as a reader sees them', async () => {
		const headings: readonly (readonly [string, string])[] = [
			['Sex ratio at each age<a class="headerlink" href="#x">¶</a>', 'Sex ratio at each age'],
			['<a href="#x">#</a> Red foxes', 'Red foxes'],
			['Red foxes <a href="#x">&ZeroWidthSpace;</a>', 'Red foxes'],
			['<svg><title>Icon</title><path d="M0"/></svg> Red foxes', 'Red foxes'],
			['<ruby>雪<rp>(</rp><rt>ゆき</rt><rp>)</rp></ruby>の中の赤い狐', '雪の中の赤い狐'],
			['Fo<u>x</u>es and <ins>hen</ins>s', 'Foxes and hens'],
			['&Zcaron;upa at &alpha; &ge; 2 &check; C&num;', 'Župa at α ≥ 2 ✓ C#'],
		];
		for (const [heading, expected] of headings) {
			assert.deepEqual(await prompts({ 'a.html': `<h2>${heading}</h2><img src="1.png">` }), [
				`1.png: ${expected}`,
			]);
		}
		for (const id of ['{#foxes}', '[#foxes]']) {
			assert.deepEqual(await prompts({ 'a.md': `## Red foxes ${id}\n![](1.png)` }), ['1.png: Red foxes']);
		}
		assert.deepEqual(await prompts({ 'a.md': '## Red foxes [#12]\n![](1.png)' }), ['1.png: Red foxes [#12]']);
		for (const size of ['|300', ' |300x200', '\\|300']) {
			assert.deepEqual(await prompts({ 'a.md': `![A red fox${size}](1.png)` }), ['1.png: A red fox']);
		}
		const titles: readonly (readonly [string, string])[] = [
			['"Red \\U0001F98A fox \\\\U0001F98A"', 'Red 🦊 fox \\U0001F98A'],
			['The <em>red</em> fox, a < b', 'The red fox, a < b'],
			[
				'The *red* `fox` in **deep** snow_shoes of snow_men, 2 * 3 * 4',
				'The red fox in deep snow_shoes of snow_men, 2 * 3 * 4',
			],
			['The `__init__` of C*-algebras and W*-algebras', 'The __init__ of C*-algebras and W*-algebras'],
		];
		for (const [title, expected] of titles) {
			assert.deepEqual(await prompts({ 'a.md': `---\ntitle: ${title}\nimage: 1.png\n---\n` }), [
				`1.png: ${expected}`,
			]);
		}
	});

	test('the original says more than a longer translation', async () => {
		const documents = {
			'docs/de/a.md': '![Ein roter Fuchs im tiefen Schnee](/fox.png)',
			'docs/en/a.md': '![A red fox](/fox.png)',
			'README.ja.md': '![雪の中の赤いキツネとその仲間たち](fox.png)',
		};
		assert.deepEqual(await prompts(documents), ['fox.png: A red fox']);
		const others = [
			...['docs/zh-hant/a.md', 'docs/es-419/a.md', 'docs/pt_BR/a.md', 'docs/German/a.md'],
			...['README_CN.md', 'README-ZH_CN.md', 'README.zh-hans.md', 'README-EN.md', 'en/a.md', 'index.en.md'],
		];
		for (const other of others) {
			const both = {
				[other]: '![A red fox and all of its family](/fox.png)',
				'a/b.md': '![A red fox](/fox.png)',
			};
			assert.deepEqual(await prompts(both), ['fox.png: A red fox'], other);
		}
		const english = { 'de/a.md': '![Ein roter Fuchs](/fox.png)', 'en/a.md': '![A fox](/fox.png)' };
		assert.deepEqual(await prompts(english), ['fox.png: A fox']);
		const regions = { 'de_DE/a.md': '![Ein roter Fuchs](/fox.png)', 'en_US/a.md': '![A fox](/fox.png)' };
		assert.deepEqual(await prompts(regions), ['fox.png: A fox']);
	});
});
