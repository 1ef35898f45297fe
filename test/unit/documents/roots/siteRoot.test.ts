import assert from 'node:assert/strict';
import { planImport } from '../../../../src/core/documents/insert/planImport.ts';
import {
	habitualPath,
	pathFromRoot,
	servedPath,
	siteRootPath,
} from '../../../../src/core/documents/roots/siteRoot.ts';

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
		[
			'a package of a workspace',
			['script', '/w/packages/web/src/App.tsx', '/w/packages/web/public/hero.webp', '/w'],
			'/hero.webp',
		],
		[
			'another package',
			['script', '/w/packages/api/src/a.tsx', '/w/packages/web/public/a.png', '/w'],
			undefined,
		],
		[
			'a document that is served with its package',
			['script', '/w/public/web/src/a.tsx', '/w/public/web/static/a.png', '/w'],
			undefined,
		],
		[
			'a folder that is served with another',
			['script', '/w/a.tsx', '/w/public/static/a.png', '/w'],
			'/static/a.png',
		],
		[
			'a workspace folder of that name',
			['script', '/public/src/a.tsx', '/public/img/a.png', '/public'],
			undefined,
		],
		['Jinja', ['markup', '/w/app/base.jinja', '/w/static/a.png', '/w'], undefined],
		['Django', ['markup', '/w/app/base.html', '/w/static/a.png', '/w', 'django-html'], undefined],
		['Flask', ['markup', '/w/templates/blog/base.html', '/w/static/a.png', '/w', 'html'], undefined],
		['public beside templates', ['markup', '/w/templates/a.html', '/w/public/a.png', '/w', 'html'], '/a.png'],
		['Gatsby', ['script', '/w/src/templates/post.tsx', '/w/static/a.png', '/w', 'typescriptreact'], '/a.png'],
		['Hugo', ['markup', '/w/layouts/index.html', '/w/static/a.png', '/w', 'html'], '/a.png'],
		['no language', [undefined, '/w/a.txt', '/w/public/a.png', '/w'], undefined],
	];
	for (const [name, args, path] of cases) {
		test(`${name}: ${path ?? 'relative'}`, () => {
			assert.equal(siteRootPath(...args), path);
		});
	}
});

