import { execFile } from 'node:child_process';
import { existsSync, globSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findImageReferences } from '../../src/core/documents/references/findImageReferences.ts';
import { createFolderListings, type FolderReader } from '../../src/core/documents/roots/folderListings.ts';
import { createImagePlaces } from '../../src/core/documents/roots/imagePlaces.ts';
import { createImageList } from '../../src/core/documents/roots/imageList.ts';
import { rememberSearches } from '../../src/core/documents/roots/rememberSearches.ts';
import { missingAmong } from '../../src/core/documents/missing/missing.ts';
import { createGitIgnore } from '../../src/host/project/gitIgnore.ts';
import { decodeText } from '../../src/core/text/decodeText.ts';
import { scanDocuments } from '../../src/host/missing/scanDocuments.ts';
import { searchFiles } from '../../src/host/missing/searchFiles.ts';
import { repository } from '../support/repository.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { closeShared } from '../support/workbench/sharedServer.ts';
import { buildExtensions } from './extensions.ts';
import type { Row, Table } from './figure.ts';
import { median, milliseconds } from './statistics.ts';
import { addLoggedEntry } from './timedEntry.ts';

const documents = 10_000;
const folders = 500;
/** Characters per document. */
const size = 6000;
const runs = 5;
const lines = 5000;
const keystrokes = 30;

const languages = ['md', 'html', 'tsx', 'vue', 'css', 'ts'] as const;
type Extension = (typeof languages)[number];

const prose = 'The lamp is lit at dusk, and two boats pass by.';
const plainLines: Readonly<Record<Extension, string>> = {
	md: prose,
	html: `\t<p class="line">${prose}</p>`,
	vue: `\t<p class="line">${prose}</p>`,
	tsx: `\t\t<p className="line">${prose}</p>`,
	ts: `\tlog('${prose}');`,
	css: '.keeper > .lamp { color: navy; margin: 0 auto 2rem; }',
};
const imageLines: Readonly<Record<Extension, (name: string) => string>> = {
	md: name => `![A boat in the fog](${name})`,
	html: name => `\t<img src="${name}" alt="A boat in the fog" width="600" height="400">`,
	vue: name => `\t<img src="${name}" alt="A boat in the fog" width="600" height="400" />`,
	tsx: name => `\t\t<img src="${name}" alt="A boat in the fog" width={600} height={400} />`,
	ts: name => `import boat${name.replace(/\W/g, '')} from './${name}';`,
	css: name => `.boat { background-image: url("${name}"); }`,
};

/** One line in twenty shows an image; every other image is missing. */
function textOf(
	extension: Extension,
	enough: (text: readonly string[]) => boolean,
	withImages = true,
): string {
	const head =
		extension === 'tsx'
			? ['export const Page = () => (', '\t<main>']
			: extension === 'vue'
				? ['<template>']
				: [];
	const tail = extension === 'tsx' ? ['\t</main>', ');'] : extension === 'vue' ? ['</template>'] : [];
	const body: string[] = [...head];
	for (let line = 0; !enough(body); line++) {
		const name = line % 40 === 0 ? 'there.png' : `missing-${line}.png`;
		body.push(withImages && line % 20 === 0 ? imageLines[extension](name) : plainLines[extension]);
	}
	return [...body, ...tail].join('\n');
}

/** A workspace in which one document in ten shows images. */
async function writeWorkspace(root: string): Promise<number> {
	let bytes = 0;
	const isLong = (text: readonly string[]) => text.reduce((sum, line) => sum + line.length + 1, 0) >= size;
	const texts = languages.map(
		extension => [textOf(extension, isLong, false), textOf(extension, isLong)] as const,
	);
	await writeFile(join(root, '.gitignore'), 'dist/\n*.generated.ts\n');
	for (let folder = 0; folder < folders; folder++) {
		const path = join(root, `part-${folder % 20}`, `folder-${folder}`);
		await mkdir(path, { recursive: true });
		await writeFile(join(path, 'there.png'), '');
		for (let index = folder; index < documents; index += folders) {
			const kind = index % languages.length;
			const text = texts[kind]?.[index % 10 === 0 ? 1 : 0] ?? '';
			bytes += text.length;
			await writeFile(join(path, `document-${index}.${languages[kind] ?? 'md'}`), text);
		}
	}
	return bytes;
}

