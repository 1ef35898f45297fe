import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGitIgnore } from '../../../../src/host/project/gitIgnore.ts';
import { pick, seeded } from '../../../support/mutations.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

const names = [
	'a',
	'b',
	'ab',
	'a b',
	'A',
	'a]',
	'-',
	'!a',
	'#a',
	'a*',
	'x.md',
	'y.min.js',
	'가',
	'🦊',
	'a\\b',
];
const pieces = [
	...['a', 'b', 'x', '.md', '가', '🦊', ' ', '\\ ', '\\*', '\\!', '\\#', '\\\\', '-', '!', '#'],
	...['*', '**', '?', '/', '/', '/**/', '**/', '/**'],
	...[
		'[ab]',
		'[!a]',
		'[^a]',
		'[a-c]',
		'[]a]',
		'[!]a]',
		'[a-]',
		'[[:alpha:]]',
		'[[:digit:]x]',
		'[\\]a]',
		'[a',
		'[[:no:]]',
		'[[:constructor:]]',
	],
];

suite('the lines of a .gitignore', function () {
	this.timeout(60_000);

	test('of 1,200 at random, each says what Git itself says', async () => {
		const folder = await temporaryFolder('ignore');
		try {
			const git = (args: string[], input: string) => {
				const running = promisify(execFile)('git', args, { cwd: folder.path });
				// Some of its commands end without reading anything.
				running.child.stdin?.on('error', () => undefined).end(input);
				return running.then(
					({ stdout }) => stdout,
					(error: unknown) => {
						// 1 says that nothing is ignored.
						const { code, stdout } = error as { code?: number; stdout: string };
						assert.equal(code, 1, String(error));
						return stdout;
					},
				);
			};
			await git(['init', '-q'], '');
			await git(['config', 'core.ignorecase', String(process.platform !== 'linux')], '');
			const random = seeded(7);
			const paths = Array.from({ length: 60 }, () =>
				Array.from({ length: 1 + Math.floor(random() * 3) }, () => pick(random, names)).join('/'),
			);
			let decided = 0;
			for (let round = 0; round < 60; round += 1) {
				const lines = Array.from({ length: 20 }, () => {
					const line = Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, pieces)).join(
						'',
					);
					return random() < 0.2 ? `!${line}` : line;
				});
				// Most lines match nothing on their own: some rounds have few.
				const text = lines.slice(0, 1 + Math.floor(random() * 20)).join(random() < 0.2 ? '\r\n' : '\n');
				await writeFile(join(folder.path, '.gitignore'), text);
				const theirs = (await git(['check-ignore', '-z', '--no-index', '--stdin'], paths.join('\0')))
					.split('\0')
					.filter(path => path !== '');
				const rules = createGitIgnore(new Map([['/w', text]]), '/w');
				const ours = paths.filter(path => rules.ignores(`/w/${path}`));
				assert.deepEqual(ours, theirs, JSON.stringify(text));
				decided += theirs.length;
			}
			assert.ok(decided > 300, String(decided));
		} finally {
			await folder.remove();
		}
	});
});
