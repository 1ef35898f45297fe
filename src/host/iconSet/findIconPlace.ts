import type { Uri } from 'vscode';
import { baseNameOf, joinPath, parentOf } from '../../core/assets/assetPath.ts';
import type { IconPlace } from '../../core/documents/icons/iconFiles.ts';
import { isVsCodeExtension } from '../../core/documents/references/findInManifest.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { createProjectFinder } from '../../core/documents/roots/projectRoots.ts';
import { memberOf, scanJson, textOf } from '../../core/documents/syntax/scanJson.ts';
import { projectFiles } from '../project/projectFiles.ts';
import { readerOf } from '../storage/folderReader.ts';
import { placeIn } from '../workspace/places.ts';

/** Where a project's icons belong, and the text files that refer to them; paths are absolute. */
export interface IconSetPlace {
	readonly place: IconPlace;
	/** The web app's manifest: an existing one, or where to create it; undefined if code generates it. */
	readonly manifest: string | undefined;
	/** The page whose head the links belong in. */
	readonly page: string | undefined;
	/** The project's name. */
	readonly name: string;
	/** The `package.json` of an extension that has no icon yet. */
	readonly packageFile: string | undefined;
}

const manifestNames = ['site.webmanifest', 'manifest.webmanifest', 'manifest.json', 'app.webmanifest'];
const pages = ['index.html', 'public/index.html', 'src/index.html', 'src/app.html', 'app.html'];
const ofNext = /^next\.config\.[cm]?[jt]s$/;

/** Finds the project that an image is in. */
export async function findIconPlace(workspaceFolder: Uri, image: Uri): Promise<IconSetPlace> {
	const ofProject = projectFiles(workspaceFolder);
	const read = (path: string) => ofProject.read(path);
	const listings = createFolderListings(readerOf(workspaceFolder));
	const own = placeIn(workspaceFolder, image);
	const project = await createProjectFinder({ ...listings, read }).of(
		parentOf(own.path),
		own.workspaceFolder,
	);
	const top = project.package;
	const packageText = await read(joinPath(top, 'package.json'));
	const manifest = scanJson(packageText ?? '');
	const name =
		textOf(memberOf(manifest, 'displayName')) ?? textOf(memberOf(manifest, 'name')) ?? baseNameOf(top);
	if (isVsCodeExtension(manifest)) {
		const named = textOf(memberOf(manifest, 'icon'));
		const icon = joinPath(top, named !== undefined && /\.png$/i.test(named) ? named : 'icon.png');
		const packageFile = named === undefined ? joinPath(top, 'package.json') : undefined;
		return { place: { kind: 'extension', icon }, manifest: undefined, page: undefined, name, packageFile };
	}
	const roots = project.roots.filter(({ prefix }) => prefix === '/');
	const root =
		roots.find(({ exists, holdsSources }) => exists && holdsSources !== true) ??
		roots.find(({ exists }) => exists);
	const served = root?.folder ?? project.index ?? parentOf(own.path);
	const there = async (paths: readonly string[]) => {
		const found = await Promise.all(
			paths.map(async path =>
				(await listings.names(parentOf(path))).has(baseNameOf(path)) ? path : undefined,
			),
		);
		return found.find(path => path !== undefined);
	};
	const app = [...(await listings.names(top))].some(each => ofNext.test(each))
		? await firstFolder(path => listings.folderExists(path), [joinPath(top, 'app'), joinPath(top, 'src/app')])
		: undefined;
	if (app !== undefined) {
		const isWritten = (await there(['ts', 'js'].map(end => joinPath(app, `manifest.${end}`)))) !== undefined;
		const given = await there(['manifest.json', 'manifest.webmanifest'].map(each => joinPath(app, each)));
		return {
			place: { kind: 'next', served: root?.folder ?? joinPath(top, 'public'), app },
			manifest: isWritten ? undefined : (given ?? joinPath(app, 'manifest.json')),
			page: undefined,
			name,
			packageFile: undefined,
		};
	}
	return {
		place: { kind: 'site', served },
		manifest:
			(await there(manifestNames.map(each => joinPath(served, each)))) ??
			joinPath(served, 'site.webmanifest'),
		page: await there([...pages.map(each => joinPath(top, each)), joinPath(served, 'index.html')]),
		name,
		packageFile: undefined,
	};
}

async function firstFolder(
	exists: (path: string) => Promise<boolean>,
	folders: readonly string[],
): Promise<string | undefined> {
	for (const folder of folders) {
		if (await exists(folder)) {
			return folder;
		}
	}
	return undefined;
}
