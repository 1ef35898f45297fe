import { CancellationTokenSource, RelativePattern, workspace, type Uri } from 'vscode';
import { baseNameOf, joinPath, normalizePath } from '../../core/assets/assetPath.ts';
import { missingExtensions, missingNames } from '../../core/documents/missing/missingLanguages.ts';
import { isSamePlace, placeIn } from '../workspace/places.ts';
import { madeFolders } from './madeFolders.ts';
import { walkFolder } from './walkFolder.ts';

/** Files of a project, by the globs of their names. */
const kinds = {
	documents: [...missingExtensions.map(extension => `*.${extension}`), ...missingNames],
	images: ['*.png', '*.jpg', '*.jpeg', '*.webp', '*.ico'],
	gitIgnores: ['.gitignore'],
} as const;
type Kind = keyof typeof kinds;

/** Lists the files of a kind in a folder: absolute paths, spelled like the workspace folder. */
type ListFiles = (folder: Uri, kind: Kind) => Promise<readonly string[]>;

const kindOfName = new Map(
	Object.entries(kinds).flatMap(([kind, globs]) => globs.map(glob => [glob, kind as Kind])),
);
const minified = ['*.min.js', '*.min.css'];
const excluded = `{**/{${madeFolders.join(',')}}/**,**/{${minified.join(',')}}}`;

const kindOf = (name: string): Kind | undefined =>
	kindOfName.get(name) ?? kindOfName.get(`*${name.slice(name.lastIndexOf('.'))}`);

/** Globs distinguish upper and lower case on some systems; names of images don't. */
const globsOf = (kind: Kind): readonly string[] =>
	kind === 'images'
		? kinds.images.map(glob => glob.replace(/[a-z]/g, letter => `[${letter}${letter.toUpperCase()}]`))
		: kinds[kind];

/**
 * Asks VS Code for the files of each kind.
 *
 * @throws the signal's reason
 */
export function searchedFiles(workspaceFolder: Uri, signal: AbortSignal): ListFiles {
	return (folder, kind) => findFiles(folder, workspaceFolder, [kind], signal);
}

/**
 * The same where all kinds are needed of one folder: if that is the workspace folder, they are listed at once.
 *
 * @throws the signal's reason
 */
export function listedFiles(folder: Uri, workspaceFolder: Uri, signal: AbortSignal): ListFiles {
	if (!isSamePlace(folder, workspaceFolder)) {
		return searchedFiles(workspaceFolder, signal);
	}
	const list = async (): Promise<ReadonlyMap<Kind | undefined, readonly string[]>> => {
		const all =
			(await walkedFiles(workspaceFolder, signal)) ??
			(await findFiles(workspaceFolder, workspaceFolder, Object.keys(kinds) as Kind[], signal));
		signal.throwIfAborted();
		return Map.groupBy(all, path => kindOf(baseNameOf(path).toLowerCase()));
	};
	let listed: ReturnType<typeof list> | undefined;
	return async (_, kind) => (await (listed ??= list())).get(kind) ?? [];
}

/** Undefined where VS Code may find others. */
async function walkedFiles(folder: Uri, signal: AbortSignal): Promise<readonly string[] | undefined> {
	const skipped =
		folder.scheme === 'file' && process.platform !== 'win32' ? excludedNames(folder) : undefined;
	const isWanted = (name: string) => kindOf(name) !== undefined || kindOf(name.toLowerCase()) === 'images';
	const found = skipped && (await walkFolder(folder.fsPath, skipped, isWanted, signal));
	const top = normalizePath(folder.path);
	return found?.map(path => joinPath(top, path));
}

/** What VS Code's search excludes anywhere; undefined where it also goes by other patterns, or by ignore files. */
function excludedNames(folder: Uri): RegExp | undefined {
	const patterns = workspace.getConfiguration('files', folder).get<Record<string, unknown>>('exclude') ?? {};
	const search = workspace.getConfiguration('search', folder);
	const names = Object.entries(patterns)
		.filter(([, value]) => value !== false)
		.map(([glob, value]) => (value === true ? /^\*\*\/((?:\*\.)?[\w.-]+)$/.exec(glob)?.[1] : undefined));
	const known = names.filter(name => name !== undefined);
	return known.length < names.length ||
		search.get<unknown>('experimental.useIgnoreFilesInFindFiles') === true ||
		workspace.workspaceFolders?.length !== 1
		? undefined
		: new RegExp(
				`^(?:${[...madeFolders, ...minified, ...known].join('|').replaceAll('.', '\\.').replaceAll('*', '.*')})$`,
			);
}

async function findFiles(
	folder: Uri,
	workspaceFolder: Uri,
	wanted: readonly Kind[],
	signal: AbortSignal,
): Promise<readonly string[]> {
	// A listener isn't told of what has happened already.
	signal.throwIfAborted();
	const cancel = new CancellationTokenSource();
	const abort = () => {
		cancel.cancel();
	};
	signal.addEventListener('abort', abort, { once: true });
	try {
		// VS Code's globs don't match nested braces.
		const glob = new RelativePattern(folder, `**/{${wanted.flatMap(globsOf).join(',')}}`);
		const found = await workspace.findFiles(glob, excluded, undefined, cancel.token);
		signal.throwIfAborted();
		return found.map(uri => placeIn(workspaceFolder, uri).path);
	} finally {
		signal.removeEventListener('abort', abort);
		cancel.dispose();
	}
}