suite('links as a document writes its others', () => {
	const cases: [name: string, paths: string[], asset: string, path: string | undefined][] = [
		['from the root of the site', ['/assets/a.png'], '/w/static/assets/fox.png', '/assets/fox.png'],
		['further down', ['/assets/a.png', '/assets/b/a.png'], '/w/static/assets/b/fox.png', '/assets/b/fox.png'],
		['by an alias', ['@/img/a.png'], '/w/src/img/fox.png', '@/img/fox.png'],
		['above an alias', ['@/../img/a.png'], '/w/js/img/fox.png', '@/../img/fox.png'],
		['relative', ['../img/a.png'], '/w/static/img/fox.png', undefined],
		['mostly relative', ['/img/a.png', 'b.png', './c.png'], '/w/static/img/fox.png', undefined],
		['of another folder', ['/img/a.png'], '/w/static/assets/fox.png', undefined],
		['none', [], '/w/static/assets/fox.png', undefined],
	];
	for (const [name, paths, asset, path] of cases) {
		test(`${name}: ${path ?? 'no habit'}`, () => {
			assert.equal(habitualPath(paths, asset, '/w'), path);
		});
	}

	test('a page of a site has what the site serves, unless it is served with it', () => {
		const roots = [{ prefix: '/', folder: '/w/docs/public' }];
		assert.equal(servedPath('/w/docs/a.md', '/w/docs/public/img/fox.png', roots), '/img/fox.png');
		assert.equal(servedPath('/w/docs/public/a.md', '/w/docs/public/fox.png', roots), undefined);
		assert.equal(servedPath('/w/docs/a.md', '/w/docs/img/fox.png', roots), undefined);
	});

	test('posts are served elsewhere than where they are, but not what is beside them', () => {
		const roots = [{ prefix: '/', folder: '/w', why: 'Jekyll' }];
		assert.equal(servedPath('/w/_posts/a.md', '/w/img/fox.png', roots), '/img/fox.png');
		assert.equal(servedPath('/w/about/a.md', '/w/img/fox.png', roots), undefined);
		const others = [{ prefix: '/', folder: '/w', why: 'Sphinx' }];
		assert.equal(servedPath('/w/_parts/a.md', '/w/img/fox.png', others), undefined);
	});

	test('what is in the folder of the posts is not served there', () => {
		const roots = [{ prefix: '/', folder: '/w/source', why: 'Hexo' }];
		assert.equal(servedPath('/w/source/_posts/a.md', '/w/source/_posts/a/fox.png', roots), undefined);
		assert.equal(servedPath('/w/source/_posts/a.md', '/w/source/img/fox.png', roots), '/img/fox.png');
	});

	test('a document that begins with an underscore is no post', () => {
		const roots = [{ prefix: '/', folder: '/w', why: 'Jekyll' }];
		assert.equal(servedPath('/w/docs/_sidebar.md', '/w/docs/img/fox.png', roots), undefined);
	});

	test('posts of Jekyll have the path that the site is served at', () => {
		const at = { prefix: '/blog/', folder: '/w', project: '/w', why: 'base' };
		const roots = [at, { prefix: '/', folder: '/w', project: '/w', why: 'Jekyll' }];
		assert.equal(servedPath('/w/_posts/a.md', '/w/img/fox.png', roots), '/blog/img/fox.png');
		const others = [at, { prefix: '/', folder: '/w/static', project: '/w', why: 'Docusaurus' }];
		assert.equal(servedPath('/w/docs/a.md', '/w/static/img/fox.png', others), '/img/fox.png');
	});

	test('a post keeps to paths from its folder', () => {
		const roots = [{ prefix: '/', folder: '/w', why: 'Jekyll' }];
		const of = { family: 'markdown', languageId: 'markdown', roots } as const;
		const post = '/w/_posts/a.md';
		assert.equal(pathFromRoot({ ...of, paths: ['../img/a.png'] }, post, '/w/img/fox.png', '/w'), undefined);
		assert.equal(pathFromRoot({ ...of, paths: [] }, post, '/w/img/fox.png', '/w'), '/img/fox.png');
	});

	test('what shows no other Markdown, or is a script’s, is no site of a document', () => {
		const image = '/w/web/fox.png';
		const root = { prefix: '/', folder: '/w/web', project: '/w' };
		for (const why of ['Flutter', 'mdBook']) {
			assert.equal(servedPath('/w/docs/a.md', image, [{ ...root, why }]), undefined);
		}
		const copy = { ...root, prefix: '/art/', why: 'copy' };
		assert.equal(servedPath('/w/docs/a.md', image, [copy]), undefined);
		const site = { prefix: '/', folder: '/w/src', project: '/w', why: 'Eleventy' };
		assert.equal(servedPath('/w/docs/a.md', image, [copy, site]), '/art/fox.png');
	});

	test('components of Angular have what the site serves, from its root', () => {
		const roots = [
			{ prefix: '/', folder: '/w/src', why: 'Angular' },
			{ prefix: '/icons/', folder: '/w/src/art', why: 'angular.json' },
		];
		const of = { family: 'markup', languageId: 'html', paths: ['assets/a.png'], roots } as const;
		const template = '/w/src/app/a/a.component.html';
		assert.equal(pathFromRoot(of, template, '/w/src/assets/fox.png', '/w'), 'assets/fox.png');
		assert.equal(pathFromRoot(of, template, '/w/src/art/fox.png', '/w'), 'icons/fox.png');
		assert.equal(pathFromRoot(of, template, '/w/art/fox.png', '/w'), undefined);
		assert.equal(pathFromRoot(of, '/w/src/a.html', '/w/src/assets/fox.png', '/w'), undefined);
	});

	test('what is mounted is served below its own path', () => {
		const roots = [
			{ prefix: '/docs/', folder: '/w', why: 'base' },
			{ prefix: '/img/', folder: '/w/pics', why: 'Hugo' },
		];
		assert.equal(servedPath('/w/content/a.md', '/w/pics/fox.png', roots), '/img/fox.png');
	});

	test('what tells of the project is read without its site', () => {
		const root = { prefix: '/', folder: '/w/public', project: '/w', why: 'Next' };
		const press = { prefix: '/', folder: '/w/.vuepress/public', project: '/w', why: 'VuePress' };
		for (const name of ['README.md', 'readme.ko.md', 'CONTRIBUTING.md']) {
			assert.equal(servedPath(`/w/${name}`, '/w/public/fox.png', [root]), undefined);
			assert.equal(servedPath(`/w/docs/${name}`, '/w/public/fox.png', [root]), '/fox.png');
			assert.equal(servedPath(`/w/${name}`, '/w/.vuepress/public/fox.png', [press]), '/fox.png');
		}
		for (const name of ['contributing.md', 'support.md', 'changelog.md']) {
			assert.equal(servedPath(`/w/${name}`, '/w/public/fox.png', [root]), '/fox.png');
		}
	});
});

