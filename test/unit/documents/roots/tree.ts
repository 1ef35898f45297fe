import assert from 'node:assert/strict';
import { isConfiguration } from '../../../../src/core/documents/roots/declaredRoots.ts';
import { createFolderListings } from '../../../../src/core/documents/roots/folderListings.ts';
import { createImageList } from '../../../../src/core/documents/roots/imageList.ts';
import { createImagePlaces, locateImages } from '../../../../src/core/documents/roots/imagePlaces.ts';
import { createSharedRoots } from '../../../../src/core/documents/roots/learnedRoots.ts';
import { createGitIgnore } from '../../../../src/host/project/gitIgnore.ts';
import type { FileLookup } from '../../../../src/core/documents/roots/fileLookup.ts';
import { findImageReferences } from '../../../../src/core/documents/references/findImageReferences.ts';

/** A tree of files, which counts how often a folder is read. */
export function tree(...paths: string[]) {
	const files = new Set(paths);
	const read: string[] = [];
	const isFolder = (folder: string) => [...files].some(path => path.startsWith(`${folder}/`));
	const namesIn = (folder: string) => {
		const below = [...files].filter(path => path.startsWith(`${folder}/`));
		return [...new Set(below.map(path => path.slice(folder.length + 1).split('/')[0] ?? ''))];
	};
	const listings = createFolderListings({
		names: folder => {
			read.push(folder);
			return Promise.resolve(isFolder(folder) ? namesIn(folder) : undefined);
		},
		exists: path => Promise.resolve([...files].some(file => file.toLowerCase() === path.toLowerCase())),
	});
	return { files, listings, read };
}

/** A project: files below `/w` by their paths from there; images and marks have no text. */
export type Project = Readonly<Record<string, string>>;

/** A workspace in folders whose names mean something to a site; they say nothing of what is below. */
const deep = '/public/wwwroot/static/de/docs/tests/src/w';

/** `docs/a.md /img/a.png: static/img/a.png`, with `is` before what exists and `?` after what is unknown. */
export async function placesIn(
	project: Project,
	settings?: ReturnType<NonNullable<FileLookup['settings']>>,
): Promise<string[]> {
	const places = await placesBelow('/w', project, settings);
	assert.deepEqual(await placesBelow(deep, project, settings), places, `below ${deep}`);
	return places;
}

async function placesBelow(
	top: string,
	project: Project,
	settings: ReturnType<NonNullable<FileLookup['settings']>> | undefined,
): Promise<string[]> {
	const texts = new Map(Object.entries(project).map(([name, text]) => [`${top}/${name}`, text]));
	const ignoreFiles = new Map(
		[...texts].filter(([path]) => path === `${top}/.gitignore`).map(([, text]) => [top, text]),
	);
	const git = createGitIgnore(ignoreFiles, top);
	const images = createImageList(
		top,
		[...texts.keys()].filter(path => /\.(?:png|jpe?g|webp|ico)$/.test(path)),
		path => git.ignores(path),
	);
	const places = createImagePlaces({
		...tree(...texts.keys()).listings,
		images: () => Promise.resolve(images),
		read: path => {
			assert.ok(path.startsWith(`${top}/`), `${path} is outside the workspace`);
			// Where it changes, paths may lead elsewhere.
			assert.ok(isConfiguration(path) || !texts.has(path), `${path} is read, and not watched`);
			return Promise.resolve(texts.get(path));
		},
		...(settings && { settings: () => settings }),
	});
	const shared = createSharedRoots();
	const searched = await Promise.all(
		[...texts].map(async ([path, text]) => {
			const references = findImageReferences({ text, languageId: 'plaintext', fileName: path });
			const document = await places.search(references, { path, workspaceFolder: top });
			shared.add(path, document.top, document.learned);
			return { path, references, document };
		}),
	);
	return searched.flatMap(({ path, references, document }) =>
		locateImages(document, shared).flatMap((at, index) => {
			const written = `${path.slice(top.length + 1)} ${references[index]?.path ?? ''}:`;
			return at === undefined
				? `${written} nowhere`
				: `${written} ${at.exists ? 'is ' : ''}${at.path.slice(top.length + 1)}${at.isUnsure ? ' ?' : ''}`;
		}),
	);
}

export const html = (...paths: string[]) => paths.map(path => `<img src="${path}">`).join('\n');
export const jsx = (...paths: string[]) => paths.map(path => `<img src="${path}" />`).join('\n');
export const markdown = (...paths: string[]) => paths.map(path => `![](${path})`).join('\n');
export const css = (...paths: string[]) => paths.map(path => `a { background: url("${path}"); }`).join('\n');

/** A project, and where each of its references leads. */
export type PlacesCase = readonly [name: string, project: Project, ...places: string[]];

export function checkPlaces(cases: readonly PlacesCase[]): void {
	for (const [name, project, ...places] of cases) {
		test(name, async () => {
			assert.deepEqual(await placesIn(project), places);
		});
	}
}
