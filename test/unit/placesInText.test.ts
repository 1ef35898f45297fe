import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../support/repository.ts';

/** What code must not do with places, but in the files that are there for it. */
interface Rule {
	readonly what: string;
	readonly pattern: RegExp;
	/** Files below `src` that may, and why is said in them. */
	readonly allowed: readonly string[];
	/** Lines that the pattern finds; the rule is worth nothing without them. */
	readonly caught: readonly string[];
	/** Lines that are none of its business. */
	readonly harmless: readonly string[];
}

const rules: readonly Rule[] = [
	{
		what: '65 compares an address or a path by its text',
		pattern: new RegExp(
			[
				// One side is an address's text, or a path.
				String.raw`(?<!typeof [\w.]*)(?:\btoString\(\)|\.(?:path|fsPath|authority)) [!=]==? (?!undefined|null|'')`,
				String.raw`[!=]==? [\w.?()]*(?:\btoString\(\)|\.(?:path|fsPath|authority))(?![\w(.])`,
				// What begins with a path is not always below it.
				String.raw`\.startsWith\(\`\$\{[^}]*\}\/`,
				String.raw`\b(?:path|fsPath|uri|folder|root|target)\.startsWith\((?!'|\`)`,
				String.raw`\b(?:path|fsPath|toString\(\))\.(?:toLowerCase\(|slice\(.*\.length)`,
				// Maps and sets of addresses, and names that are made of one.
				String.raw`\.(?:has|get|set|add|delete|includes|indexOf)\([\w.]*(?:[uU]ri\b[\w.]*\.toString\(\)|\.(?:path|fsPath))\)`,
				String.raw`\[[\w.]*[uU]ri\.toString\(\),`,
				String.raw`contentHash\([\w.]*toString\(\)\)`,
				String.raw`=> [\w.]*[uU]ri\.toString\(\)\)`,
				// A record may spell a file otherwise.
				String.raw`\b(?:setEntry|removeEntry|get|has)\((?:[\w.]+, )?assetPath\(|\bassets\[assetPath\(`,
				String.raw`(?:[uU]ris?|selectionOf\(.*\))\.map\(String\)`,
			].join('|'),
		),
		allowed: [
			// Names of its own storage.
			'core/state/storageKinds.ts',
			'core/assets/samePath.ts',
			// Keys of one record, spelled by one program.
			'core/assets/movePaths.ts',
			// The extension's own folder.
			'core/state/storageKinds.ts',
			// What one document names, from one folder.
			'core/documents/missing/missing.ts',
			'core/documents/roots/rememberSearches.ts',
			// Spelled like their workspace folder by who calls it.
			'host/project/gitIgnore.ts',
		],
		caught: [
			'uri.toString() === folder.toString()',
			'if (workspace.getWorkspaceFolder(file)?.uri.toString() !== owner) {',
			'folders.some(({ uri }) => key === uri.toString());',
			'above.path === folder.path',
			'one.authority === other.authority',
			'path.startsWith(`${folder}/`)',
			'uri.path.startsWith(folder.path)',
			'known.get(uri.toString())',
			'folders.includes(workspaceFolder.path)',
			'new Map(all.map(({ uri }) => [uri.toString(), uri]))',
			'contentHash(folder.toString())',
			'new Set(found.map(({ uri }) => uri.toString()))',
			'file.path.slice(folder.path.length + 1)',
			'new Set(uris.map(String))',
			'record => setEntry(record, assetPath(folder, file), entry)',
			'entries.has(assetPath(folder, uri))',
			'record.assets[assetPath(folder, file)]',
		],
		harmless: [
			'return uri.toString();',
			"document.uri.scheme === 'file'",
			'if (uri.path === undefined) {',
			"reason.startsWith('x')",
			'image.path.replace(',
			"typeof value.path === 'string'",
			"path.slice(path.lastIndexOf('/') + 1)",
			'{ uri: uri.toString(), name }',
			'setEntry(record, spelled(assetPath(folder, file)), entry)',
		],
	},
	{
		what: '71 reads a file whole, however long it is, and whatever it is',
		pattern: /workspace\.fs\.readFile\(|\breadFile\((?!\)?:)|\bopenAsBlob\(|\breadFileSync\(/,
		allowed: [
			// Its own storage.
			'host/storage/diskState.ts',
			'host/storage/keptFiles.ts',
			'host/storage/referenceStore.ts',
			// The size and the kind were asked for.
			'host/storage/foreignFiles.ts',
			'host/storage/readUriWithin.ts',
			'host/storage/workspaceFiles.ts',
			// The extension's own code and texts.
			'host/images/imageWorker.ts',
			'host/ui/pageTexts.ts',
			'host/storage/readUriWithin.ts',
		],
		caught: ['await workspace.fs.readFile(uri)', 'const text = await readFile(path)'],
		harmless: ['readFile: patient(fs.readFile),', 'await readWorkspaceFile(uri)'],
	},
	{
		what: '69 writes with something else than the files that know whether the workspace is trusted',
		pattern:
			/workspace\.fs\.(?:writeFile|delete|copy|rename|createDirectory)\(|WorkspaceEdit\(\)|\bdiskFiles\(|\bworkspaceFiles\(|from 'node:fs(?:\/promises)?'/,
		allowed: [
			// The files themselves.
			'host/storage/assetSink.ts',
			'host/storage/diskFiles.ts',
			'host/storage/workspaceFiles.ts',
			// The extension's own storage, and reading.
			'host/jobs/recoveryLoop.ts',
			'host/storage/diskState.ts',
			'host/storage/durableFs.ts',
			'host/storage/readWhole.ts',
			'host/storage/referenceStore.ts',
			'host/images/imageWorker.ts',
			'host/missing/searchWorker.ts',
			'host/ui/pageTexts.ts',
			// Text in an editor, once the workspace is trusted.
			'host/drop/imageDrop.ts',
			'host/editor/insertLinks.ts',
			'host/iconSet/writeIconSet.ts',
			'host/missing/missingActions.ts',
			'host/results/followImageSize.ts',
		],
		caught: [
			'await workspace.fs.delete(file)',
			"import { rm } from 'node:fs/promises';",
			'new WorkspaceEdit()',
		],
		harmless: ['await files.remove(path)'],
	},
	{
		what: '70 asks the disk otherwise than by the calls that are patient on Windows',
		pattern: /^import (?!type |\{ constants \}).* from 'node:fs(?:\/promises)?'/,
		allowed: [
			'host/storage/durableFs.ts',
			// What is busy now is looked at again later.
			'host/jobs/recoveryLoop.ts',
			// A snapshot that is there for as long as it is needed.
			'host/storage/referenceStore.ts',
			// What is busy is read again by those calls.
			'host/missing/searchWorker.ts',
			// The extension's own code and texts.
			'host/images/imageWorker.ts',
			'host/ui/pageTexts.ts',
		],
		caught: [
			"import { readdir } from 'node:fs/promises';",
			"import nodeFs from 'node:fs/promises';",
			"import nodeFs, { type FileHandle } from 'node:fs/promises';",
			"import { openAsBlob } from 'node:fs';",
		],
		harmless: ["import type { Stats } from 'node:fs';", "import { constants } from 'node:fs/promises';"],
	},
];

/** In code, not in a comment. */
const isFound =
	(pattern: RegExp) =>
	(line: string): boolean =>
		!/^\s*(?:\/\/|\*|\/\*)/.test(line) && pattern.test(line);

suite('places in the code', () => {
	let sources: readonly { readonly name: string; readonly lines: readonly string[] }[];

	suiteSetup(async () => {
		const folders = ['src/core', 'src/host'];
		const names = await Promise.all(
			folders.map(async folder =>
				(await readdir(join(repository, folder), { recursive: true }))
					.filter(name => name.endsWith('.ts'))
					.map(name => `${folder}/${name.replaceAll('\\', '/')}`),
			),
		);
		sources = await Promise.all(
			names.flat().map(async name => ({
				name: name.replace('src/', ''),
				lines: (await readFile(join(repository, name), 'utf8')).split('\n'),
			})),
		);
		assert.ok(sources.length > 100);
	});

	for (const { what, pattern, allowed, caught, harmless } of rules) {
		test(`nothing ${what.slice(3)}`.replace(/^/, what.slice(0, 3)), () => {
			const found = sources
				.filter(({ name }) => !allowed.includes(name))
				.flatMap(({ name, lines }) => lines.filter(isFound(pattern)).map(line => `${name}: ${line.trim()}`));
			assert.deepEqual(found, []);
		});

		test(`${what.slice(0, 2)} the search for what ${what.slice(3)} finds it`, () => {
			assert.deepEqual(
				caught.filter(line => !pattern.test(line)),
				[],
			);
			assert.deepEqual(
				harmless.filter(line => pattern.test(line)),
				[],
			);
			// What does not need to be allowed any more is not.
			const needed = sources.filter(({ lines }) => lines.some(isFound(pattern))).map(({ name }) => name);
			assert.deepEqual(
				allowed.filter(name => !needed.includes(name)),
				[],
			);
		});
	}
});
