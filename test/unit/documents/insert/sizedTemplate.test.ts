import assert from 'node:assert/strict';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';
import { sizeOf } from '../../../../src/core/documents/missing/missing.ts';
import { linked, type Extra } from './selected.ts';

const asked: Extra = { width: 1200, height: 630, sizeAsked: true };
const natural: Extra = { width: 1536, height: 1024 };

suite('the size in a new link', () => {
	const img = '<img src="assets/a-fox.webp" alt="a fox"';
	const jsx = '<img src="./assets/a-fox.webp" alt="a fox"';
	const cases: [languageId: string, document: string, written: string][] = [
		['html', '<p>⟦a fox⟧</p>', `${img} width="1200" height="630">`],
		['php', '<p>⟦a fox⟧</p>', `${img} width="1200" height="630">`],
		['vue', '<template>\n<p>⟦a fox⟧</p>\n</template>', `${jsx} width="1200" height="630" />`],
		['svelte', '<p>⟦a fox⟧</p>', `${jsx} width="1200" height="630" />`],
		['astro', '<p>⟦a fox⟧</p>', `${jsx} width="1200" height="630" />`],
		['astro', '{list.map(() => <p>⟦a fox⟧</p>)}', `${jsx} width="1200" height="630" />`],
		['javascriptreact', 'const a = <p>⟦a fox⟧</p>;', `${jsx} width={1200} height={630} />`],
		['typescriptreact', 'const a = <p>⟦a fox⟧</p>;', `${jsx} width={1200} height={630} />`],
		['markdown', '<div>\n⟦a fox⟧\n</div>', `${img} width="1200" height="630">`],
		['mdx', '<p>⟦a fox⟧</p>', '![a fox](assets/a-fox.webp)'],
		['markdown', '⟦a fox⟧', '![a fox](assets/a-fox.webp)'],
		['pug', 'p ⟦a fox⟧', 'img(src="assets/a-fox.webp", alt="a fox", width="1200", height="630")'],
		['html', '<p><img alt="⟦a fox⟧"></p>', '<img src="assets/a-fox.webp" alt="a fox"></p>'],
	];
	for (const [languageId, document, written] of cases) {
		test(`${languageId}: ${document.replaceAll('\n', ' ')}`, () => {
			assert.ok(linked(languageId, document, asked)?.includes(written), linked(languageId, document, asked));
		});
	}

	test('an image that is large, but not on request, has none', () => {
		for (const [languageId, document] of cases) {
			assert.doesNotMatch(linked(languageId, document, natural) ?? '', /1536|1024/);
		}
	});

	test('an image that fits on a page has its own', () => {
		const small = linked('html', '<p>⟦a fox⟧</p>', { width: 800, height: 3000 }) ?? '';
		assert.match(small, /alt="a fox" width="800" height="3000">/);
		assert.doesNotMatch(linked('html', '<p>⟦a fox⟧</p>', { width: 801, height: 10 }) ?? '', /width/);
	});

	test('it is read back as the size that was asked for', () => {
		for (const [languageId, document] of cases.filter(([, , written]) => written.includes('1200'))) {
			if (languageId !== 'pug') {
				const text = linked(languageId, document, asked) ?? '';
				const [found] = findImageReferences({ text, languageId, fileName: '' });
				assert.deepEqual(found && sizeOf(found), { width: 1200, height: 630 });
			}
		}
	});

	test('a template of the user is written as it is', () => {
		const template = '<img src="${path}" alt="${alt}" class="wide">';
		assert.equal(
			linked('html', '<p>⟦a fox⟧</p>', { ...asked, template }),
			'<p>a fox <img src="assets/a-fox.webp" alt="a fox" class="wide"></p>',
		);
	});
});
