import { checkPlaces, css, html, jsx, markdown } from './tree.ts';

const imports = (...paths: string[]) => paths.map(path => `import '${path}';`).join('\n');
/** Elements in one, as a script needs them. */
const part = (...paths: string[]) => `<>${jsx(...paths)}</>`;
const vue = (...paths: string[]) => `<template>${html(...paths)}</template>`;
const json = JSON.stringify;

suite('where a path leads, as frameworks document it', () => {
	suite('below the path that the site is served at', () => {
		const atBase: readonly (readonly [config: string, text: string, document: string, folder: string])[] = [
			['next.config.js', "module.exports = { basePath: '/docs' }", 'app/a.tsx', 'public'],
			['gatsby-config.js', 'module.exports = { pathPrefix: `/docs` }', 'src/a.jsx', 'static'],
			['eleventy.config.js', "return { pathPrefix: '/docs/', dir: { input: 'src' } }", 'src/a.html', 'src'],
			['vue.config.js', "publicPath: isLive ? '/docs/' : '/'", 'src/a.vue', 'public'],
			['docs.test/_config.yml', 'root: /docs/', 'docs.test/a.html', 'docs.test'],
			['config/environment.js', "rootURL: '/docs/',", 'app/a.html', 'public'],
			[
				'angular.json',
				json({
					projects: {
						a: { architect: { build: { options: { baseHref: '/docs/', assets: ['src/assets'] } } } },
					},
				}),
				'src/app/a.component.html',
				'src',
			],
		];
		checkPlaces([
			...atBase.map(
				([config, text, document, folder]) =>
					[
						`by ${config}`,
						{
							[config]: text,
							[document]: document.endsWith('vue')
								? vue('/docs/a.png', '/docs/img/b.png')
								: part('/docs/a.png', '/docs/img/b.png'),
							[`${folder}/a.png`]: '',
						},
						`${document} /docs/a.png: is ${folder}/a.png`,
						`${document} /docs/img/b.png: ${folder}/img/b.png`,
					] as const,
			),
			[
				'where no other path says it',
				{
					'next.config.js': "module.exports = { basePath: '/docs' }",
					'app/a.tsx': part('/docs/img/a.png'),
				},
				'app/a.tsx /docs/img/a.png: public/img/a.png',
			],
			[
				'unless a folder has its name',
				{
					'next.config.js': "module.exports = { basePath: '/docs' }",
					'app/a.tsx': part('/docs/a.png', '/docs/b.png'),
					'public/docs/a.png': '',
				},
				'app/a.tsx /docs/a.png: is public/docs/a.png',
				'app/a.tsx /docs/b.png: public/docs/b.png',
			],
			[
				'unless a folder of images has its name, to which no other path leads',
				{
					'vue.config.js': "publicPath: isLive ? '/files/' : '/'",
					'src/a.vue': vue('/files/img/a.png'),
					'public/files/img/x.png': '',
				},
				'src/a.vue /files/img/a.png: public/files/img/a.png',
			],
		]);
	});

	suite('in folders that a configuration names', () => {
		checkPlaces([
			[
				'above it',
				{
					'web/vite.config.js': "export default { publicDir: '../files' }",
					'web/index.html': html('/a.png', '/b.png'),
					'files/a.png': '',
					'site/docusaurus.config.js':
						"export default { staticDirectories: ['../../..', '../shared', 'static'] }",
					'site/docs/a.md': markdown('/c.png', '/d.png'),
					'shared/c.png': '',
				},
				'web/index.html /a.png: is files/a.png',
				'web/index.html /b.png: files/b.png',
				'site/docs/a.md /c.png: is shared/c.png',
				'site/docs/a.md /d.png: shared/d.png',
			],
			[
				'through a variable',
				{
					'vite.config.js':
						"const root = resolve(__dirname, 'client');\nexport default { root, resolve: { alias: { '@art': resolve(root, 'art'), '@top': root } } }",
					'client/a.js': imports('@art/a.png', '@art/b.png', '@top/art/a.png'),
					'client/art/a.png': '',
				},
				'client/a.js @art/a.png: is client/art/a.png',
				'client/a.js @art/b.png: client/art/b.png',
				'client/a.js @top/art/a.png: is client/art/a.png',
			],
			[
				'with all that is below them, and in a chain of webpack',
				{
					'a/svelte.config.js': "kit: { alias: { $assets: 'src/assets', '$art/*': './src/art/*' } }",
					'a/src/a.svelte': `<script>${imports('$art/a.png', '$art/b.png')}</script>${html('/c.png')}`,
					'a/src/art/a.png': '',
					'a/src/assets/x.png': '',
					'b/vue.config.js': "config.resolve.alias.set('@art', resolve('src/art'))",
					'b/src/a.vue': vue('@art/a.png', '@art/b.png'),
					'b/src/art/a.png': '',
				},
				'a/src/a.svelte $art/a.png: is a/src/art/a.png',
				'a/src/a.svelte $art/b.png: a/src/art/b.png',
				'a/src/a.svelte /c.png: a/static/c.png',
				'b/src/a.vue @art/a.png: is b/src/art/a.png',
				'b/src/a.vue @art/b.png: b/src/art/b.png',
			],
			[
				'of SvelteKit, after hooks',
				{
					'svelte.config.js': "kit: { files: { hooks: { server: 'src/h' }, assets: 'web/files' } }",
					'src/a.svelte': html('/a.png'),
					'web/files/a.png': '',
				},
				'src/a.svelte /a.png: is web/files/a.png',
			],
			[
				'of Hugo, mounted and of a language',
				{
					'config/_default/module.toml':
						'[[mounts]]\nsource = "pics"\ntarget = "static/img"\n[[mounts]]\ntarget = "content"\nsource = "docs"',
					'config/_default/hugo.yaml': 'languages:\n  en:\n    staticDir2: static_en\n',
					'content/a.md': markdown('/img/a.png', '/img/b.png', '/c.png'),
					'pics/a.png': '',
					'static_en/c.png': '',
				},
				'content/a.md /img/a.png: is pics/a.png',
				'content/a.md /img/b.png: pics/b.png',
				'content/a.md /c.png: is static_en/c.png',
			],
			[
				'of Hugo, each mount by itself',
				{
					'hugo.toml':
						"[params]\ntarget = '_blank'\n[[module.mounts]]\nsource = 'pics'\nincludeFiles = ['*.png']\ntarget = 'static/img'\n[[module.mounts]]\nsource = 'art'\ntarget = 'static/art'\n",
					'content/a.md': markdown('/img/a.png', '/art/b.png'),
					'pics/a.png': '',
					'b/config.yaml':
						'params:\n  source: x\nmodule:\n  mounts:\n    - source: pics\n      target: static/img\n    - target: static/art\n      source: art\n',
					'b/content/a.md': markdown('/img/a.png', '/art/b.png'),
					'b/pics/a.png': '',
				},
				'content/a.md /img/a.png: is pics/a.png',
				'content/a.md /art/b.png: art/b.png',
				'b/content/a.md /img/a.png: is b/pics/a.png',
				'b/content/a.md /art/b.png: b/art/b.png',
			],
			[
				'of Django, in a list of names',
				{
					'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings_local')",
					'shop/settings_local.py':
						"STATICFILES_DIRS = ['art', 'css', os.path.join(dirname(A), 'web', 'files')]\n",
					'shop/templates/a.html': html('/static/a.png', '/static/b.png', '/static/c.png'),
					'art/a.png': '',
					'web/files/b.png': '',
				},
				'shop/templates/a.html /static/a.png: is art/a.png',
				'shop/templates/a.html /static/b.png: is web/files/b.png',
				'shop/templates/a.html /static/c.png: art/c.png',
			],
			[
				'of Django',
				{
					'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings.local')",
					'shop/settings/base.py':
						"SHOP = os.path.join(BASE_DIR, 'shop')\nSTATIC_URL = '/files/'\nSTATICFILES_DIRS = [\n  BASE_DIR / 'art',\n  os.path.join(SHOP, 'art'),\n]\nMEDIA_ROOT = BASE_DIR / 'uploads'\n",
					'cart/templates/a.html': html('/files/a.png', '/files/b.png', '/files/c.png', '/media/d.png'),
					'art/a.png': '',
					'shop/art/b.png': '',
					'static/x.png': '',
				},
				'cart/templates/a.html /files/a.png: is art/a.png',
				'cart/templates/a.html /files/b.png: is shop/art/b.png',
				'cart/templates/a.html /files/c.png: art/c.png',
				'cart/templates/a.html /media/d.png: uploads/d.png',
			],
			[
				'of a browser’s extension',
				{
					'src/manifest.json': json({ manifest_version: 3 }),
					'src/popup/a.html': html('/icons/a.png'),
				},
				'src/popup/a.html /icons/a.png: src/icons/a.png',
			],
		]);
	});

	suite('in folders that are usual', () => {
		checkPlaces([
			[
				'of Rails, whichever of its folders has the image',
				{
					Gemfile: '',
					'app/assets/stylesheets/a.css': css('a.png', '/b.png'),
					'app/assets/images/b.png': '',
					'vendor/assets/images/a.png': '',
					'public/x.png': '',
				},
				'app/assets/stylesheets/a.css a.png: is vendor/assets/images/a.png',
				'app/assets/stylesheets/a.css /b.png: is app/assets/images/b.png',
			],
			[
				'of Laravel’s storage and sources',
				{
					artisan: '',
					'vite.config.js': '',
					'public/x.png': '',
					'resources/js/a.vue': vue('/storage/a.png', '/storage/b.png', '/resources/art/c.png'),
					'storage/app/public/a.png': '',
				},
				'resources/js/a.vue /storage/a.png: is storage/app/public/a.png',
				'resources/js/a.vue /storage/b.png: storage/app/public/b.png',
				'resources/js/a.vue /resources/art/c.png: resources/art/c.png',
			],
			[
				'of Spring',
				{
					'pom.xml': '',
					'src/main/resources/templates/a.html': html('/a.png', '/b.png'),
					'src/main/resources/META-INF/resources/a.png': '',
					'src/main/resources/resources/b.png': '',
					'src/main/resources/static/x.png': '',
				},
				'src/main/resources/templates/a.html /a.png: is src/main/resources/META-INF/resources/a.png',
				'src/main/resources/templates/a.html /b.png: is src/main/resources/resources/b.png',
			],
			[
				'of mdBook',
				{
					'book.toml': '[book]\nsrc = "en"\n',
					'en/guide/a.md': markdown('/img/a.png'),
					'b/book.toml': '[book]\n',
					'b/src/a.md': markdown('/img/a.png'),
				},
				'en/guide/a.md /img/a.png: en/img/a.png',
				'b/src/a.md /img/a.png: b/src/img/a.png',
			],
			[
				'of Vite, for its sources as well',
				{
					'vite.config.ts': '',
					'index.html': html('/src/art/a.png', '/a.png'),
					'src/a.ts': '',
					'public/x.png': '',
				},
				'index.html /src/art/a.png: src/art/a.png',
				'index.html /a.png: public/a.png',
			],
			[
				'of Nuxt, from the top and for what isn’t built',
				{
					'nuxt.config.ts': '',
					'app/a.vue': vue('~~/app/art/a.png', '~static/b.png'),
					'app/assets/x.png': '',
				},
				'app/a.vue ~~/app/art/a.png: app/art/a.png',
				'app/a.vue ~static/b.png: static/b.png',
			],
			[
				'that a component is likely to have, without a configuration',
				{
					'package.json': '',
					'pages/a.jsx': part('/img/a.png', '/public/b.png'),
				},
				'pages/a.jsx /img/a.png: public/img/a.png ?',
				'pages/a.jsx /public/b.png: public/b.png ?',
			],
			[
				'of a component in a site without a configuration, next to its page',
				{
					'package.json': '',
					'index.html': html('assets/b.png'),
					'src/a.jsx': part('/assets/a.png'),
				},
				'index.html assets/b.png: assets/b.png',
				'src/a.jsx /assets/a.png: assets/a.png',
			],
		]);
	});

	suite('relative to the site', () => {
		checkPlaces([
			[
				'in templates',
				{
					'a/hugo.toml': '',
					'a/static/a.css': '',
					'a/layouts/a.html': html('img/a.png'),
					'b/_config.yml': '',
					'b/_includes/a.html': html('img/a.png'),
					'c/templates/a.html': html('static/img/a.png'),
					'c/static/a.css': '',
					'd/conf.py': '',
					'd/_templates/a.html': html('_static/a.png'),
				},
				'a/layouts/a.html img/a.png: a/static/img/a.png',
				'b/_includes/a.html img/a.png: b/img/a.png',
				'c/templates/a.html static/img/a.png: c/static/img/a.png',
				'd/_templates/a.html _static/a.png: d/_static/a.png',
			],
			[
				'not in a project that is itself a template',
				{
					'templates/a/hugo.toml': '',
					'templates/a/content/a.md': '',
					'templates/a/static/b/index.html': html('img/a.png'),
				},
				'templates/a/static/b/index.html img/a.png: templates/a/static/b/img/a.png ?',
			],
			[
				'in components, whatever other documents have next to them',
				{
					'package.json': '',
					'public/index.html': html('img/a.png'),
					'public/img/a.png': '',
					'src/a.js': `x = ${jsx('img/b.png')}`,
					'src/img/x.png': '',
				},
				'public/index.html img/a.png: is public/img/a.png',
				'src/a.js img/b.png: public/img/b.png',
			],
			[
				'on the first page of a language',
				{ 'mkdocs.yml': '', 'docs/index.fr.md': html('img/a.png'), 'docs/a.md': html('../img/a.png') },
				'docs/index.fr.md img/a.png: docs/img/a.png',
				'docs/a.md ../img/a.png: docs/img/a.png',
			],
		]);
	});
});
