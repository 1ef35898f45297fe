import { checkPlaces, css, html, jsx, markdown } from './tree.ts';

const imports = (...paths: string[]) => paths.map(path => `import '${path}';`).join('\n');
const vue = (...paths: string[]) => `<template>${html(...paths)}</template>`;
const json = JSON.stringify;

suite('where a path leads, by what a project declares', () => {
	suite('packages of the same workspace', () => {
		checkPlaces([
			[
				'of npm and Yarn, by their names',
				{
					'package.json': json({ workspaces: ['packages/*', 'apps/{web,docs}'] }),
					'packages/assets/package.json': json({ name: '@acme/assets' }),
					'packages/assets/a.png': '',
					'packages/kit/package.json': json({ name: 'acme-kit' }),
					'packages/kit/k.png': '',
					'apps/web/package.json': '{}',
					'apps/web/a.ts': imports('@acme/assets/a.png', '@acme/assets/b.png', '@other/assets/a.png'),
					'apps/web/b.scss': css(
						'~@acme/assets/a.png',
						'~acme-kit/k.png',
						'~acme-kit/l.png',
						'~bootstrap/m.png',
					),
					'apps/web/c.vue': vue('@acme/assets/a.png', '~@acme/assets/c.png'),
				},
				'apps/web/a.ts @acme/assets/a.png: is packages/assets/a.png',
				'apps/web/a.ts @acme/assets/b.png: packages/assets/b.png',
				'apps/web/a.ts @other/assets/a.png: nowhere',
				'apps/web/b.scss ~@acme/assets/a.png: is packages/assets/a.png',
				'apps/web/b.scss ~acme-kit/k.png: is packages/kit/k.png',
				'apps/web/b.scss ~acme-kit/l.png: packages/kit/l.png',
				'apps/web/b.scss ~bootstrap/m.png: nowhere',
				'apps/web/c.vue @acme/assets/a.png: is packages/assets/a.png',
				'apps/web/c.vue ~@acme/assets/c.png: packages/assets/c.png',
			],
			[
				'of pnpm, at any depth',
				{
					'pnpm-workspace.yaml': "packages:\n  - 'libs/**' # all\n  - '!**/test/**'\n\ncatalog:\n  - x/*\n",
					'libs/a/kit/package.json': json({ name: '@acme/kit' }),
					'libs/a/kit/img/a.png': '',
					'x/y/package.json': json({ name: '@acme/y' }),
					'app/a.js': imports('@acme/kit/img/a.png', '@acme/kit/img/b.png', '@acme/y/c.png'),
				},
				'app/a.js @acme/kit/img/a.png: is libs/a/kit/img/a.png',
				'app/a.js @acme/kit/img/b.png: libs/a/kit/img/b.png',
				'app/a.js @acme/y/c.png: nowhere',
			],
			[
				'of Lerna, and one that a package links to',
				{
					'lerna.json': json({ packages: ['modules/*'] }),
					'modules/icons/package.json': json({ name: '@l/icons' }),
					'modules/icons/a.png': '',
					'modules/app/package.json': json({ dependencies: { '@l/art': 'file:../../art', x: '^1.0.0' } }),
					'modules/app/a.jsx': imports('@l/icons/a.png', '@l/icons/b.png', '@l/art/a.png', '@l/art/b.png'),
					'art/package.json': json({ name: '@l/art' }),
					'art/a.png': '',
				},
				'modules/app/a.jsx @l/icons/a.png: is modules/icons/a.png',
				'modules/app/a.jsx @l/icons/b.png: modules/icons/b.png',
				'modules/app/a.jsx @l/art/a.png: is art/a.png',
				'modules/app/a.jsx @l/art/b.png: art/b.png',
			],
			[
				'by the folders that a package exports',
				{
					'package.json': json({ workspaces: { packages: ['packages/*'] } }),
					'packages/brand/package.json': json({
						name: '@acme/brand',
						exports: {
							'./*': './src/*',
							'./img/*': { import: './files/*' },
							'./package.json': './package.json',
						},
					}),
					'packages/brand/src/a.png': '',
					'packages/brand/files/b.png': '',
					'packages/web/a.js': imports('@acme/brand/a.png', '@acme/brand/img/b.png', '@acme/brand/img/c.png'),
					'packages/ui/package.json': json({ name: '@acme/ui', exports: { './art/*': './dist/art/*' } }),
					'packages/ui/src/art/a.png': '',
					'packages/web/b.js': imports('@acme/ui/art/a.png', '@acme/ui/art/b.png'),
				},
				'packages/web/a.js @acme/brand/a.png: is packages/brand/src/a.png',
				'packages/web/a.js @acme/brand/img/b.png: is packages/brand/files/b.png',
				'packages/web/a.js @acme/brand/img/c.png: packages/brand/files/c.png',
				'packages/web/b.js @acme/ui/art/a.png: is packages/ui/src/art/a.png',
				'packages/web/b.js @acme/ui/art/b.png: packages/ui/src/art/b.png',
			],
		]);
	});

	suite('configurations in other folders, and of several applications', () => {
		checkPlaces([
			[
				'what a bundler copies from a folder of the project',
				{
					'package.json': '{}',
					'webpack/webpack.common.js':
						"new CopyPlugin({ patterns: [{ from: './web/files/', to: 'content/' }, { from: './node_modules/ui/*.{css,png}', to: 'ui/' }, { from: resolve(__dirname, '../media'), to: 'media/x' }] })",
					'web/files/a.png': '',
					'media/m.png': '',
					'web/a.tsx': `<>${jsx('content/a.png', '/content/b.png', 'ui/c.png')}</>`,
					'web/index.html': html('media/x/m.png', 'media/x/n.png'),
				},
				'web/a.tsx content/a.png: is web/files/a.png',
				'web/a.tsx /content/b.png: web/files/b.png',
				'web/a.tsx ui/c.png: nowhere',
				'web/index.html media/x/m.png: is media/m.png',
				'web/index.html media/x/n.png: media/n.png',
			],
			[
				'what a bundler copies next to a page that is served',
				{
					'package.json': '{}',
					'pom.xml': '',
					'webpack/webpack.common.js':
						"[{ from: './node_modules/swagger-ui-dist/*.{js,png}', to: 'swagger-ui/' }]",
					'src/main/webapp/swagger-ui/index.html': html('./a.png', './img/b.png', '../c.png'),
				},
				'src/main/webapp/swagger-ui/index.html ./a.png: nowhere',
				'src/main/webapp/swagger-ui/index.html ./img/b.png: nowhere',
				'src/main/webapp/swagger-ui/index.html ../c.png: src/main/webapp/c.png',
			],
			[
				'up from where an alias leads',
				{
					'vite.config.js': "export default { alias: { '@': path.resolve(__dirname, 'src') } }",
					'src/a.vue': `<template>${jsx('@/../static/i/a.png', '@/../static/i/b.png')}</template>`,
					'static/i/a.png': '',
				},
				'src/a.vue @/../static/i/a.png: is static/i/a.png',
				'src/a.vue @/../static/i/b.png: static/i/b.png',
			],
			[
				'what only modules name by an alias is found elsewhere',
				{
					'tsconfig.json': json({
						compilerOptions: { baseUrl: '.', paths: { 'assets/*': ['src/assets/*'] } },
					}),
					'src/assets/a.png': '',
					'server/files/assets/logo.png': '',
					'web/index.html': html('assets/logo.png'),
					'web/a.md': '![](assets/logo.png)',
					'web/a.css': 'a { background: url("assets/logo.png"); }',
				},
				'web/index.html assets/logo.png: is server/files/assets/logo.png',
				'web/a.md assets/logo.png: is server/files/assets/logo.png',
				'web/a.css assets/logo.png: is server/files/assets/logo.png',
			],
			[
				'an alias that a configuration below declares in a way of its own',
				{
					'tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./src/*'] } } }),
					'src/main.ts': '',
					'client/vue.config.js': "c.resolve.alias.set('@', resolve('lib'))",
					'client/lib/assets/a.png': '',
					'client/lib/a.vue': `<template>${jsx('@/assets/a.png')}</template>`,
				},
				'client/lib/a.vue @/assets/a.png: is client/lib/assets/a.png',
			],
			[
				'from the folder of a configuration that says so',
				{
					'app/config/webpack.config.js': "alias: { '@': path.resolve(__dirname, '../src') }",
					'app/package.json': '{}',
					'app/src/c/a.vue': `<template>${jsx('@/new/a.png')}</template>`,
					'src/main.ts': '',
				},
				'app/src/c/a.vue @/new/a.png: app/src/new/a.png',
			],
			[
				'a relative path, where a convention serves a folder of that name',
				{
					'manage.py': '',
					'static/r.png': '',
					'docs/static/old.png': '',
					'docs/index.html': html('static/old.png', 'static/new.png'),
				},
				'docs/index.html static/old.png: is docs/static/old.png',
				'docs/index.html static/new.png: docs/static/new.png',
			],
			[
				'a package whose exports are built, and packages outside the workspace',
				{
					'package.json': json({
						workspaces: ['packages/*', '../*', '**/**/**/x'],
						dependencies: { other: 'file:../../other' },
					}),
					'packages/ui/package.json': json({ name: '@s/ui', exports: { './assets/*': './dist/assets/*' } }),
					'packages/ui/static/assets/a.png': '',
					'packages/web/a.ts': "import a from '@s/ui/assets/a.png';",
				},
				'packages/web/a.ts @s/ui/assets/a.png: nowhere',
			],
			[
				'what is copied next to a page that says in which folder it is served',
				{
					'angular.json': json({
						projects: {
							a: {
								sourceRoot: 'src/main/webapp',
								architect: { build: { options: { assets: ['src/main/webapp/favicon.ico'] } } },
							},
						},
					}),
					'webpack/webpack.custom.js':
						"[{ context: require('swagger-ui-dist').getAbsoluteFSPath(), from: '*.{js,png}', to: 'api/' }, { from: './src/main/webapp/api/', to: 'api/' }]",
					'src/main/webapp/favicon.ico': '',
					'src/main/webapp/api/index.html': `<base href="/api/">${html('./a.png', '/b.png')}`,
				},
				'src/main/webapp/api/index.html /api/./a.png: nowhere',
				'src/main/webapp/api/index.html /b.png: src/main/webapp/b.png',
			],
			[
				'next to a page that says where a site is served of which nothing else is known',
				{
					'web/index.html': `<base href="/app/">${html('icons/a.png', 'icons/b.png')}`,
					'web/icons/a.png': '',
					'pubspec.yaml': '',
				},
				'web/index.html /app/icons/a.png: is web/icons/a.png',
				'web/index.html /app/icons/b.png: web/icons/b.png',
			],
			[
				"where Play serves it, and Maven's site has it",
				{
					'app/views/a.scala.html': html('assets/img/a.png', 'assets/img/b.png'),
					'build.sbt': '',
					'conf/routes': '',
					'public/main.css': css('/assets/img/a.png', '/assets/img/b.png'),
					'public/img/a.png': '',
					'src/site/site.xml': '',
					'src/site/markdown/dev/a.md': markdown('a.png', '../img/a.png'),
					'src/site/markdown/dev/b.md': markdown('b.png'),
					'src/site/resources/dev/a.png': '',
					'src/site/resources/img/a.png': '',
				},
				'app/views/a.scala.html assets/img/a.png: is public/img/a.png',
				'app/views/a.scala.html assets/img/b.png: public/img/b.png',
				'public/main.css /assets/img/a.png: is public/img/a.png',
				'public/main.css /assets/img/b.png: public/img/b.png',
				'src/site/markdown/dev/a.md a.png: is src/site/resources/dev/a.png',
				'src/site/markdown/dev/a.md ../img/a.png: is src/site/resources/img/a.png',
				'src/site/markdown/dev/b.md b.png: src/site/resources/dev/b.png',
			],
			[
				'next to a page that says in which folder it is served',
				{ 'site/api/index.html': `<base href="/api/">${html('a.png', 'b.png')}`, 'site/api/a.png': '' },
				'site/api/index.html /api/a.png: is site/api/a.png',
				'site/api/index.html /api/b.png: site/api/b.png',
			],
			[
				'the assets of one of several applications of Angular',
				{
					'angular.json': json({
						projects: {
							shop: {
								root: '',
								sourceRoot: 'src',
								architect: { build: { options: { assets: ['src/assets'] } } },
							},
							admin: {
								root: 'projects/admin',
								sourceRoot: 'projects/admin/src',
								architect: {
									build: {
										options: {
											assets: ['projects/admin/src/assets', { input: 'projects/shared', output: '/pics' }],
										},
									},
								},
							},
						},
					}),
					'src/assets/a.png': '',
					'src/assets/b.png': '',
					'projects/admin/src/assets/a.png': '',
					'projects/shared/c.png': '',
					'projects/admin/src/a.component.html': html(
						'assets/a.png',
						'assets/b.png',
						'pics/c.png',
						'pics/d.png',
					),
					'src/app/b.component.html': html('assets/a.png', 'assets/e.png'),
					'projects/lib/c.component.html': html('assets/b.png'),
				},
				'projects/admin/src/a.component.html assets/a.png: is projects/admin/src/assets/a.png',
				'projects/admin/src/a.component.html assets/b.png: projects/admin/src/assets/b.png',
				'projects/admin/src/a.component.html pics/c.png: is projects/shared/c.png',
				'projects/admin/src/a.component.html pics/d.png: projects/shared/d.png',
				'src/app/b.component.html assets/a.png: is src/assets/a.png',
				'src/app/b.component.html assets/e.png: src/assets/e.png',
				'projects/lib/c.component.html assets/b.png: is src/assets/b.png',
			],
			[
				'the assets of an application of Nx',
				{
					'package.json': '{}',
					'apps/shop/project.json': json({
						sourceRoot: 'apps/shop/src',
						targets: { build: { options: { assets: [{ input: 'libs/img', output: 'shared' }] } } },
					}),
					'apps/shop/src/assets/a.png': '',
					'libs/img/s.png': '',
					'apps/shop/src/app/a.component.html': html('assets/b.png', 'shared/s.png', '/shared/t.png'),
				},
				'apps/shop/src/app/a.component.html assets/b.png: apps/shop/src/assets/b.png',
				'apps/shop/src/app/a.component.html shared/s.png: is libs/img/s.png',
				'apps/shop/src/app/a.component.html /shared/t.png: libs/img/t.png',
			],
		]);
	});

	suite('sites', () => {
		checkPlaces([
			[
				'of VitePress and VuePress, by their configurations',
				{
					'docs/src/public/x.png': '',
					'docs/.vitepress/config.mts': "export default { srcDir: './src', base: '/lib/' }",
					'docs/src/a.md': markdown('/c.png') + html('/lib/b.png'),
					'wiki/.vuepress/config.js': "module.exports = { base: '/bar/' }",
					'wiki/.vuepress/public/a.png': '',
					'wiki/a.md': html('/bar/a.png', '/bar/b.png'),
				},
				'docs/src/a.md /c.png: docs/src/public/c.png',
				'docs/src/a.md /lib/b.png: docs/src/public/b.png',
				'wiki/a.md /bar/a.png: is wiki/.vuepress/public/a.png',
				'wiki/a.md /bar/b.png: wiki/.vuepress/public/b.png',
			],
			[
				'by a constant of the configuration',
				{
					'docusaurus.config.js': "const BASE_URL = '/docs';\nmodule.exports = { baseUrl: `${BASE_URL}/` };",
					'docs/a.md': markdown('/docs/img/a.png', '/docs/img/b.png'),
					'static/img/a.png': '',
				},
				'docs/a.md /docs/img/a.png: is static/img/a.png',
				'docs/a.md /docs/img/b.png: static/img/b.png',
			],
			[
				'themes of Pelican, each its own',
				{
					'one/templates/a.html': html('/theme/a.png', '/static/b.png', '/static/c.png'),
					'one/static/a.png': '',
					'two/templates/a.html': html('/static/b.png', '/static/c.png'),
					'two/static/b.png': '',
					'two/static/c.png': '',
				},
				'one/templates/a.html /theme/a.png: is one/static/a.png',
				'one/templates/a.html /static/b.png: one/static/b.png',
				'one/templates/a.html /static/c.png: one/static/c.png',
				'two/templates/a.html /static/b.png: is two/static/b.png',
				'two/templates/a.html /static/c.png: is two/static/c.png',
			],
			[
				'with a constant that a server replaces, which leads nowhere yet',
				{ 'docs/a.md': markdown('IMG_URL/a.png', 'IMG/a.png'), 'static/img/docs/a.png': '' },
				'docs/a.md IMG/a.png: docs/IMG/a.png',
			],
			[
				'what Eleventy, Storybook and a plugin of Vite copy',
				{
					'a/eleventy.config.mjs': "config.addPassthroughCopy({ 'src/pics': 'assets/img' });",
					'a/src/pics/a.png': '',
					'a/src/p.md': markdown('/assets/img/a.png', '/assets/img/b.png'),
					'b/.storybook/main.ts':
						"const c = { staticDirs: ['../public', { from: '../art', to: '/assets' }] };",
					'b/art/a.png': '',
					'b/src/a.stories.tsx': jsx('/assets/a.png'),
					'c/vite.config.ts':
						"copy({ targets: [{ src: 'art/*', dest: 'img' }, { src: 'media', dest: 'x' }] })",
					'c/art/a.png': '',
					'c/media/m.png': '',
					'c/src/a.tsx': `<>${jsx('/img/a.png', '/x/media/m.png', '/x/media/n.png')}</>`,
				},
				'a/src/p.md /assets/img/a.png: is a/src/pics/a.png',
				'a/src/p.md /assets/img/b.png: a/src/pics/b.png',
				'b/src/a.stories.tsx /assets/a.png: is b/art/a.png',
				'c/src/a.tsx /img/a.png: is c/art/a.png',
				'c/src/a.tsx /x/media/m.png: is c/media/m.png',
				'c/src/a.tsx /x/media/n.png: c/media/n.png',
			],
			[
				'of Hugo, in its theme and beside the page that is built',
				{
					'hugo.toml': '',
					'content/posts/fox.md': markdown('/img/a.png', 'b.png', '/img/c.png'),
					'themes/t/static/img/a.png': '',
					'static/posts/fox/b.png': '',
				},
				'content/posts/fox.md /img/a.png: is themes/t/static/img/a.png',
				'content/posts/fox.md b.png: is static/posts/fox/b.png',
				'content/posts/fox.md /img/c.png: themes/t/static/img/c.png',
			],
			[
				'of Hugo, next to where a stylesheet of a theme is built',
				{
					'theme.toml': '',
					'layouts/a.html': '',
					'assets/main.css': css('./a.png', './b.png'),
					'static/a.png': '',
				},
				'assets/main.css ./a.png: is static/a.png',
				'assets/main.css ./b.png: static/b.png',
			],
			[
				'of Hugo, in the bundle of the page, also in another language',
				{
					'hugo.toml': '',
					'content/en/fox/index.md': '---\ncover:\n  image: a.png\n---\n![](b.png)',
					'content/en/fox/b.png': '',
					'content/de/fox/index.md': markdown('b.png'),
					'static/x.png': '',
				},
				'content/en/fox/index.md a.png: content/en/fox/a.png',
				'content/en/fox/index.md b.png: is content/en/fox/b.png',
				'content/de/fox/index.md b.png: is content/en/fox/b.png',
			],
			[
				'of Rails, by a name in a stylesheet',
				{
					Gemfile: '',
					'app/assets/images/a.png': '',
					'app/assets/stylesheets/a.css': css('a.png', 'icons/b.png'),
				},
				'app/assets/stylesheets/a.css a.png: is app/assets/images/a.png',
				'app/assets/stylesheets/a.css icons/b.png: app/assets/images/icons/b.png',
			],
			[
				'of ASP.NET, from a library',
				{
					'Web/wwwroot/x': '',
					'Web/Pages/a.html': html('_content/Lib/a.png', '/_content/Other/b.png'),
					'Lib/wwwroot/a.png': '',
					'a.html': html('_content/Lib/a.png'),
				},
				'Web/Pages/a.html _content/Lib/a.png: is Lib/wwwroot/a.png',
				'Web/Pages/a.html /_content/Other/b.png: nowhere',
				'a.html _content/Lib/a.png: is Lib/wwwroot/a.png',
			],
			[
				'of others, from their own folder',
				{
					'q/_quarto.yml': '',
					'q/posts/a.qmd': markdown('/a.png'),
					'f/docfx.json': '',
					'f/articles/a.md': markdown('~/img/b.png'),
					'l/artisan': '',
					'l/vite.config.js': '',
					'l/resources/js/a.vue': vue('@/img/c.png'),
				},
				'q/posts/a.qmd /a.png: q/a.png',
				'f/articles/a.md ~/img/b.png: f/img/b.png',
				'l/resources/js/a.vue @/img/c.png: l/resources/js/img/c.png',
			],
			[
				'of Docusaurus and VuePress, after what adds their base',
				{
					'docusaurus.config.js': '',
					'src/pages/a.js': "<img src={useBaseUrl('img/a.png')} alt={other('img/b.png')} />",
					'static/img/a.png': '',
					'docs/.vuepress/public/b.png': '',
					'docs/a.md': `<img :src="$withBase('/b.png')">`,
				},
				'src/pages/a.js img/a.png: is static/img/a.png',
				'docs/a.md /b.png: is docs/.vuepress/public/b.png',
			],
		]);
	});

	suite('aliases', () => {
		checkPlaces([
			[
				'that each application declares for itself',
				{
					'a/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
					'a/src/a.ts': imports('@/img/a.png', '@/img/b.png'),
					'a/src/img/a.png': '',
					'b/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./app/*"] } } }',
					'b/app/img/b.png': '',
				},
				'a/src/a.ts @/img/a.png: is a/src/img/a.png',
				'a/src/a.ts @/img/b.png: a/src/img/b.png',
			],
			[
				'in another density',
				{
					'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
					'app/a.tsx': "require('@/img/a.png'); require('@/img/b.png');",
					'img/a@2x.png': '',
				},
				'app/a.tsx @/img/a.png: is img/a@2x.png',
				'app/a.tsx @/img/b.png: img/b.png',
			],
			[
				'without a sign, in modules and stylesheets',
				{
					'package.json': '{}',
					'webpack.config.js':
						"module.exports = { resolve: { alias: { images: path.resolve(__dirname, 'src/pictures'), 'assets': `${__dirname}/art` } }, output: { lib: 'src' } }",
					'src/pictures/a.png': '',
					'art/x/b.png': '',
					'src/a.js': imports(
						'images/a.png',
						'images/c.png',
						'assets/x/b.png',
						'assets/y/d.png',
						'lib/x/e.png',
					),
					'src/b.scss': css('~images/a.png', '~images/f.png', './images/g.png'),
					'src/c.html': html('images/h.png'),
				},
				'src/a.js images/a.png: is src/pictures/a.png',
				'src/a.js images/c.png: src/pictures/c.png',
				'src/a.js assets/x/b.png: is art/x/b.png',
				'src/a.js assets/y/d.png: art/y/d.png',
				'src/a.js lib/x/e.png: nowhere',
				'src/b.scss ~images/a.png: is src/pictures/a.png',
				'src/b.scss ~images/f.png: src/pictures/f.png',
				'src/b.scss ./images/g.png: src/images/g.png',
				'src/c.html images/h.png: src/images/h.png',
			],
			[
				'in a list, in the folder of a bundler, and of Babel',
				{
					'a/vite.config.js':
						"export default { resolve: { alias: [{ find: 'icons', replacement: resolve(__dirname, './src/art') }] } }",
					'a/src/art/a.png': '',
					'a/src/a.js': imports('icons/a.png', 'icons/b.png'),
					'b/package.json': '{}',
					'b/build/webpack.base.conf.js':
						"function resolve (dir) { return path.join(__dirname, '..', dir) }\nmodule.exports = { resolve: { alias: { 'vue$': 'vue/dist/vue.esm.js', '@': resolve('client') } } }",
					'b/client/img/a.png': '',
					'b/client/a.vue': vue('@/img/a.png', '@/img/b.png'),
					'c/babel.config.js':
						"module.exports = { plugins: [['module-resolver', { alias: { '@img': './app/img' } }]] };",
					'c/app/img/a.png': '',
					'c/app/a.tsx': imports('@img/a.png', '@img/b.png'),
				},
				'a/src/a.js icons/a.png: is a/src/art/a.png',
				'a/src/a.js icons/b.png: a/src/art/b.png',
				'b/client/a.vue @/img/a.png: is b/client/img/a.png',
				'b/client/a.vue @/img/b.png: b/client/img/b.png',
				'c/app/a.tsx @img/a.png: is c/app/img/a.png',
				'c/app/a.tsx @img/b.png: c/app/img/b.png',
			],
			[
				'of TypeScript: what is extended has the base, its own folder, or that of the file that extends it',
				{
					'tsconfig.base.json': '{ "compilerOptions": { "baseUrl": "." } }',
					'app/tsconfig.json':
						'{ "extends": "../tsconfig.base.json", "compilerOptions": { "paths": { "#img/*": ["app/img/*"], "images/*": ["gen/*", "shared/img/*"] } } }',
					'app/img/a.png': '',
					'shared/img/s.png': '',
					'app/a.ts': imports('#img/a.png', '#img/b.png', 'images/s.png', 'images/t.png'),
					'base/paths.json': '{ "compilerOptions": { "paths": { "@/*": ["${configDir}/src/*"] } } }',
					'web/tsconfig.json': '{ "extends": ["../base/none", "../base/paths"] }',
					'web/src/a.png': '',
					'web/src/a.ts': imports('@/a.png', '@/b.png'),
				},
				'app/a.ts #img/a.png: is app/img/a.png',
				'app/a.ts #img/b.png: app/img/b.png',
				'app/a.ts images/s.png: is shared/img/s.png',
				'app/a.ts images/t.png: shared/img/t.png',
				'web/src/a.ts @/a.png: is web/src/a.png',
				'web/src/a.ts @/b.png: web/src/b.png',
			],
			[
				'of a package itself: the whole of it, one kind of file, and by a condition',
				{
					'package.json': json({ imports: { '#/*': './src/*', '#art/*.png': { import: './art/*.png' } } }),
					'src/a.png': '',
					'art/a.png': '',
					'src/a.js': imports('#/a.png', '#/b.png', '#art/a.png', '#art/b.png'),
				},
				'src/a.js #/a.png: is src/a.png',
				'src/a.js #/b.png: src/b.png',
				'src/a.js #art/a.png: is art/a.png',
				'src/a.js #art/b.png: art/b.png',
			],
		]);
	});
});
