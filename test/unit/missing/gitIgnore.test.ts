import assert from 'node:assert/strict';
import { createGitIgnore } from '../../../src/host/project/gitIgnore.ts';

function ignored(files: Record<string, string>, paths: readonly string[], top = '/w'): string[] {
	const git = createGitIgnore(new Map(Object.entries(files)), top);
	return paths.filter(path => git.ignores(path));
}

suite('gitIgnore', () => {
	test('without files nothing is ignored', () => {
		assert.deepEqual(ignored({}, ['/w/a.md']), []);
	});

	test('folders, patterns, and what is taken back in', () => {
		const text = '# built\ndist/\n*.tmp.html\n/only-here.md\n!keep.tmp.html\n';
		assert.deepEqual(
			ignored({ '/w': text }, [
				'/w/dist/a.html',
				'/w/site/dist/deep/a.html',
				'/w/a.tmp.html',
				'/w/keep.tmp.html',
				'/w/only-here.md',
				'/w/docs/only-here.md',
				'/w/docs/dist.md',
			]),
			['/w/dist/a.html', '/w/site/dist/deep/a.html', '/w/a.tmp.html', '/w/only-here.md'],
		);
	});

	test('the nearest file decides', () => {
		const files = { '/w': '*.gen.md\n', '/w/docs': '!*.gen.md\n/private\n' };
		assert.deepEqual(
			ignored(files, ['/w/a.gen.md', '/w/docs/a.gen.md', '/w/docs/private/b.md', '/w/private/b.md']),
			['/w/a.gen.md', '/w/docs/private/b.md'],
		);
	});

	test('below an ignored folder nothing is taken back in', () => {
		const files = { '/w': 'dist\n', '/w/dist': '!keep.md\n' };
		assert.deepEqual(ignored(files, ['/w/dist/keep.md']), ['/w/dist/keep.md']);
	});

	test('files above the workspace folder count, but not against itself', () => {
		const files = { '/repo': 'out/\n*.gen.md\n' };
		const paths = ['/repo/site/out/a.md', '/repo/site/a.gen.md', '/repo/site/a.md'];
		assert.deepEqual(ignored(files, paths, '/repo/site'), ['/repo/site/out/a.md', '/repo/site/a.gen.md']);
		assert.deepEqual(ignored({ '/repo': 'site/\n' }, ['/repo/site/a.md'], '/repo/site'), []);
	});
});