const disk: FolderReader = {
	names: async folder => (existsSync(folder) ? readdir(folder) : undefined),
	exists: path => Promise.resolve(existsSync(path)),
};

async function scanInNode(root: string): Promise<number> {
	const git = createGitIgnore(new Map([[root, await readFile(join(root, '.gitignore'), 'utf8')]]), root);
	const all = filesIn(root).filter(path => !git.ignores(path));
	const wanted = all.filter(isDocument);
	const images = all.filter(path => /\.(?:png|jpe?g|webp|ico)$/.test(path));
	const list = createImageList(root, images, path => git.ignores(path));
	const files = {
		...createFolderListings(disk),
		images: () => Promise.resolve(list),
		read: (path: string) => readFile(path, 'utf8'),
	};
	const decode = (_path: string, text: Uint8Array) => decodeText(text, () => '');
	const { signal } = new AbortController();
	const searched = searchFiles(wanted, signal, searchProgram);
	const read = async (path: string, index: number) =>
		((await searched(index)) ?? (await readFile(path))) || undefined;
	return (await scanDocuments(wanted, root, { read, decode, files }, signal)).length;
}

const searchProgram = new URL('../../src/host/missing/searchWorker.ts', import.meta.url);
const filesIn = (root: string): string[] =>
	readdirSync(root, { recursive: true, encoding: 'utf8' }).map(path => join(root, path));
const isDocument = (path: string): boolean => languages.some(extension => path.endsWith(`.${extension}`));

async function readAlone(root: string): Promise<number> {
	const paths = filesIn(root).filter(isDocument);
	let next = 0;
	let bytes = 0;
	const work = async () => {
		for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
			bytes += (await readFile(path)).length;
		}
	};
	await Promise.all(Array.from({ length: 24 }, work));
	return bytes;
}

/** The one on the PATH, otherwise the one that comes with VS Code. */
function ripgrep(): string | undefined {
	const platform = `${process.platform}-${process.arch}`;
	const pattern = `.vscode-test/*/lib/vscode/node_modules/@vscode/ripgrep*/bin/{rg,${platform}/rg}`;
	const [own] = globSync(pattern, { cwd: repository });
	const installed = (process.env.PATH ?? '')
		.split(':')
		.map(folder => join(folder, 'rg'))
		.find(existsSync);
	return installed ?? (own === undefined ? undefined : join(repository, own));
}

async function timed(task: () => Promise<unknown>): Promise<number> {
	const started = performance.now();
	await task();
	return performance.now() - started;
}

async function several(task: () => Promise<unknown>): Promise<number> {
	const times: number[] = [];
	for (let run = 0; run < runs; run++) {
		times.push(await timed(task));
	}
	return median(times);
}

/** The time to find all missing images: in a workspace of 10,000 documents, and after each keystroke in one. */
export async function scan(): Promise<readonly Table[]> {
	const { path: root, remove } = await temporaryFolder('scan');
	try {
		const bytes = await writeWorkspace(root);
		return [await workspaceTable(root, bytes), await keystrokeTable(root)];
	} finally {
		await remove();
	}
}

