import assert from 'node:assert/strict';
import { followSize } from '../../../../src/core/documents/insert/followSize.ts';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';

const [before, after] = [
	{ width: 1200, height: 630 },
	{ width: 600, height: 315 },
];

/** The document after the image of all its links has another size. */
function followed(languageId: string, text: string, to = after): string {
	const references = findImageReferences({ text, languageId, fileName: '' });
	return followSize(references, before, to)
		.toReversed()
		.reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}

suite('the size in a link whose image has another size now', () => {
	const followers: [languageId: string, link: string][] = [
		['html', '<img src="a.webp" width="1200" height="630">'],
		['html', '<img width=1200 height=630 src=a.webp>'],
		['html', `<img src="a.webp" HEIGHT='630px' WIDTH=' 1200px '>`],
		['html', '<picture><source srcset="a.webp"><img src="a.webp" width="1200" height="630"></picture>'],
		['markdown', '# 1200 × 630\n\n<img src="a.webp" alt="1200" width="1200" height="630">'],
		['vue', '<template>\n<img src="./a.webp" width="1200" :height="630" />\n</template>'],
		['svelte', '<img src="./a.webp" width={1200} height="630" />'],
		['astro', '<img src="./a.webp" width="1200" height="630" />'],
		['javascriptreact', 'const a = <img src="./a.webp" width={1200} height={"630"} />;'],
		['typescriptreact', "import a from './a.webp';\nconst b = <img src={a} width={1200} height={630} />;"],
	];
	for (const [languageId, link] of followers) {
		test(`${languageId}: ${link}`, () => {
			const wanted = link.replace(/(?<=width\W+)1200/gi, '600').replace(/(?<=height\W+)630/gi, '315');
			assert.notEqual(wanted, link);
			assert.equal(followed(languageId, link), wanted);
		});
	}

	test('one side that is as it was is not touched', () => {
		const references = findImageReferences({
			text: '<img src="a.webp" width="1200" height="630">',
			languageId: 'html',
			fileName: '',
		});
		const edits = followSize(references, before, { width: 1200, height: 800 });
		assert.deepEqual(
			edits.map(({ text }) => text),
			['800'],
		);
	});

	for (const [languageId, link] of [
		['html', '<img src="a.webp" width="1201" height="630">'],
		['html', '<img src="a.webp" width="1200">'],
		['html', '<img src="a.webp" width="100%" height="630">'],
		['html', '<img src="a.webp" :width="wide" height="630">'],
		['html', '<img src="a.svg" width="1200" height="630">'],
		['html', '<img srcset="a.webp 2x" width="600" height="315">'],
		['javascriptreact', 'const a = <img src="./a.webp" width={w} height={630} />;'],
	] as const) {
		test(`stays as it was written: ${link}`, () => {
			assert.equal(followed(languageId, link), link);
		});
	}
});
