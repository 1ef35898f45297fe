import assert from 'node:assert/strict';
import { planImport } from '../../../src/core/links/planImport.ts';
import { siteRootPath } from '../../../src/core/links/siteRoot.ts';

suite('links from the root of a site', () => {
	const cases: [name: string, args: Parameters<typeof siteRootPath>, path: string | undefined][] = [
		['a component', ['script', '/w/src/a.tsx', '/w/public/img/a.png', '/w'], '/img/a.png'],
		['a page', ['markup', '/w/src/a.vue', '/w/static/a.png', '/w/'], '/a.png'],
		['a stylesheet', ['styles', '/w/styles/a.css', '/w/public/a.png', '/w'], '/a.png'],
		['Markdown', ['markdown', '/w/README.md', '/w/public/a.png', '/w'], undefined],
		['a document that is served itself', ['markup', '/w/public/a.html', '/w/public/a.png', '/w'], undefined],
		['an asset elsewhere', ['markup', '/w/index.html', '/w/assets/a.png', '/w'], undefined],
		['a namesake', ['markup', '/w/index.html', '/w/publicity/a.png', '/w'], undefined],
		['a folder further down', ['markup', '/w/index.html', '/w/src/public/a.png', '/w'], undefined],
		['no language', [undefined, '/w/a.txt', '/w/public/a.png', '/w'], undefined],
	];
	for (const [name, args, path] of cases) {
		test(`${name}: ${path ?? 'relative'}`, () => {
			assert.equal(siteRootPath(...args), path);
		});
	}
});

suite('importing an image', () => {
	const apply = (text: string, path: string) => {
		const { name, edit } = planImport(text, path);
		return [name, edit === undefined ? text : text.slice(0, edit.at) + edit.text + text.slice(edit.at)];
	};
	const cases: [name: string, text: string, path: string, imported: string, result: string][] = [
		['an empty module', '', 'hero.webp', 'hero', "import hero from './hero.webp';\n"],
		[
			'behind the other imports, with their quotes',
			'import a from "a";\nimport {\n\tb,\n} from "b";\n\nexport const x = 1;\n',
			'../img/hero-dark.webp',
			'heroDark',
			'import a from "a";\nimport {\n\tb,\n} from "b";\nimport heroDark from "../img/hero-dark.webp";\n\nexport const x = 1;\n',
		],
		[
			'behind a directive and the comment before it',
			"/* licence */\n'use client';\n\nfunction hero() {}\n",
			'hero.webp',
			'hero2',
			"/* licence */\n'use client';\nimport hero2 from './hero.webp';\n\nfunction hero() {}\n",
		],
		[
			'one that is imported already',
			"import fox from './fox.webp';\n",
			'fox.webp',
			'fox',
			"import fox from './fox.webp';\n",
		],
		[
			'line breaks of Windows',
			"import a from 'a';\r\n",
			'x.png',
			'x',
			"import a from 'a';\r\nimport x from './x.png';\r\n",
		],
		[
			'no line break at the end',
			"import a from 'a'",
			'x.png',
			'x',
			"import a from 'a'\nimport x from './x.png';\n",
		],
		[
			'a name without letters',
			'',
			'1200x630.png',
			'image1200x630',
			"import image1200x630 from './1200x630.png';\n",
		],
		['a word that names nothing', '', 'new.webp', 'imageNew', "import imageNew from './new.webp';\n"],
		['a name of another script', '', '여우.png', 'image', "import image from './여우.png';\n"],
	];
	for (const [name, text, path, imported, result] of cases) {
		test(name, () => {
			assert.deepEqual(apply(text, path), [imported, result]);
		});
	}
});
