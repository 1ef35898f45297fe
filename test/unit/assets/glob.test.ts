import assert from 'node:assert/strict';
import { matchesGlob } from '../../../src/core/assets/glob.ts';

suite('matchesGlob', () => {
	const globs: [glob: string, path: string, matches: boolean][] = [
		['**/*.md', '/p/a.md', true],
		['**/*.md', 'a.md', true],
		['**/*.md', '/p/.hidden/.a.md', true],
		['**/docs/**', '/p/docs/a/b.md', true],
		['**/docs/**', '/p/doc/a.md', false],
		['/docs/*', '/docs/a/b.md', false],
		['/docs/**/b.md', '/docs/b.md', true],
		['/docs/?.md', '/docs/a.md', true],
		['/docs/[a-c].md', '/docs/b.md', true],
		['/docs/[!a-c].md', '/docs/b.md', false],
		['/docs/[]x].md', '/docs/].md', true],
		['**/*.{md,mdx}', '/p/a.mdx', true],
		['**/{a,b{c,d}}.md', '/p/bd.md', true],
		['/{1..3}.md', '/2.md', true],
		['/+(a|b).md', '/abba.md', true],
		['/@(a|b).md', '/ab.md', false],
		['/!(draft).md', '/post.md', false],
		['/a\\*.md', '/a*.md', true],
		['/a\\*.md', '/ab.md', false],
		['/a+b(c).md', '/a+b(c).md', true],
		['/*', '/', false],
		['/[', '/[', true],
		['/{', '/{', true],
		['**', '/any/thing', true],
		['/한글/*', '/한글/가.md', true],
	];
	for (const [glob, path, matches] of globs) {
		test(`${glob} ${matches ? 'matches' : 'does not match'} ${path}`, () => {
			assert.equal(matchesGlob(path, glob), matches);
		});
	}
});