async function workspaceTable(root: string, bytes: number): Promise<Table> {
	const missing = await scanInNode(root);
	const inHost = await timesInHost(root);
	const rg = ripgrep();
	const pattern = '(\\.|%2e|&#46;|&#x2e;)(png|jpe?g|webp)';
	const search = async () => {
		if (rg !== undefined) {
			await promisify(execFile)(rg, ['-ic', pattern, root], { maxBuffer: 1e8 });
		}
	};
	const row = (name: string, time: number, target = ''): Row => [name, milliseconds(time), target];
	const rows = [
		row('ours in VS Code, the scan', Math.max(...inHost.scans), '≤ 1000 ms'),
		row('ours in VS Code, the scan once more', Math.min(...inHost.scans), '≤ 1000 ms'),
		row('from the command to the list', Math.max(...inHost.all)),
		row('from the command to the list, once more', Math.min(...inHost.all)),
		row('ours in Node', await several(() => scanInNode(root)), '≤ 500 ms'),
		row('finding and reading the files alone, in Node', await several(() => readAlone(root))),
		...(rg === undefined ? [] : [row('rg of the pattern alone', await several(search))]),
	];
	return {
		title: `${documents.toLocaleString('en-US')} documents, ${(bytes / 1e6).toFixed(0)} MB, ${missing.toLocaleString('en-US')} references to missing images`,
		columns: ['time', 'target'],
		rows,
		notes: [
			`One document of ten shows images. In VS Code the times of two runs, else the median of ${runs}; the files are`,
			'in the cache of the system. rg neither knows the languages nor looks whether an image exists.',
		],
	};
}

/** Milliseconds of consecutive runs in one window: from the command to the list, and of these the scan alone. */
async function timesInHost(root: string): Promise<{ readonly all: number[]; readonly scans: number[] }> {
	await using extensions = await buildExtensions();
	const log = join(extensions.own, 'log');
	await addLoggedEntry(extensions.own, log);
	try {
		const window = await openWorkbench({ openInPlace: root, extension: extensions.own });
		const { runById, quickInput, page } = window;
		const times: number[] = [];
		for (let run = 0; run < 2; run++) {
			times.push(
				await timed(async () => {
					await runById('imageAssets.generateMissing');
					await page.locator('.quick-input-list .monaco-list-row').first().waitFor({ timeout: 60_000 });
				}),
			);
			await quickInput.dismiss();
		}
		const logged = await readFile(log, 'utf8');
		const scans = Array.from(logged.matchAll(/Scanned \d+ documents in (\d+) ms/g), ([, time]) =>
			Number(time),
		);
		return { all: times, scans };
	} finally {
		await closeShared();
	}
}

async function keystrokeTable(root: string): Promise<Table> {
	const rows: Row[] = [];
	const list = createImageList(
		root,
		filesIn(root).filter(path => path.endsWith('.png')),
	);
	const images = () => Promise.resolve(list);
	const places = rememberSearches(createImagePlaces({ ...createFolderListings(disk), images }));
	const extensions = {
		md: 'markdown',
		html: 'html',
		vue: 'vue',
		tsx: 'typescriptreact',
		css: 'css',
	} as const;
	for (const [extension, languageId] of Object.entries(extensions) as [keyof typeof extensions, string][]) {
		const path = join(root, 'part-0/folder-0', `large.${extension}`);
		const text = textOf(extension, each => each.length >= lines);
		let found = 0;
		/** A different text each time, as when typing. @param before what is typed before */
		const typing = async (before: string) => {
			const times: number[] = [];
			for (let key = 0; key < 2 * keystrokes; key++) {
				const at = text.indexOf(before, (key * 997) % text.lastIndexOf(before));
				const typed = `${text.slice(0, at)}${'x'.repeat(1 + (key % 7))}${text.slice(at)}`;
				times.push(
					await timed(async () => {
						const references = findImageReferences({ text: typed, languageId, fileName: path });
						found = (await missingAmong(references, { path, workspaceFolder: root }, places)).length;
					}),
				);
			}
			return milliseconds(median(times.slice(keystrokes)));
		};
		const { length } = findImageReferences({ text, languageId, fileName: path });
		const size = `${(text.length / 1000).toFixed(0)} KB`;
		const usual = await typing('\n');
		rows.push([languageId, size, `${length}`, `${found}`, usual, await typing('.png'), '≤ 5 ms']);
	}
	return {
		title: `After a keystroke in a document of ${lines} lines`,
		columns: ['size', 'references', 'missing', 'in a line', 'in a path', 'target'],
		rows,
		notes: [
			`The median of ${keystrokes} keystrokes after as many that do not count. The whole document is read each time;`,
			'images are looked for again where a path has changed.',
		],
	};
}
