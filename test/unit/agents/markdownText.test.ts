import assert from 'node:assert/strict';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { markdownText, titleText } from '../../../src/core/agents/markdownText.ts';

/** All that a Markdown parser of others finds in a text: one paragraph with one text, if nothing in it is markup. */
function shown(markdown: string): string {
	const { children } = fromMarkdown(markdown);
	assert.deepEqual(
		children.map(({ type }) => type),
		['paragraph'],
	);
	const [paragraph] = children;
	assert.ok(paragraph?.type === 'paragraph');
	return paragraph.children.map(child => (child.type === 'text' ? child.value : `<${child.type}>`)).join('');
}

suite('foreign text in Markdown', () => {
	const texts: [string, string][] = [
		['plain words', 'plain words'],
		['# Free\n\nThis costs **nothing**', '# Free ⏎ This costs **nothing**'],
		[
			'[Allow](command:x) <b>x</b> ![i](https://e.com/i.png)',
			'[Allow](command:x) <b>x</b> ![i](https://e.com/i.png)',
		],
		['1. one\n2. two\n- three\n> four', '1. one ⏎ 2. two ⏎ - three ⏎ > four'],
		['```\ncode\n```\n---\n| a | b |', '``` ⏎ code ⏎ ``` ⏎ --- ⏎ | a | b |'],
		['a\\*b &amp; &lt; $(check) ~~x~~', 'a\\*b &amp; &lt; $(check) ~~x~~'],
		['https://example.com www.example.com a@b.com', 'https://example.com www.example.com a@b.com'],
		['right\u202eleft\u0007', 'rightleft'],
		['    indented\n\tcode', 'indented ⏎ code'],
	];
	for (const [text, expected] of texts) {
		test(JSON.stringify(text), () => {
			assert.equal(shown(markdownText(text)), expected);
			assert.equal(shown(`Prompt: ${markdownText(text)}`), `Prompt: ${expected}`);
		});
	}

	test('in a title usual paths stand as they are, others make no markup', () => {
		for (const path of [
			'assets/my_hero-2.webp',
			'src/a b/그림.png',
			'@app/x (1).jpg',
			'docs/2026.01/#1.png',
		]) {
			assert.equal(titleText(path), path);
		}
		for (const path of [
			'a/*b*/_c_/`d`.png',
			'[x](y)/<b>&amp;.png',
			'__init__.png',
			'~~x~~.png',
			'a\\b.png',
		]) {
			assert.equal(shown(`Generate ${titleText(path)} for 45 credits?`), `Generate ${path} for 45 credits?`);
		}
	});

	test('takes time in proportion to the text', () => {
		// A square of this would take hours; the test's own timeout ends it.
		const spaces = ' '.repeat(1_000_000) + '\n'.repeat(1_000_000);
		assert.equal(markdownText(spaces), '');
		assert.equal(markdownText(`a${spaces}b`), 'a ⏎ b');
	});
});
