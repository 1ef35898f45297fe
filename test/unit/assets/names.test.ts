import assert from 'node:assert/strict';
import type { OutputFormat } from '../../../src/shared/model.ts';
import { assetFileName } from '../../../src/core/assets/assetFileName.ts';
import { expandFileName } from '../../../src/core/assets/fileNameTemplate.ts';
import { editedName, nameKey, nextFreeName, numberedName } from '../../../src/core/assets/freeName.ts';
import { formatOfName } from '../../../src/core/images/imageFormat.ts';
import { slug } from '../../../src/core/assets/slug.ts';

suite('slug', () => {
	const slugs: [prompt: string, expected: string][] = [
		['A Red Bicycle, on the beach!', 'a-red-bicycle-on-the-beach'],
		['해변의 빨간 자전거', '해변의-빨간-자전거'],
		['해변'.normalize('NFD'), '해변'],
		['Café Zürich'.normalize('NFD'), 'café-zürich'],
		['ÉTÉ İstanbul', 'été-i̇stanbul'],
		['夕焼け　富士山 4K', '夕焼け-富士山-4k'],
		['हिन्दी चित्र', 'हिन्दी-चित्र'],
		["don't stop, it’s fine", 'dont-stop-its-fine'],
		['../../etc/passwd', 'etc-passwd'],
		['a\u202egnp.exe', 'agnp-exe'],
		['🚲 bike 🏖️ beach 1️⃣', 'bike-beach-1'],
		['', 'image'],
		['🚲🏖️', 'image'],
		['  --- ... ', 'image'],
		['line one\nline two', 'line-one-line-two'],
	];
	for (const [prompt, expected] of slugs) {
		test(JSON.stringify(prompt), () => {
			assert.equal(slug(prompt), expected);
		});
	}

	test('at most 48 code points, cut between words', () => {
		const cut = slug('a photograph of an old lighthouse on a cliff above the stormy northern sea');
		assert.equal(cut, 'a-photograph-of-an-old-lighthouse-on-a-cliff');
	});

	test('a long word is cut inside, between whole characters', () => {
		assert.equal(slug('가'.repeat(100)), '가'.repeat(48));
		assert.equal(slug(`big ${'x'.repeat(100)}`), `big-${'x'.repeat(44)}`);
		// Each of these characters is a letter and a mark: 24 of them are 48 code points.
		assert.equal(slug(`x${'कि'.repeat(50)}`), `x${'कि'.repeat(23)}`);
		assert.equal(slug('𝒳'.repeat(60)), '𝒳'.repeat(48));
	});
});

suite('expandFileName', () => {
	const values = {
		slug: 'hero',
		quality: 'low',
		width: 1024,
		height: 768,
		now: new Date(2026, 0, 5, 7, 8, 9),
	} as const;
	const templates: [template: string, name: string, unknown: string[]][] = [
		['${slug}', 'hero', []],
		['${date}_${time}-${slug}', '2026-01-05_07-08-09-hero', []],
		['${slug}-${width}x${height}-${quality}', 'hero-1024x768-low', []],
		['${slug}-${nope}${Also}', 'hero-', ['${nope}', '${Also}']],
		['${nope}', 'hero', ['${nope}']],
		['', 'hero', []],
		['fixed.png', 'fixed.png', []],
	];
	for (const [template, name, unknown] of templates) {
		test(JSON.stringify(template), () => {
			assert.deepEqual(expandFileName(template, values), { name, unknown });
		});
	}
});

