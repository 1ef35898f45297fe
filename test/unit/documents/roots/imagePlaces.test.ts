import assert from 'node:assert/strict';
import { parseRoots } from '../../../../src/core/documents/roots/rootSetting.ts';
import { checkPlaces as check, css, html, jsx, markdown, placesIn } from './tree.ts';

suite('where a path leads', () => {
	suite('an image that is there', () => {
		check([
			[
				'below a folder above, which is the site',
				{ 'docs/guide/page.md': markdown('/img/a.png', '/b.png'), 'docs/img/a.png': '', 'docs/b.png': '' },
				'docs/guide/page.md /img/a.png: is docs/img/a.png',
				'docs/guide/page.md /b.png: is docs/b.png',
			],
			[
				'in a site that is committed as it was built',
				{
					'build/a.png': '',
					'dist/img/b.png': '',
					'a/page.html': html('/build/a.png', '/build/c.png'),
					'dist/b/page.html': html('/img/b.png'),
				},
				'a/page.html /build/a.png: is build/a.png',
				'a/page.html /build/c.png: build/c.png',
				'dist/b/page.html /img/b.png: is dist/img/b.png',
			],
			[
				'in another language',
				{ 'docs/de/docs/page.md': markdown('/img/a.png'), 'docs/en/docs/img/a.png': '' },
				'docs/de/docs/page.md /img/a.png: is docs/en/docs/img/a.png',
			],
			[
				'in another language, with a package for each',
				{
					'site/de/page.md': markdown('/img/a.png'),
					'site/de/package.json': '',
					'site/en/package.json': '',
					'site/en/img/a.png': '',
				},
				'site/de/page.md /img/a.png: is site/en/img/a.png',
			],
			[
				'by the base that a page declares',
				{
					'site/docs/a.html': `<base href="/">${html('img/a.png', '../img/a.png')}`,
					'site/img/a.png': '',
				},
				'site/docs/a.html /img/a.png: is site/img/a.png',
				'site/docs/a.html /../img/a.png: is site/img/a.png',
			],
			[
				'nowhere, where a template fills in the base',
				{ 'a.html': `<base href="{% url 'home' %}">${html('a.png', '/b.png')}` },
				'a.html /b.png: b.png',
			],
			[
				'on the site, where the base is its address',
				{ 'public/x': '', 'a.html': `<base href="{{ site.baseurl }}/">${html('img/a.png')}` },
				'a.html /img/a.png: public/img/a.png',
			],
			['nowhere, where the base is elsewhere', { 'a.html': `<base href="https://x.org/">${html('a.png')}` }],
			[
				'of Angular, from the folder that is served',
				{
					'angular.json': '',
					'src/app/a.component.html': html('assets/a.png', '../assets/a.png', '/assets/a.png'),
					'src/assets/a.png': '',
				},
				'src/app/a.component.html assets/a.png: is src/assets/a.png',
				'src/app/a.component.html ../assets/a.png: is src/assets/a.png',
				'src/app/a.component.html /assets/a.png: is src/assets/a.png',
			],
			[
				'of a component, without a slash',
				{
					'src/views/A.vue': `<template>${html('a.png', 'img/b.png')}</template>`,
					'public/a.png': '',
					'public/img/b.png': '',
				},
				'src/views/A.vue a.png: is public/a.png',
				'src/views/A.vue img/b.png: is public/img/b.png',
			],
			[
				'of Sass, from the stylesheet that imports the partial',
				{
					'src/scss/main.scss': '',
					'src/scss/parts/_top.scss': css('../assets/a.png', '../b.png'),
					'src/assets/a.png': '',
					'src/b.png': '',
				},
				'src/scss/parts/_top.scss ../assets/a.png: is src/assets/a.png',
				'src/scss/parts/_top.scss ../b.png: is src/b.png',
			],
			[
				'of MkDocs, from the page',
				{
					'mkdocs.yml': '',
					'docs/setup/page.md': html('../../a.png'),
					'docs/setup/index.md': html('../a.png'),
					'docs/a.png': '',
				},
				'docs/setup/page.md ../../a.png: is docs/a.png',
				'docs/setup/index.md ../a.png: is docs/a.png',
			],
			[
				'after what stands for the address of the site',
				{
					'src/app.html': html('%sveltekit.assets%/a.png', '%PUBLIC_URL%/a.png', '{{ site.baseurl }}/a.png'),
					'static/a.png': '',
				},
				'src/app.html /a.png: is static/a.png',
				'src/app.html /a.png: is static/a.png',
				'src/app.html /a.png: is static/a.png',
			],
			[
				'outside of the folder that is served',
				{ 'index.html': html('/img/a.png'), 'public/x': '', 'art/img/a.png': '' },
				'index.html /img/a.png: is art/img/a.png',
			],
			[
				'that a filter or a variable puts after the address of the site',
				{
					'_config.yml': '',
					'_posts/a.md':
						markdown('{{ "/img/a.png" | relative_url }}') +
						html("{{ 'img/b.png' | absolute_url }}", "{{ 'https://example.com/c.png' | absolute_url }}"),
					'src/a.svelte': html('{base}/img/a.png', '{other}/img/a.png'),
					'img/a.png': '',
				},
				'_posts/a.md /img/a.png: is img/a.png',
				'_posts/a.md /img/b.png: img/b.png',
				'src/a.svelte /img/a.png: is img/a.png',
			],
			[
				'below the path that a page or a configuration says its site is served at',
				{
					'public/index.html': `<base href="/app/">${html('img/a.png', 'img/b.png')}`,
					'public/img/a.png': '',
					'next.config.js': "module.exports = { basePath: '/app' };",
					'pages/a.jsx': jsx('/app/img/a.png'),
				},
				'public/index.html /app/img/a.png: is public/img/a.png',
				'public/index.html /app/img/b.png: public/img/b.png',
				'pages/a.jsx /app/img/a.png: is public/img/a.png',
			],
			[
				'in the folders that a configuration names',
				{
					'web/vite.config.ts': "export default { root: 'client', publicDir: '../shared' };",
					'web/client/index.html': html('/a.png', '/src/b.png'),
					'web/shared/a.png': '',
					'web/client/src/b.png': '',
					'nuxt/nuxt.config.ts': "export default defineNuxtConfig({ srcDir: 'client/' });",
					'nuxt/client/pages/a.vue': `<template>${html('~/img/a.png', '@/img/b.png')}</template>`,
					'nuxt/client/img/a.png': '',
				},
				'web/client/index.html /a.png: is web/shared/a.png',
				'web/client/index.html /src/b.png: is web/client/src/b.png',
				'nuxt/client/pages/a.vue ~/img/a.png: is nuxt/client/img/a.png',
				'nuxt/client/pages/a.vue @/img/b.png: nuxt/client/img/b.png',
			],
			[
				'after a subpath that a package imports of itself',
				{
					'package.json': '{ "imports": { "#img/*": "./lib/img/*" } }',
					'lib/a.js': "import a from '#img/a.png'; import b from '#img/b.png';",
					'lib/img/a.png': '',
				},
				'lib/a.js #img/a.png: is lib/img/a.png',
				'lib/a.js #img/b.png: lib/img/b.png',
			],
			[
				'of a package, which is made nowhere',
				{ 'a.html': html('node_modules/x/a.png', 'img/b.png') },
				'a.html node_modules/x/a.png: nowhere',
				'a.html img/b.png: img/b.png',
			],
			[
				'in a front matter, from the root of the site',
				{ '_config.yml': '', '_posts/a.md': '---\nimage: img/a.png\n---\n', 'img/a.png': '' },
				'_posts/a.md img/a.png: is img/a.png',
			],
			[
				'in a front matter, by a name that a theme knows',
				{ 'content/a.md': '---\nimage: a.png\n---\n', 'static/img/sponsors/a.png': '' },
				'content/a.md a.png: is static/img/sponsors/a.png',
			],
			[
				'of Metro, in another density or for one system',
				{
					'src/a.js': "require('./img/a.png'); require('./img/b.png'); require('./img/c.png');",
					'src/img/a@2x.png': '',
					'src/img/b.ios.png': '',
					'src/img/cc@2x.png': '',
				},
				'src/a.js ./img/a.png: is src/img/a@2x.png',
				'src/a.js ./img/b.png: is src/img/b.ios.png',
				'src/a.js ./img/c.png: src/img/c.png',
			],
			[
				'of Grav, in another density',
				{
					'pages/02.content/07.media/docs.md': markdown('a.png?sizes=80vw', 'b.png'),
					'pages/02.content/07.media/a@2x.png': '',
					'pages/content/docs.md': markdown('a.png'),
					'pages/content/a@2x.png': '',
				},
				'pages/02.content/07.media/docs.md a.png: is pages/02.content/07.media/a@2x.png',
				'pages/02.content/07.media/docs.md b.png: pages/02.content/07.media/b.png',
				'pages/content/docs.md a.png: pages/content/a.png',
			],
			[
				'of the folder that a page is made into, where there is a makefile',
				{
					'site/Makefile': '',
					'site/doc/a.html': html('../a.png', 'b.png', '../c.png'),
					'site/doc/a.png': '',
					'site/doc/a/b.png': '',
					'site/doc/index.html': html('../a.png'),
					'other/package.json': '',
					'other/doc/a.html': html('../d.png'),
					'other/doc/d.png': '',
				},
				'site/doc/a.html ../a.png: is site/doc/a.png',
				'site/doc/a.html b.png: site/doc/b.png',
				'site/doc/a.html ../c.png: site/doc/c.png',
				'site/doc/index.html ../a.png: site/a.png',
				'other/doc/a.html ../d.png: other/d.png',
			],
			[
				'after an alias that is declared',
				{
					'tsconfig.json': '{ "extends": "./base" }',
					'base.json':
						'{ /* a */ "compilerOptions": { "baseUrl": ".", "paths": { "#img/*": ["./client/img/*"], }, } }',
					'client/a.ts': "import a from '#img/a.png'; import b from 'client/img/a.png';",
					'client/img/a.png': '',
				},
				'client/a.ts #img/a.png: is client/img/a.png',
				'client/a.ts client/img/a.png: is client/img/a.png',
			],
			[
				'after the alias of a bundler',
				{
					'vite.config.ts':
						"export default { resolve: { alias: { '@': path.resolve(__dirname, 'client') } } }",
					'client/App.vue': `<template>${html('@/a.png')}</template>`,
					'client/a.png': '',
				},
				'client/App.vue @/a.png: is client/a.png',
			],
			[
				'next to the page that it is given to, where those of the other pages are',
				{
					'gatsby-config.js': '',
					'static/x.png': '',
					'content/a/index.md': '---\ncover: a.png\n---\n',
					'content/a/a.png': '',
					'content/b/index.md': '---\ncover: b.png\n---\n',
					'content/c.md': '---\ncover: c.png\n---\n',
				},
				'content/a/index.md a.png: is content/a/a.png',
				'content/b/index.md b.png: content/b/b.png',
				'content/c.md c.png: static/c.png',
			],
			[
				'in a folder with the name of the page that it is given to',
				{
					...Object.fromEntries(
						['a', '2024-01-02-b', 'c/index', 'd', 'e'].map(name => [
							`src/blog/${name}.md`,
							'---\ncover: top.png\n---\n',
						]),
					),
					'static/img/a/top.png': '',
					'static/img/b/top.png': '',
					'static/img/c/top.png': '',
					'static/img/d/top.png': '',
					'static/x.png': '',
				},
				'src/blog/a.md top.png: is static/img/a/top.png',
				'src/blog/2024-01-02-b.md top.png: is static/img/b/top.png',
				'src/blog/c/index.md top.png: is static/img/c/top.png',
				'src/blog/d.md top.png: is static/img/d/top.png',
				'src/blog/e.md top.png: static/img/e/top.png',
			],
			[
				'after the path that a site is served at',
				{
					'docusaurus.config.js': "module.exports = { baseUrl: '/project/' };",
					'docs/a.md': markdown('/project/a.png'),
					'static/a.png': '',
				},
				'docs/a.md /project/a.png: is static/a.png',
			],
			[
				'of a site beside its documents',
				{
					'website/docusaurus.config.js': '',
					'website/package.json': '',
					'docs/a.md': markdown('/img/a.png'),
					'website/static/img/a.png': '',
				},
				'docs/a.md /img/a.png: is website/static/img/a.png',
			],
			[
				'in the folder that a configuration names',
				{
					'docusaurus.config.js': "module.exports = { staticDirectories: ['files', 'public'] };",
					'mkdocs.yml': 'docs_dir: manual # there\n',
					'manual/b/c.md': markdown('/b.png'),
					'docs/a.md': markdown('/a.png'),
					'files/a.png': '',
					'manual/b.png': '',
				},
				'manual/b/c.md /b.png: is manual/b.png',
				'docs/a.md /a.png: is files/a.png',
			],
		]);
	});

	suite('an image that is not', () => {
		check([
			[
				'what is built stands for nothing',
				{ 'page.html': html('/img/a.png'), 'dist/img/a.png': '', 'dist/theme/a.css': css('img/a.png') },
				'page.html /img/a.png: img/a.png',
				'dist/theme/a.css img/a.png: dist/theme/img/a.png',
			],
			[
				'neither does what another application has',
				{
					'apps/a/package.json': '',
					'apps/a/index.html': html('/img/a.png', 'img/b.png'),
					'apps/b/package.json': '',
					'apps/b/img/a.png': '',
					'apps/b/img/b.png': '',
				},
				'apps/a/index.html /img/a.png: apps/a/img/a.png',
				'apps/a/index.html img/b.png: apps/a/img/b.png',
			],
			[
				'nor a name alone, or half of a folder’s name',
				{ 'index.html': html('/a.png', '/img/b.png'), 'other/a.png': '', 'x/bigimg/b.png': '' },
				'index.html /a.png: a.png',
				'index.html /img/b.png: img/b.png',
			],
			[
				'nor one elsewhere, where the others are beside the document',
				{
					'a/page.md': markdown('./img/a.png', './img/b.png'),
					'a/img/a.png': '',
					'b/img/b.png': '',
				},
				'a/page.md ./img/a.png: is a/img/a.png',
				'a/page.md ./img/b.png: a/img/b.png',
			],
			[
				'a package has its public folder',
				{ 'apps/web/public/x': '', 'public/x': '', 'apps/web/src/A.tsx': '<img src="/a.png" />' },
				'apps/web/src/A.tsx /a.png: apps/web/public/a.png',
			],
			[
				'below a dot folder',
				{ 'README.md': markdown('.github/assets/a.png') },
				'README.md .github/assets/a.png: .github/assets/a.png',
			],
			[
				'an undeclared alias, with siblings and without',
				{
					'lib/a.vue': `<template>${html('@img/icons/a.png', '@b/b.png')}</template>`,
					'lib/pictures/icons/x.png': '',
				},
				'lib/a.vue @img/icons/a.png: lib/pictures/icons/a.png',
				'lib/a.vue @b/b.png: nowhere',
			],
			[
				'a package’s own file',
				{ 'a.ts': "import a from '@scope/package/a.png';" },
				'a.ts @scope/package/a.png: nowhere',
			],
		]);
	});

	suite('a new image', () => {
		check([
			[
				'lies where the document’s others do',
				{
					'public/x': '',
					'docs/guide/a.md': markdown('/img/a.png', '/img/b.png'),
					'docs/img/a.png': '',
				},
				'docs/guide/a.md /img/a.png: is docs/img/a.png',
				'docs/guide/a.md /img/b.png: docs/img/b.png',
			],
			[
				'lies where those of other documents do',
				{
					'docs/a.md': markdown('/img/a.png'),
					'docs/b.md': markdown('/img/b.png'),
					'theme/files/img/a.png': '',
				},
				'docs/a.md /img/a.png: is theme/files/img/a.png',
				'docs/b.md /img/b.png: theme/files/img/b.png',
			],
			[
				'lies beside those of its folder, where a prefix has two',
				{
					'a.html': html('/img/a.png', '/icons/b.png', '/icons/c.png', '/img/d.png'),
					'one/img/a.png': '',
					'two/icons/b.png': '',
				},
				'a.html /img/a.png: is one/img/a.png',
				'a.html /icons/b.png: is two/icons/b.png',
				'a.html /icons/c.png: two/icons/c.png',
				'a.html /img/d.png: one/img/d.png',
			],
			[
				'of MkDocs in HTML is relative to the page',
				{
					'mkdocs.yml': '',
					'docs/setup/page.md': html('../../assets/a.png'),
					'docs/setup/b.md': markdown('../assets/b.png'),
				},
				'docs/setup/page.md ../../assets/a.png: docs/assets/a.png',
				'docs/setup/b.md ../assets/b.png: docs/assets/b.png',
			],
			[
				'of a partial of Sass is relative to the stylesheet',
				{ 'src/scss/main.scss': '', 'src/scss/parts/_top.scss': css('../img/a.png') },
				'src/scss/parts/_top.scss ../img/a.png: src/img/a.png',
			],
			[
				'of nothing evident',
				{ 'docs/a/b.md': markdown('/img/a.png'), 'x.md': markdown('/img/a.png') },
				'docs/a/b.md /img/a.png: img/a.png ?',
				'x.md /img/a.png: img/a.png',
			],
			[
				'of a template that is part of other pages',
				{ '_includes/a.html': html('img/a.png') },
				'_includes/a.html img/a.png: _includes/img/a.png ?',
			],
		]);

		const conventions: readonly (readonly [
			name: string,
			mark: string,
			document: string,
			path: string,
			place: string,
		])[] = [
			['Docusaurus', 'docusaurus.config.ts', 'docs/a.md', '/a.png', 'static/a.png'],
			['Docusaurus by its alias', 'docusaurus.config.ts', 'docs/a.mdx', '@site/static/a.png', 'static/a.png'],
			['VitePress', 'docs/.vitepress/x', 'docs/a.md', '/a.png', 'docs/public/a.png'],
			['VuePress', 'docs/.vuepress/x', 'docs/a.md', '/a.png', 'docs/.vuepress/public/a.png'],
			['a theme of MkDocs', 'mkdocs.yml', 'look/a.html', '/img/a.png', 'look/img/a.png'],
			['MkDocs', 'mkdocs.yml', 'docs/a.md', '/a.png', 'docs/a.png'],
			['Hugo', 'layouts/x', 'content/a.md', '/a.png', 'static/a.png'],
			['Hexo', 'scaffolds/x', 'source/_posts/a.md', '/a.png', 'source/a.png'],
			['Jekyll', '_config.yml', '_posts/a.md', '/a.png', 'a.png'],
			['Mintlify', 'docs/docs.json', 'docs/b/a.mdx', '/a.png', 'docs/a.png'],
			['Sphinx', 'docs/conf.py', 'docs/b/a.md', '/a.png', 'docs/a.png'],
			['Next', 'next.config.mjs', 'app/page.tsx', '/a.png', 'public/a.png'],
			['Nuxt', 'nuxt.config.ts', 'pages/a.vue', '/a.png', 'public/a.png'],
			['SvelteKit', 'svelte.config.js', 'src/routes/a.svelte', '/a.png', 'static/a.png'],
			['SvelteKit’s library', 'svelte.config.js', 'src/routes/a.svelte', '$lib/a.png', 'src/lib/a.png'],
			['Gatsby', 'gatsby-config.js', 'src/pages/a.jsx', '/a.png', 'static/a.png'],
			['Astro', 'astro.config.mjs', 'src/pages/a.astro', '/a.png', 'public/a.png'],
			['Angular', 'angular.json', 'src/app/a.component.html', '/a.png', 'src/a.png'],
			['Vite', 'vite.config.js', 'src/a.vue', '/a.png', 'public/a.png'],
			['Phoenix', 'mix.exs', 'lib/web/a.html', '/a.png', 'priv/static/a.png'],
			['Rails', 'app/x', 'app/views/a.html', '/assets/a.png', 'app/assets/images/a.png'],
			['Laravel', 'artisan', 'resources/js/a.vue', '/a.png', 'public/a.png'],
			['Django', 'manage.py', 'shop/templates/a.html', '/static/a.png', 'static/a.png'],
			['ASP.NET', 'wwwroot/x', 'Views/Home/a.html', '/a.png', 'wwwroot/a.png'],
			['Maven', 'pom.xml', 'src/main/resources/templates/a.html', '/a.png', 'src/main/webapp/a.png'],
		];
		const besides: Readonly<Record<string, string>> = {
			Hugo: 'hugo.toml',
			Hexo: '_config.yml',
			Rails: 'Gemfile',
			Mintlify: 'docs/index.mdx',
			'a theme of MkDocs': 'look/mkdocs_theme.yml',
		};
		for (const [name, mark, document, path, place] of conventions) {
			test(`of ${name}`, async () => {
				const text =
					document.endsWith('md') || document.endsWith('mdx') ? markdown(path) : `<img src="${path}" />`;
				const vue = document.endsWith('vue') ? `<template>${text}</template>` : text;
				const project = { [mark]: '', [besides[name] ?? mark]: '', [document]: vue };
				assert.deepEqual(await placesIn(project), [`${document} ${path}: ${place}`]);
			});
		}

		test('is in the site of its document, whatever the pages of another site show', async () => {
			const project = {
				'package.json': '{}',
				'guide/docs.json': '{}',
				'guide/a.mdx': markdown('/media/a.png'),
				'guide/media/a.png': '',
				'app/svelte.config.js': '',
				'app/src/routes/+page.svelte': '<img src="/media/b.png">',
				'app/src/app.html': '<img src="%sveltekit.assets%/media/c.png">',
			};
			assert.deepEqual(await placesIn(project), [
				'guide/a.mdx /media/a.png: is guide/media/a.png',
				'app/src/routes/+page.svelte /media/b.png: app/static/media/b.png',
				'app/src/app.html /media/c.png: app/static/media/c.png',
			]);
		});

		test('of the styles of a Razor component is at the root of the site, where they are bundled', async () => {
			const project = {
				'wwwroot/chat.png': '',
				'Components/Chat.razor.css': '.a { background: url("chat.png") } .b { background: url("new.png") }',
			};
			assert.deepEqual(await placesIn(project), [
				'Components/Chat.razor.css chat.png: is wwwroot/chat.png',
				'Components/Chat.razor.css new.png: wwwroot/new.png',
			]);
		});

		test('of a site with a folder of its own is not served from that of another site', async () => {
			const project = {
				'a/wwwroot/index.html': '<link rel="icon" href="favicon.png"><img src="/img/x.png">',
				'b/wwwroot/favicon.png': '',
				'b/wwwroot/img/x.png': '',
				'c/index.html': '<img src="/img/x.png">',
			};
			assert.deepEqual(await placesIn(project), [
				'a/wwwroot/index.html favicon.png: a/wwwroot/favicon.png',
				'a/wwwroot/index.html /img/x.png: a/wwwroot/img/x.png',
				'c/index.html /img/x.png: is b/wwwroot/img/x.png',
			]);
		});

		test('is next to the images that a relative path of a component leads to', async () => {
			const component = '<StaticImage src="../images/a.png" alt="a" />';
			const project = {
				'gatsby-config.js': '',
				'static/favicon.ico': '',
				'src/images/icon.png': '',
				'src/components/bio.js': `export const Bio = () => ${component};`,
			};
			assert.deepEqual(await placesIn(project), ['src/components/bio.js ../images/a.png: src/images/a.png']);
		});

		test('lies where the user says, even if Git ignores that', async () => {
			const project = { '.gitignore': 'made/\n', 'a.md': markdown('/a.png', 'made/b.png') };
			assert.deepEqual(await placesIn(project, parseRoots({ '/': ['made'] })), [
				'a.md /a.png: made/a.png',
				'a.md made/b.png: nowhere',
			]);
		});

		test('lies where the user says', async () => {
			const project = { 'docs/a.md': markdown('/a.png', '@img/b.png', 'c.png'), 'static/x.png': '' };
			const roots = parseRoots({ '/': ['website/static'], '@img/': ['art', '../out'], '': 3 });
			assert.deepEqual(roots, {});
			assert.deepEqual(
				await placesIn(project, parseRoots({ '/': ['website/static'], '@img/': ['art', '../out'] })),
				[
					'docs/a.md /a.png: website/static/a.png',
					'docs/a.md @img/b.png: art/b.png',
					'docs/a.md c.png: docs/c.png',
				],
			);
		});
	});
});
