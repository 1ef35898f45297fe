import assert from 'node:assert/strict';
import { findTodoImages } from '../../../src/core/prompts/todoImages.ts';

type Case = readonly [name: string, languageId: string, text: string, ...prompts: string[]];

const cases: readonly Case[] = [
	['a line comment', 'typescript', '// TODO image: a fox reading a map\nconst a = 1;', 'a fox reading a map'],
	['lower case', 'python', '# todo image: a fox', 'a fox'],
	['a name in brackets', 'rust', '/// TODO(kim): image: a fox', 'a fox'],
	['the image in brackets', 'go', '// TODO(image): a fox', 'a fox'],
	['FIXME and a dash', 'c', '/* FIXME image - a fox */', 'a fox'],
	['a string', 'typescript', "const a = '// TODO image: a fox';"],
	['code', 'typescript', 'const todo = image; TODO_image(1)'],
	['another todo', 'typescript', '// TODO: images are slow'],
	['no text', 'typescript', '// TODO image:'],
	[
		'lines that go on deeper',
		'typescript',
		'// TODO image: a fox\n//   in the snow\n// next',
		'a fox in the snow',
	],
	['a block', 'css', '/*\n * TODO image: a fox\n * in the snow\n *\n * more\n */', 'a fox in the snow'],
	['two in a block', 'css', '/* TODO image: a fox\n   TODO image: a bear */', 'a fox', 'a bear'],
	['HTML', 'html', '<!-- TODO image: a fox & a bear -->\n<p>TODO image: no</p>', 'a fox & a bear'],
	['a script of HTML', 'html', '<script>// TODO image: a fox\n</script>', 'a fox'],
	['a style of Vue', 'vue', '<style lang="scss">\n// TODO image: a fox\n</style>', 'a fox'],
	['JSX', 'typescriptreact', 'const a = <p>{/* TODO image: a fox */}</p>;', 'a fox'],
	['text of JSX', 'typescriptreact', 'const a = <p>TODO image: a fox</p>;'],
	['Blade', 'blade', '{{-- TODO image: a fox --}}', 'a fox'],
	['a line of Markdown', 'markdown', 'Text\n\nTODO image: a fox\n', 'a fox'],
	['a list of Markdown', 'markdown', '- [ ] **TODO image:** a fox\n> TODO image: a bear', 'a fox', 'a bear'],
	['a comment of Markdown', 'markdown', '<!-- TODO image: a fox -->', 'a fox'],
	['code of Markdown', 'markdown', '```\nTODO image: a fox\n```\n'],
	['within a line of Markdown', 'markdown', 'There is a TODO image: a fox'],
	['Korean', 'typescript', '// TODO image: 지도를 읽는 여우', '지도를 읽는 여우'],
	['CRLF', 'typescript', '// TODO image: a fox\r\n// TODO image: a bear\r\n', 'a fox', 'a bear'],
	['one whose path stands after it', 'python', '# TODO image: a fox ../assets/a-fox.webp'],
	[
		'one that is shown below',
		'html',
		'<!-- TODO image: a "red" fox -->\n<img src="a.webp" alt="a &quot;red&quot; fox">',
	],
	[
		'with the path of another image',
		'python',
		'# TODO image: a fox like docs/ref.png',
		'a fox like docs/ref.png',
	],
	['below a blank line', 'markdown', '<!-- TODO image: a fox -->\n\n![a fox](a.webp)'],
	[
		'by an import',
		'typescriptreact',
		'const a = <p>{/* TODO image: a fox */}\n<img src={aFox} alt="a fox" /></p>;',
	],
	[
		'with another image below',
		'html',
		'<!-- TODO image: a fox -->\n<img src="a.webp" alt="a bear">',
		'a fox',
	],
	[
		'with a longer word below',
		'html',
		'<!-- TODO image: a fox -->\n<img src="a.webp" alt="a foxglove">',
		'a fox',
	],
	['an unknown language', 'brainfuck', '// TODO image: a fox'],
];

suite('the TODO images of a document', () => {
	for (const [name, languageId, text, ...prompts] of cases) {
		test(name, () => {
			const found = findTodoImages({ text, languageId, fileName: 'a' });
			assert.deepEqual(
				found.map(({ prompt }) => prompt),
				prompts,
			);
			for (const { start, end } of found) {
				assert.match(text.slice(start, end), /^[@(]?(?:todo|fixme)/i);
				assert.doesNotMatch(text.slice(start, end), /(?:\*\/|-->|--\}\})$|\s$/);
			}
		});
	}

	test('are found in a megabyte of anything', () => {
		for (const languageId of ['markdown', 'html', 'typescript', 'css']) {
			for (const [before, piece] of [
				['', 'TODO image: '],
				['', 'TODO image: a\n'],
				['', '// TODO image: a\n'],
				['/*', ' TODO image: '],
				['/*', '\nTODO image: '],
				['/* TODO ', ' '],
				['/* TODO image: a', ' '],
				['/* TODO image: a\n', '*'],
				['', '<!-- TODO image: a -->\n'],
				['', '```\nTODO image: a\n```\n'],
			] as const) {
				const text = `${before}${piece.repeat(1_000_000 / piece.length)}b`;
				assert.ok(findTodoImages({ text, languageId, fileName: '' }).length >= 0);
			}
		}
	}).timeout(120_000);
});
