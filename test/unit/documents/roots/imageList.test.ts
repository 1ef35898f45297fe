import assert from 'node:assert/strict';
import { createImageList } from '../../../../src/core/documents/roots/imageList.ts';
import { locateImage, siteRoots } from '../../../../src/core/documents/roots/locateImage.ts';
import { tree } from './tree.ts';

async function locate(path: string, document: string, ...files: string[]) {
	const place = { path: document, workspaceFolder: '/w' };
	const images = createImageList(
		'/w',
		files.filter(file => file.endsWith('.png')),
	);
	const lookup = { ...tree(document, ...files).listings, images: () => Promise.resolve(images) };
	return locateImage(path, place, siteRoots(place), lookup);
}

suite('images that are served from somewhere', () => {
	const there: readonly (readonly [name: string, path: string, document: string, file: string])[] = [
		['a folder above is the site', '/img/a.png', '/w/docs/guide/page.md', '/w/docs/img/a.png'],
		['a translation has it', '/img/a.png', '/w/docs/de/docs/page.md', '/w/docs/en/docs/img/a.png'],
		['VuePress', '/hero.png', '/w/docs/guide/README.md', '/w/docs/.vuepress/public/hero.png'],
		['Angular', 'assets/img/a.png', '/w/src/app/pages/list.component.html', '/w/src/assets/img/a.png'],
		['Vue without a slash', 'img/a.png', '/w/src/views/A.vue', '/w/public/img/a.png'],
		[
			'a partial of Sass',
			'../images/hero.png',
			'/w/src/styles/components/_hero.scss',
			'/w/src/images/hero.png',
		],
		['raw HTML of MkDocs', '../../assets/a.png', '/w/docs/setup/page.md', '/w/docs/assets/a.png'],
		['ASP.NET', '/logo.png', '/w/Views/Home/Index.html', '/w/wwwroot/logo.png'],
		[
			'a package of Vite',
			'/src/assets/logo.png',
			'/w/apps/web/index.html',
			'/w/apps/web/src/assets/logo.png',
		],
		['a front matter of Jekyll', 'assets/images/one.png', '/w/_posts/a.md', '/w/assets/images/one.png'],
	];
	for (const [name, path, document, file] of there) {
		test(name, async () => {
			const found = await locate(path, document, file);
			assert.equal(found?.exists, true);
			assert.equal(found.path, file);
		});
	}
	const missing: readonly (readonly [name: string, path: string, ...files: string[]])[] = [
		['what is built', '/img/a.png', '/w/dist/img/a.png'],
		['another application', '/img/logo.png', '/w/apps/b/package.json', '/w/apps/b/img/logo.png'],
		['a name alone', '/logo.png', '/w/other/logo.png'],
		['half a folder’s name', '/img/a.png', '/w/x/bigimg/a.png'],
	];
	for (const [name, path, ...files] of missing) {
		test(`hides nothing: ${name}`, async () => {
			const found = await locate(path, '/w/apps/a/index.html', '/w/apps/a/package.json', ...files);
			assert.equal(found?.exists, false);
		});
	}
});
