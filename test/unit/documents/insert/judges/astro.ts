import assert from 'node:assert/strict';
import { parse } from '@astrojs/compiler';
import { nodesOf, path, plainTree, withoutNew, type Judge, type Reading, type Tree } from './judge.ts';

const reading: Reading = {
	ignores: new Set(['position', 'raw']),
	textOf: node => (node.type === 'text' ? String(node.value) : undefined),
	isNew: node =>
		node.type === 'element' &&
		node.name === 'img' &&
		(node.attributes as readonly Tree[]).some(({ name, value }) => name === 'src' && value === `./${path}`),
	isNothing: node =>
		node.type === 'comment' ||
		(node.type === 'expression' &&
			/^\s*\/\*(?:(?!\*\/)[^])*\*\/\s*$/.test(
				(node.children as Tree[]).map(({ value }) => String(value)).join(''),
			)),
};

async function rootOf(text: string): Promise<Tree> {
	const { ast, diagnostics } = await parse(text, { position: false });
	assert.deepEqual(
		diagnostics.filter(({ severity }) => (severity as number) === 1),
		[],
	);
	const root = ast as unknown as Tree;
	for (const node of nodesOf(root)) {
		if (node.type === 'frontmatter' || /^(?:script|style)$/.test(String(node.name))) {
			Object.assign(node, withoutComments(node));
		}
	}
	return root;
}

/** A script or style without comments and what is written into it. */
function withoutComments({ value, children }: Tree): object {
	const clean = (code: string) =>
		code.replace(/\/\*[^]*?\*\/|\/\/.*/g, '').replace(`background-image: url("${path}");`, '');
	return {
		...(typeof value === 'string' && { value: clean(value) }),
		...(Array.isArray(children) && {
			children: (children as Tree[]).map(child => ({ ...child, value: clean(String(child.value)) })),
		}),
	};
}

const refuses = /^(?:select|option|table|tbody|tr|ul|ol|dl|svg|picture|video|textarea|head|title)$/;

export const astro: Judge = {
	name: 'Astro',
	languageId: 'astro',
	fileName: 'a.astro',
	seeds: 300,
	pieces: [
		'<p>A fox runs.</p>',
		'<div class="a" class:list={["b", { c: d }]}>\n\ttext {a} here\n</div>',
		'{items.map(item => <p>{item.name} text</p>)}',
		'<ul>\n\t{items.map(item => (\n\t\t<li>\n\t\t\t{item} text\n\t\t</li>\n\t))}\n</ul>',
		'{a && <b>shown text</b>}',
		'{a ? (\n\t<p>one<br>\n\tmore</p>\n) : (\n\t<p>two</p>\n)}',
		'{items.map(item => {\n\tconst x = item.a;\n\treturn <p>{x} text</p>;\n})}',
		'<Card title="t" {a} {...b} client:load />',
		'<Card>\n\t<p slot="head">head text</p>\n\tslot text\n</Card>',
		'<select>\n\t<option value="a">A</option>\n</select>',
		'<svg viewBox="0 0 1 1">\n\t<path d="M0 0" />\n</svg>',
		'<img src="./old.png" alt="old" />',
		'<Image src={old} alt="old" />',
		'<!-- a comment -->',
		'{/* a comment */}',
		'<Fragment set:html={raw} />',
		'<script>\n\tconst b = 1;\n\t// note\n</script>',
		'<style>\n\t.a {\n\t\tcolor: red;\n\t}\n</style>',
		'<p>{`a ${b} text`}</p>',
		'<>\n\tfragment text\n</>',
	],
	separators: ['\n', '\n\n'],
	around: [
		['', ''],
		['---\nimport A from "./A.astro";\nconst a = 1;\n// a comment\n---\n\n', ''],
		[
			'---\nconst { title } = Astro.props;\n---\n<html lang="en">\n\t<head>\n\t\t<meta charset="utf-8" />\n\t\t<title>{title}</title>\n\t</head>\n\t<body>\n',
			'\n\t</body>\n</html>',
		],
	],
	isImage: link => link.startsWith('<img'),
	tree: async text => plainTree(await rootOf(text), reading),
	without: async text => {
		const root = await rootOf(text);
		const parents = nodesOf(root).filter(
			({ children }) => Array.isArray(children) && (children as Tree[]).some(child => reading.isNew(child)),
		);
		assert.deepEqual(
			parents.map(({ name }) => String(name)).filter(name => refuses.test(name)),
			[],
		);
		return withoutNew(root, reading);
	},
	isCode: async text => !JSON.stringify(plainTree(await rootOf(text), reading)).includes(path),
};
