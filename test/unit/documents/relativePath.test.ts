import assert from 'node:assert/strict';
import { explicitlyRelative, relativePath } from '../../../src/core/documents/relativePath.ts';

const cases: readonly (readonly [document: string, asset: string, path: string | undefined])[] = [
	['README.md', 'assets/a.webp', 'assets/a.webp'],
	['docs/a.md', 'assets/a.webp', '../assets/a.webp'],
	['docs/a.md', 'docs/a.webp', 'a.webp'],
	['docs/a.md', 'docs/img/a.webp', 'img/a.webp'],
	['a/b/c/d.md', 'a/x/y.webp', '../../x/y.webp'],
	['/w/docs/a.md', '/w/assets/a.webp', '../assets/a.webp'],
	['/a.md', '/b.webp', 'b.webp'],
	['/w/doc/a.md', '/w/docs/a.webp', '../docs/a.webp'],
	['/c:/w/a.md', '/C:/w/assets/a.webp', 'assets/a.webp'],
	['/c:/w/a.md', '/d:/w/a.webp', undefined],
	['docs/a.md', 'docs/b\\c.webp', 'b\\c.webp'],
	['./docs/./a.md', 'docs/../assets//a.webp', '../assets/a.webp'],
	['a.md', 'b:c/d.webp', './b:c/d.webp'],
	['a/b.md', 'b:c.webp', '../b:c.webp'],
	['a.md', 'b/c:d.webp', 'b/c:d.webp'],
	['문서/a.md', '그림/여우 🦊.webp', '../그림/여우 🦊.webp'],
	['Docs/a.md', 'docs/a.webp', '../docs/a.webp'],
	['docs/a.md', 'docs', undefined],
	['docs/a/b.md', 'docs', undefined],
];

suite('relativePath', () => {
	for (const [document, asset, path] of cases) {
		test(`${document} → ${asset}`, () => {
			assert.equal(relativePath(document, asset), path);
		});
	}

	test('explicitlyRelative says that a path is one', () => {
		const rows = [
			['a.webp', './a.webp'],
			['a/b.webp', './a/b.webp'],
			['../a.webp', '../a.webp'],
			['./a.webp', './a.webp'],
			['.a/b.webp', './.a/b.webp'],
			['..a.webp', './..a.webp'],
			['/a.webp', '/a.webp'],
		] as const;
		for (const [path, explicit] of rows) {
			assert.equal(explicitlyRelative(path), explicit);
		}
	});
});
