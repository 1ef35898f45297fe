import { checkPlaces, css, html, jsx, markdown } from './tree.ts';

suite('where a path leads, but for its own folder', () => {
	suite('an image that is there', () => {
		checkPlaces([
			[
				'in the theme that MkDocs lays over the pages',
				{
					'mkdocs.yml': 'docs_dir: docs\ntheme:\n  name: material\n  custom_dir: look\n',
					'docs/guide/a.md': markdown('../img/a.png', '../img/b.png', '/c.png'),
					'docs/img/a.png': '',
					'look/img/b.png': '',
					'look/c.png': '',
				},
				'docs/guide/a.md ../img/a.png: is docs/img/a.png',
				'docs/guide/a.md ../img/b.png: is look/img/b.png',
				'docs/guide/a.md /c.png: is look/c.png',
			],
			[
				'of a second site of MkDocs, in the theme of both',
				{
					'mkdocs.yml': '',
					'mkdocs.news.yml': 'docs_dir: "news"\ntheme:\n  custom_dir: look\n',
					'news/posts/a.md': markdown('../img/a.png'),
					'look/img/a.png': '',
				},
				'news/posts/a.md ../img/a.png: is look/img/a.png',
			],
			[
				'of Hugo, relative to the first page of a language',
				{ 'hugo.toml': '', 'content/de/_index.html': html('a.png'), 'static/a.png': '' },
				'content/de/_index.html a.png: is static/a.png',
			],
			[
				'of Xcode, which puts all resources into one folder',
				{ 'App/Base.lproj/Main.html': html('../Icon.png'), 'App/Resources/Icon.png': '' },
				'App/Base.lproj/Main.html ../Icon.png: is App/Resources/Icon.png',
			],
			[
				'of another part of a scaffold',
				{
					'parts/router/template/src/views/A.vue': `<template>${html('../img/a.png')}</template>`,
					'parts/router/package.json': '',
					'parts/base/package.json': '',
					'parts/base/template/src/img/a.png': '',
				},
				'parts/router/template/src/views/A.vue ../img/a.png: is parts/base/template/src/img/a.png',
			],
			[
				'of the other half of an exercise',
				{
					'lesson/app-b/src/A.svelte': html('./a.png'),
					'lesson/app-a/src/a.png': '',
					'task/solution/B.html': html('b.png', 'c.png'),
					'task/start/b.png': '',
					'task/other/c.png': '',
				},
				'lesson/app-b/src/A.svelte ./a.png: is lesson/app-a/src/a.png',
				'task/solution/B.html b.png: is task/start/b.png',
				'task/solution/B.html c.png: task/solution/c.png',
			],
			[
				'above the template that its document is made from, but for a name alone',
				{
					'make/template/package.json': '',
					'make/template/README.markdown': markdown('./logo.png', './site/a.png', 'b.png'),
					'logo.png': '',
					'site/a.png': '',
					'art/b.png': '',
				},
				'make/template/README.markdown ./logo.png: make/template/logo.png',
				'make/template/README.markdown ./site/a.png: is site/a.png',
				'make/template/README.markdown b.png: make/template/b.png',
			],
			[
				'at the path that the site is published at',
				{
					'site/config.toml': 'baseURL = "https://example.com/book"\n',
					'site/content/a.md': html('/book/a.png', '/book/b.png', '/books/a.png'),
					'site/static/a.png': '',
				},
				'site/content/a.md /book/a.png: is site/static/a.png',
				'site/content/a.md /book/b.png: site/static/b.png',
				'site/content/a.md /books/a.png: site/static/books/a.png',
			],
			[
				'at the path of its site, which the author of a package and folders of that name do not state',
				{
					'one/package.json':
						'{ "homepage": "https://foo.dev/one/", "author": { "url": "https://foo.dev/blog/" } }',
					'one/next.config.js': '',
					'one/public/logo.png': '',
					'one/a.html': html('/one/logo.png', '/blog/logo.png'),
					'two/package.json': '{ "homepage": "https://foo.dev/docs" }',
					'two/next.config.js': '',
					'two/public/docs/images/a.png': '',
					'two/public/images/new.png': '',
					'two/a.html': html('/docs/images/new.png', '/docs/other/new.png'),
					'three/hugo.toml': '[[menu.main]]\nurl = "https://foo.dev/posts"\n',
					'three/static/a.png': '',
					'three/content/a.md': html('/posts/a.png'),
				},
				'one/a.html /one/logo.png: is one/public/logo.png',
				'one/a.html /blog/logo.png: one/public/blog/logo.png',
				'two/a.html /docs/images/new.png: two/public/docs/images/new.png',
				'two/a.html /docs/other/new.png: two/public/docs/other/new.png',
				'three/content/a.md /posts/a.png: three/static/posts/a.png',
			],
			[
				'of Pelican, next to its pages',
				{
					'pelicanconf.py': "PATH = 'pages'\n",
					'pages/favicon.ico': '',
					'theme/static/x.png': '',
					'theme/templates/base.html': html(
						'/favicon.ico',
						'{{ SITEURL }}/theme/x.png',
						'{{ SITEURL }}/icon.png',
					),
				},
				'theme/templates/base.html /favicon.ico: is pages/favicon.ico',
				'theme/templates/base.html /theme/x.png: is theme/static/x.png',
			],
			[
				'where all documents near it have theirs, whatever those further away do',
				{
					'hugo.toml': '',
					'data/people/a.md': '---\nimage: a.png\n---\n',
					'data/people/b.md': '---\nimage: b.png\n---\n',
					'data/people/c.md': '---\nimage: c.png\n---\n',
					'data/people/d.md': '---\nimage: d.png\n---\n',
					'data/shows/e.md': '---\nimage: e.png\n---\n',
					'data/shows/f.md': '---\nimage: f.png\n---\n',
					'data/x.md': '---\nimage: g.png\n---\n',
					...Object.fromEntries(
						['people/a', 'people/b', 'people/c', 'people/d', 'shows/e', 'shows/f', 'icons/g', 'people/g'].map(
							name => [`art/${name}.png`, ''],
						),
					),
				},
				'data/people/a.md a.png: is art/people/a.png',
				'data/people/b.md b.png: is art/people/b.png',
				'data/people/c.md c.png: is art/people/c.png',
				'data/people/d.md d.png: is art/people/d.png',
				'data/shows/e.md e.png: is art/shows/e.png',
				'data/shows/f.md f.png: is art/shows/f.png',
				'data/x.md g.png: is art/people/g.png',
			],
			[
				'in a folder that another package serves by its name',
				{
					'parts/a/package.json': '',
					'parts/a/src/A.vue': `<template>${html('/public/a.png', '/public/b.png')}</template>`,
					'parts/b/package.json': '',
					'parts/b/ui-public/a.png': '',
					'parts/c/package.json': '',
					'parts/c/republic/b.png': '',
				},
				'parts/a/src/A.vue /public/a.png: is parts/b/ui-public/a.png',
				'parts/a/src/A.vue /public/b.png: public/b.png ?',
			],
			[
				'of Angular, at the path that it is copied to',
				{
					'angular.json': JSON.stringify({
						projects: {
							a: { architect: { build: { options: { assets: [{ input: 'art', output: '/img/' }] } } } },
						},
					}),
					'src/app/a.component.html': html('/img/a.png'),
					'art/a.png': '',
				},
				'src/app/a.component.html /img/a.png: is art/a.png',
			],
		]);
	});

	suite('an image of something else', () => {
		checkPlaces([
			[
				'that another version of the document has',
				{
					'docs/v1/guide/a.md': markdown('../img/a.png'),
					'docs/v2/guide/a.md': markdown('../img/a.png'),
					'docs/v2/img/a.png': '',
				},
				'docs/v1/guide/a.md ../img/a.png: docs/v1/img/a.png',
				'docs/v2/guide/a.md ../img/a.png: is docs/v2/img/a.png',
			],
			[
				'that the folder of the document’s others lacks',
				{
					'text/a.md': markdown('img/a.png', 'img/b.png', 'img/c.png'),
					'old/src/img/c.png': '',
					'src/img/a.png': '',
					'src/img/b.png': '',
				},
				'text/a.md img/a.png: is src/img/a.png',
				'text/a.md img/b.png: is src/img/b.png',
				'text/a.md img/c.png: src/img/c.png',
			],
			[
				'that the folder of all other documents lacks',
				{
					...Object.fromEntries(
						['a', 'b', 'c', 'd', 'e'].flatMap(name => [
							[`docs/${name}.md`, markdown(`/shots/${name}.png`)],
							[name === 'e' ? 'art/shots/e.png' : `docs/public/shots/${name}.png`, ''],
						]),
					),
					'docs/.vitepress/x': '',
				},
				'docs/a.md /shots/a.png: is docs/public/shots/a.png',
				'docs/b.md /shots/b.png: is docs/public/shots/b.png',
				'docs/c.md /shots/c.png: is docs/public/shots/c.png',
				'docs/d.md /shots/d.png: is docs/public/shots/d.png',
				'docs/e.md /shots/e.png: docs/public/shots/e.png',
			],
			[
				'whose name is given in another bundle',
				{
					'content/a/index.md': '---\ncover: ./cover.png\n---\n',
					'content/b/cover.png': '',
				},
				'content/a/index.md ./cover.png: content/a/cover.png',
			],
			[
				'of a bundle of Hugo, whatever other pages have from the site',
				{
					'hugo.toml': '',
					'content/a.md': '{{< figure src="images/a.png" >}}\n\n![](images/b.png)',
					'content/b/index.md': '{{< figure src="c.png" >}}\n\n![](d.png)',
					'content/d/index.md': '{{< figure src="images/e.png" >}}',
					'static/x.png': '',
					'static/images/a.png': '',
					'static/images/b.png': '',
				},
				'content/a.md images/a.png: is static/images/a.png',
				'content/a.md images/b.png: is static/images/b.png',
				'content/b/index.md c.png: content/b/c.png',
				'content/b/index.md d.png: content/b/d.png',
				'content/d/index.md images/e.png: static/images/e.png',
			],
			[
				'that another page has, or the front matter of one of Quarto',
				{
					'gatsby-config.js': '',
					'content/a/index.md': markdown('/a.png', '/b.png'),
					'content/a/a.png': '',
					'content/b/index.md': markdown('/a.png'),
					'book/_quarto.yml': '',
					'book/a/index.qmd': '---\nimage: c.png\n---\n',
					'book/b/c.png': '',
					'book/x.png': '',
				},
				'content/a/index.md /a.png: is content/a/a.png',
				'content/a/index.md /b.png: content/a/b.png',
				'content/b/index.md /a.png: content/b/a.png',
				'book/a/index.qmd c.png: book/a/c.png',
			],
			[
				'that another language has, where nothing puts that in its place',
				{
					'de/a.md': markdown('img/a.png', 'img/b.png'),
					'de/b.md': markdown('art/c.png'),
					'de/img/a.png': '',
					'en/img/b.png': '',
					'en/a.md': '',
					'en/b.md': '',
					'en/art/c.png': '',
					'fr/a.md': markdown('img/b.png', 'img/c.png'),
					'site/hugo.toml': '',
					'site/content/de/a.md': markdown('img/a.png', 'img/b.png'),
					'site/content/de/img/a.png': '',
					'site/content/en/img/b.png': '',
				},
				'de/a.md img/a.png: is de/img/a.png',
				'de/a.md img/b.png: de/img/b.png',
				'de/b.md art/c.png: de/art/c.png',
				'fr/a.md img/b.png: is en/img/b.png',
				'fr/a.md img/c.png: en/img/c.png',
				'site/content/de/a.md img/a.png: is site/content/de/img/a.png',
				'site/content/de/a.md img/b.png: is site/content/en/img/b.png',
			],
			[
				'that another language has in a site of its own, or another document of that name',
				{
					'en/mkdocs.yml': '',
					'en/docs/a.md': markdown('img/a.png', 'a/b.png'),
					'en/docs/img/a.png': '',
					'ja/mkdocs.yml': '',
					'ja/docs/a.md': markdown('a/b.png'),
					'ja/docs/a/b.png': '',
					'ru/mkdocs.yml': '',
					'ru/docs/a.md': markdown('a/b.png'),
					'versions/5/a/index.md': markdown('_index/c.png', '../d.png'),
					'versions/5/a/_index/c.png': '',
					'versions/5/d.png': '',
					'main/a/index.md': markdown('_index/c.png', '../d.png'),
					'.parts/a/index.md': markdown('_index/c.png'),
				},
				'en/docs/a.md img/a.png: is en/docs/img/a.png',
				'en/docs/a.md a/b.png: en/docs/a/b.png',
				'ja/docs/a.md a/b.png: is ja/docs/a/b.png',
				'ru/docs/a.md a/b.png: is ja/docs/a/b.png',
				'versions/5/a/index.md _index/c.png: is versions/5/a/_index/c.png',
				'versions/5/a/index.md ../d.png: is versions/5/d.png',
				'main/a/index.md _index/c.png: main/a/_index/c.png',
				'main/a/index.md ../d.png: main/d.png',
				'.parts/a/index.md _index/c.png: is versions/5/a/_index/c.png',
			],
			[
				'that is served by another site than the one its document is served by',
				{
					'one/wwwroot/manifest.json': '{ "icons": [{ "src": "img/c.png" }] }',
					'two/wwwroot/img/c.png': '',
					'a/static/css/a.css': css('../img/a.png'),
					'b/static/img/a.png': '',
					'shop/manage.py': '',
					'shop/a/static/css/a.css': css('../img/b.png'),
					'shop/b/static/img/b.png': '',
				},
				'one/wwwroot/manifest.json img/c.png: one/wwwroot/img/c.png',
				'a/static/css/a.css ../img/a.png: a/static/img/a.png',
				'shop/a/static/css/a.css ../img/b.png: is shop/b/static/img/b.png',
			],
		]);
	});

	suite('an image that is not made by hand', () => {
		checkPlaces([
			[
				'has the hash of a bundler, or of Hugo',
				{
					'index.html': html('/a.3e2d7713f2cb475efa85.png', '/a_hu_ac3e76417c708174.png', '/a-2024.png'),
					'src/img/a.png': '',
				},
				'index.html /a.3e2d7713f2cb475efa85.png: nowhere',
				'index.html /a_hu_ac3e76417c708174.png: nowhere',
				'index.html /a-2024.png: a-2024.png',
			],
			[
				'is of a package that Composer puts there, or of what a generator of code copies',
				{
					'vendor/autoload.php': '',
					'vendor/acme/kit/README.md': markdown('a.png'),
					'lib/vendor/acme/README.md': markdown('a.png'),
					'blueprints/page/files/data/__name__.md': markdown('b.png'),
					'blueprints/page/README.md': markdown('b.png'),
					'hardware/schematics/v1/files/readme.md': markdown('board.png'),
					'src/schematics/app/files/a.html': html('c.png'),
				},
				'vendor/acme/kit/README.md a.png: nowhere',
				'lib/vendor/acme/README.md a.png: lib/vendor/acme/a.png',
				'blueprints/page/files/data/__name__.md b.png: nowhere',
				'blueprints/page/README.md b.png: blueprints/page/b.png',
				'hardware/schematics/v1/files/readme.md board.png: hardware/schematics/v1/files/board.png',
				'src/schematics/app/files/a.html c.png: nowhere',
			],
			[
				'is an icon of a site whose build draws its icons',
				{
					'site/package.json': '{ "devDependencies": { "astro-webmanifest": "^1.0.0" } }',
					'site/astro.config.mjs': '',
					'site/src/A.astro': '<link rel="apple-touch-icon" href="/touch.png">\n<img src="/a.png">',
					'other/package.json': '{ "dependencies": { "serve-favicon": "^2.0.0" } }',
					'other/index.html': '<link rel="icon" href="/icon.png">',
				},
				'site/src/A.astro /touch.png: nowhere',
				'site/src/A.astro /a.png: site/public/a.png',
				'other/index.html /icon.png: other/icon.png',
			],
			[
				'is resized by a service, which reads that from the path',
				{
					'next.config.js': '',
					'public/img/w_300/x.png': '',
					'a.md': markdown(
						'/media/w_1600/a.png',
						'/m/c_fill,h_200,q_auto/a.png',
						'/img/w_300/a.png',
						'/m/w_/a.png',
					),
					'course/a.md': markdown('week/w_22/a.png', '../h_20/img.png', '/figures/w_1/plot.png'),
					'course/week/w_1/b.png': '',
					'b.html': html('/cdn-cgi/image/width=80/a.png', '/_ipx/s_200x200/a.png', '/new_300/a.png'),
				},
				'a.md /media/w_1600/a.png: nowhere',
				'a.md /m/c_fill,h_200,q_auto/a.png: nowhere',
				'a.md /img/w_300/a.png: public/img/w_300/a.png',
				'a.md /m/w_/a.png: public/m/w_/a.png',
				'course/a.md week/w_22/a.png: course/week/w_22/a.png',
				'course/a.md ../h_20/img.png: h_20/img.png',
				'course/a.md /figures/w_1/plot.png: public/figures/w_1/plot.png',
				'b.html /cdn-cgi/image/width=80/a.png: nowhere',
				'b.html /_ipx/s_200x200/a.png: nowhere',
				'b.html /new_300/a.png: public/new_300/a.png',
			],
			[
				'lies in a submodule that is not here, or in one that is',
				{
					'.gitmodules': '[submodule "art"]\n\tpath = art\n\turl = x\n[submodule "b"]\n\tpath = b\n',
					'a.md': markdown('art/a.png', 'b/b.png'),
					'b/x': '',
				},
				'a.md art/a.png: nowhere',
				'a.md b/b.png: b/b.png',
			],
			[
				'comes with a package that the bundler copies',
				{
					'ui/webpack.config.js':
						"new Copy([{ from: 'node_modules/icons/img', to: 'assets/icons' }, { from: 'src', to: 'x' }])",
					'ui/index.html': html('assets/icons/a.png', '/assets/b.png'),
					'ui/look/a.css': css('assets/icons/c.png'),
				},
				'ui/index.html assets/icons/a.png: nowhere',
				'ui/index.html /assets/b.png: ui/assets/b.png',
				'ui/look/a.css assets/icons/c.png: nowhere',
			],
			[
				'comes with a package that a copy names by its context, or by a require',
				{
					'webpack.config.js': `patterns: [
						{ from: 'touch*.png', context: path.resolve(__dirname, 'node_modules/@x/y/icons'), to: 'icons' },
						{ context: require.resolve('swagger-ui-dist'), from: '*.{css,png}', to: './swagger/' },
						{ from: './own', to: 'own' },
					]`,
					'index.html': html('icons/a.png', 'swagger/b.png', 'own/c.png'),
				},
				'index.html icons/a.png: nowhere',
				'index.html swagger/b.png: nowhere',
				'index.html own/c.png: own/c.png',
			],
			[
				'is named by a test alone',
				{
					'tests/pages/a.html': html('a.png', '../../img/b.png'),
					'tests/shop/b.html': html('c.png', 'd.png'),
					'tests/shop/c.png': '',
					'src/B.test.tsx': jsx('./e.png'),
					'tests/f.ts': "import f from './f.png';",
					'img/x.png': '',
				},
				'tests/pages/a.html a.png: nowhere',
				'tests/pages/a.html ../../img/b.png: nowhere',
				'tests/shop/b.html c.png: is tests/shop/c.png',
				'tests/shop/b.html d.png: tests/shop/d.png',
				'src/B.test.tsx ./e.png: nowhere',
				'tests/f.ts ./f.png: tests/f.png',
			],
			[
				'is made by a script, and Git ignores it',
				{
					'.gitignore': 'made/\n/a.png\n',
					'a.md': markdown('a.png', 'made/b.png', 'c.png'),
				},
				'a.md a.png: nowhere',
				'a.md made/b.png: nowhere',
				'a.md c.png: c.png',
			],
		]);
	});

	suite('a new image', () => {
		checkPlaces([
			[
				'lies where the theme has others, and the pages have none',
				{
					'mkdocs.yml': 'theme:\n  custom_dir: look\n',
					'docs/guide/a.md': markdown('../img/tools/a.png'),
					'docs/x.png': '',
					'look/img/tools/x.png': '',
				},
				'docs/guide/a.md ../img/tools/a.png: look/img/tools/a.png',
			],
			[
				'lies in the folder that others write alike, rather than where most begin alike',
				{
					'a.md': markdown('/img/a.png', '/img/b.png', '/img/team/c.png', '/img/team/d.png'),
					'one/img/a.png': '',
					'one/img/b.png': '',
					'one/img/team/x.png': '',
					'two/img/team/c.png': '',
				},
				'a.md /img/a.png: is one/img/a.png',
				'a.md /img/b.png: is one/img/b.png',
				'a.md /img/team/c.png: is two/img/team/c.png',
				'a.md /img/team/d.png: two/img/team/d.png',
			],
			[
				'of an Angular template lies where assets are, whatever other pages do',
				{
					'angular.json': '',
					'src/app/a.component.html': html('./assets/a.png'),
					'src/index.html': html('./assets/b.png'),
					'src/assets/b.png': '',
				},
				'src/app/a.component.html ./assets/a.png: src/assets/a.png',
				'src/index.html ./assets/b.png: is src/assets/b.png',
			],
			[
				'lies in the folder that is served, where its path names that',
				{ 'docusaurus.config.js': '', 'README.md': html('/static/img/a.png'), 'static/x': '' },
				'README.md /static/img/a.png: static/img/a.png',
			],
			[
				'that a script imports without a dot lies beside its siblings',
				{ 'src/a.js': "require('assets/img/a.png');", 'src/assets/img/x.png': '' },
				'src/a.js assets/img/a.png: src/assets/img/a.png',
			],
		]);
	});
});