suite('importing an image', () => {
	const apply = (text: string, path: string) => {
		const { name, edit } = planImport(text, path);
		return [name, edit === undefined ? text : text.slice(0, edit.at) + edit.text + text.slice(edit.at)];
	};
	const cases: [name: string, text: string, path: string, imported: string, result: string][] = [
		['an empty module', '', 'hero.webp', 'hero', "import hero from './hero.webp';\n"],
		[
			'after the other imports, with their quotes',
			'import a from "a";\nimport {\n\tb,\n} from "b";\n\nexport const x = 1;\n',
			'../img/hero-dark.webp',
			'heroDark',
			'import a from "a";\nimport {\n\tb,\n} from "b";\nimport heroDark from "../img/hero-dark.webp";\n\nexport const x = 1;\n',
		],
		[
			'after a directive and the comment before it',
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
		[
			'a folder with a space and a quote, as bundlers read it',
			'',
			"my assets/it's 100%.webp",
			'itS100',
			"import itS100 from './my assets/it\\'s 100%.webp';\n",
		],
		[
			'a quote of the other kind',
			'import a from "a";\n',
			"it's.png",
			'itS',
			'import a from "a";\nimport itS from "./it\'s.png";\n',
		],
		[
			'an import with a comment after it, and one in a comment of a function',
			"import a from 'a'; // the first\n\nfunction f() {\n\t// copied from 'b'\n\treturn 1;\n}\n",
			'x.png',
			'x',
			"import a from 'a'; // the first\nimport x from './x.png';\n\nfunction f() {\n\t// copied from 'b'\n\treturn 1;\n}\n",
		],
		[
			'a comment of several lines after an import',
			"import a from 'a' /* one\ntwo */\nf();\n",
			'x.png',
			'x',
			"import a from 'a' /* one\ntwo */\nimport x from './x.png';\nf();\n",
		],
		[
			'comments in an import',
			"import { // from 'z'\n\ta, /* } from 'y' */\n} from 'a';\nf();\n",
			'x.png',
			'x',
			"import { // from 'z'\n\ta, /* } from 'y' */\n} from 'a';\nimport x from './x.png';\nf();\n",
		],
		[
			'every kind of import',
			"import 'a';\nimport b, { c } from 'b';\nimport * as d from 'd';\nimport type { E } from 'e';\nimport f = require('f');\nimport g = f.g;\nimport h from './h.json' with { type: 'json' };\nf();\n",
			'x.png',
			'x',
			"import 'a';\nimport b, { c } from 'b';\nimport * as d from 'd';\nimport type { E } from 'e';\nimport f = require('f');\nimport g = f.g;\nimport h from './h.json' with { type: 'json' };\nimport x from './x.png';\nf();\n",
		],
		[
			'what is no import, in code, strings, templates and elements',
			"import a from 'a';\nconst b = import('./b');\nconst c = `\nimport d from 'd';\n`;\nconst e = <p>\nimport f from 'f';\n</p>;\n/*\nimport g from 'g';\n*/\nimport.meta.url;\ndeclare module 'h' {\n\timport i from 'i';\n}\n",
			'x.png',
			'x',
			"import a from 'a';\nimport x from './x.png';\nconst b = import('./b');\nconst c = `\nimport d from 'd';\n`;\nconst e = <p>\nimport f from 'f';\n</p>;\n/*\nimport g from 'g';\n*/\nimport.meta.url;\ndeclare module 'h' {\n\timport i from 'i';\n}\n",
		],
		[
			'imports below code, and one of it',
			"import a from 'a';\nmock('a', () => ({}));\nimport b from 'b';\nconst c = 1;\n",
			'x.png',
			'x',
			"import a from 'a';\nmock('a', () => ({}));\nimport b from 'b';\nimport x from './x.png';\nconst c = 1;\n",
		],
		[
			'one below code that is imported already',
			"const c = 1;\nimport fox, { d } from './my fox.webp';\n",
			'my fox.webp',
			'fox',
			"const c = 1;\nimport fox, { d } from './my fox.webp';\n",
		],
		[
			'one that is imported as a type alone',
			"import type fox from './fox.webp';\n",
			'fox.webp',
			'fox2',
			"import type fox from './fox.webp';\nimport fox2 from './fox.webp';\n",
		],
		[
			'code on the line of an import',
			"import a from 'a'; import b from 'b'; f();\n",
			'x.png',
			'x',
			"import a from 'a'; import b from 'b';\nimport x from './x.png'; f();\n",
		],
		[
			'a shebang and directives, with their quotes',
			'#!/usr/bin/env node\n"use strict"; // always\n"use client"\n\nf();\n',
			'x.png',
			'x',
			'#!/usr/bin/env node\n"use strict"; // always\n"use client"\nimport x from "./x.png";\n\nf();\n',
		],
		[
			'a shebang alone',
			'#!/usr/bin/env node',
			'x.png',
			'x',
			"#!/usr/bin/env node\nimport x from './x.png';\n",
		],
		[
			'a string that is no directive',
			"'use x'.length;\n",
			'y.png',
			'y',
			"import y from './y.png';\n'use x'.length;\n",
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
