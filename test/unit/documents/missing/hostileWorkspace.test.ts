import assert from 'node:assert/strict';
import { matchesGlob } from '../../../../src/core/assets/glob.ts';
import { expandFileName } from '../../../../src/core/assets/fileNameTemplate.ts';
import { expandTemplate } from '../../../../src/core/assets/destinationTemplate.ts';
import { createGitIgnore } from '../../../../src/host/project/gitIgnore.ts';
import { policy } from '../../../../src/core/policy.ts';

const now = new Date(0);

// What takes exponential time runs into the time limit of a test.
suite('files and settings of a workspace that are made to hurt', () => {
	test('74 wildcards in .gitignore', () => {
		const names = [`/w/${'a'.repeat(250)}`, `/w/${'a/'.repeat(100)}a`];
		for (const line of [
			'*a'.repeat(100),
			'**/'.repeat(100),
			'*'.repeat(1000),
			'?*'.repeat(100),
			'[a-z]*'.repeat(50),
			'[',
			'[[:x:]',
			'\\',
		]) {
			const git = createGitIgnore(new Map([['/w', `${line}b\n`]]), '/w');
			assert.deepEqual(
				names.filter(path => git.ignores(path)),
				[],
				line,
			);
		}
	});

	test('74 more patterns in .gitignore than are tried: plain names count all the same', () => {
		const many = Array.from({ length: policy.gitIgnore.wildcards }, (_, number) => `*${number}x*\n`).join('');
		const git = createGitIgnore(new Map([['/w', `${many}dist/\n!dist/\n*.last\ndist/\n`]]), '/w');
		assert.equal(git.ignores('/w/dist/a.md'), true);
		assert.equal(git.ignores('/w/a.md'), false);
		assert.equal(git.ignores('/w/a0x.md'), true);
	});

	test('74 globs of a destination', () => {
		const path = `/${'a'.repeat(200)}`;
		for (const glob of [
			'+(a|aa)'.repeat(20),
			'*(a|a)'.repeat(30),
			'*a'.repeat(60),
			'+(+(+(a)))'.repeat(9),
			`{${'a,'.repeat(300)}}`,
			'{'.repeat(900),
		]) {
			assert.equal(matchesGlob(path, `/${glob}b`), false);
		}
		assert.equal(matchesGlob('/aab', '/+(a|aa)b'), true);
	});

	test('74 patterns in a template leave the value as it is where they take for ever', () => {
		const source = { document: undefined, fileName: `${'a'.repeat(60)}.png`, now };
		assert.equal(expandTemplate('${fileName/(a+)+$/x/}', source).text, source.fileName);
		assert.equal(expandTemplate('${fileName/a(.)/$1b/}', source).text, `ab${source.fileName.slice(2)}`);
		assert.ok(expandTemplate(`\${a/${'\\/'.repeat(50_000)}}`, source).text.length > 50_000);
	});

	test('74 names in a template that are never closed', () => {
		const values = { slug: 'a', quality: 'low', width: 1, height: 1, now } as const;
		assert.equal(expandFileName('${'.repeat(50_000), values).name.length, 100_000);
	});
});