suite('assetFileName', () => {
	const names: [name: string, format: OutputFormat | undefined, expected: string][] = [
		['hero', 'webp', 'hero.webp'],
		['hero', 'jpeg', 'hero.jpg'],
		['hero.jpeg', 'jpeg', 'hero.jpeg'],
		['hero.JPG', 'jpeg', 'hero.JPG'],
		['hero.png', 'webp', 'hero.webp'],
		['hero.jpeg', 'png', 'hero.png'],
		['hero.gif', 'png', 'hero.png'],
		['v1.2 final', 'png', 'v1.2 final.png'],
		['hero.svg', undefined, 'hero.svg'],
		['.png', 'png', 'image.png'],
		['', 'webp', 'image.webp'],
		['...', 'webp', 'image.webp'],
		['.hidden', 'webp', 'hidden.webp'],
		['../../hero', 'webp', '-..-hero.webp'],
		['C:\\Windows\\hero.webp', 'webp', 'C-Windows-hero.webp'],
		['a<b>c:d"e/f\\g|h?i*j', 'webp', 'a-b-c-d-e-f-g-h-i-j.webp'],
		['hero. . ', 'webp', 'hero.webp'],
		['hero .png', 'png', 'hero.png'],
		['con', 'webp', 'con-image.webp'],
		['NUL.png', 'png', 'NUL-image.png'],
		['com1.final', 'png', 'com1-image.final.png'],
		['COM¹', 'png', 'COM¹-image.png'],
		['console', 'png', 'console.png'],
		['he\0ro\u202egnp', 'png', 'herognp.png'],
		['he\ud800ro', 'png', 'hero.png'],
		['해변'.normalize('NFD'), 'webp', '해변.webp'],
	];
	for (const [name, format, expected] of names) {
		test(`${JSON.stringify(name)} as ${format ?? 'it is'}`, () => {
			assert.equal(assetFileName(name, format), expected);
		});
	}

	test('46 long names keep room for a number and differ where their ends differ', () => {
		for (const letter of ['x', '가', '𝒳', 'e\u0301\u0302']) {
			const one = assetFileName(`${letter.repeat(300)}1`, 'webp');
			const two = assetFileName(`${letter.repeat(300)}2`, 'webp');
			assert.notEqual(one, two);
			assert.match(one, /-[0-9a-f]{8}\.webp$/);
			for (const name of [one, two, numberedName(one, 9999)]) {
				assert.ok(Buffer.byteLength(name) <= 255, name);
				assert.doesNotMatch(name, /\p{Cs}/u);
			}
			assert.equal(assetFileName(one, 'webp'), one);
		}
	});
});

suite('free names', () => {
	const free: [name: string, existing: string[], expected: string][] = [
		['hero.webp', [], 'hero.webp'],
		['hero.webp', ['hero.webp'], 'hero-1.webp'],
		['hero.webp', ['hero.webp', 'hero-1.webp', 'hero-3.webp'], 'hero-2.webp'],
		['hero-1.webp', ['hero-1.webp'], 'hero-1-1.webp'],
		['hero.png', ['Hero.png'], 'hero-1.png'],
		['Hero.png', ['hero.PNG', 'HERO-1.png'], 'Hero-2.png'],
		['한글.webp', ['한글.webp'.normalize('NFD')], '한글-1.webp'],
		['straße.png', ['STRASSE.png'], 'straße-1.png'],
		['hero.webp', ['hero.png'], 'hero.webp'],
		['v1.2 final.png', ['v1.2 final.png'], 'v1.2 final-1.png'],
	];
	for (const [name, existing, expected] of free) {
		test(`${name} beside ${existing.join(', ') || 'nothing'}`, () => {
			const taken = new Set(existing.map(nameKey));
			assert.equal(
				nextFreeName(name, key => taken.has(key)),
				expected,
			);
		});
	}

	test('gives up when every number is taken', () => {
		assert.throws(() => nextFreeName('hero.webp', () => true), { code: 'noFreeName' });
	});

	test('edits of edits are numbered', () => {
		assert.equal(editedName('hero.webp'), 'hero-edited.webp');
		const taken = new Set(['hero.webp']);
		let name = 'hero.webp';
		for (const expected of ['hero-edited.webp', 'hero-edited-1.webp', 'hero-edited-2.webp']) {
			name = nextFreeName(editedName(name), key => taken.has(key));
			assert.equal(name, expected);
			taken.add(name);
		}
	});
});

suite('formatOfName', () => {
	const formats: [string, OutputFormat | undefined][] = [
		['hero.webp', 'webp'],
		['hero.PNG', 'png'],
		['a/b.c/hero.jpg', 'jpeg'],
		['hero.jpeg', 'jpeg'],
		['hero.gif', undefined],
		['a.png/hero', undefined],
		['hero', undefined],
	];
	for (const [name, format] of formats) {
		test(name, () => {
			assert.equal(formatOfName(name), format);
		});
	}
});
