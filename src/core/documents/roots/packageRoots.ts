import { joinPath } from '../../assets/assetPath.ts';
import { matchesGlob } from '../../assets/glob.ts';
import { isWithin } from '../../assets/samePath.ts';
import type { FileLookup } from './fileLookup.ts';
import { listOf, parseConfig, recordOf, textOf } from './parseConfig.ts';
import type { Root } from './surroundings.ts';

/** The most packages of a workspace that are read, and the most patterns that name them. */
const mostPackages = 300;
const mostPatterns = 50;
const mostSegments = 20;
/** How many folders deep `**` goes. */
const deepest = 3;

/** The packages of the monorepo that a folder is the top of, and those that it links to, by their names. */
export async function packageRoots(
	folder: string,
	workspaceFolder: string,
	files: FileLookup,
): Promise<readonly Root[]> {
	const names = await files.names(folder);
	const read = async (name: string) =>
		names.has(name) ? await files.read?.(joinPath(folder, name)) : undefined;
	const manifest = parseConfig(await read('package.json')) ?? {};
	const patterns = [
		...listOf(manifest.workspaces),
		...listOf(recordOf(manifest.workspaces).packages),
		...listOf(parseConfig(await read('lerna.json'))?.packages),
		...pnpmPackages((await read('pnpm-workspace.yaml')) ?? ''),
	];
	const linked = [manifest.dependencies, manifest.devDependencies]
		.flatMap(each => Object.values(recordOf(each)))
		.flatMap(each => /^(?:file|link|portal):(.+)$/.exec(textOf(each) ?? '')?.[1] ?? [])
		.map(path => joinPath(folder, path));
	const matching = await Promise.all(
		patterns
			.filter(pattern => !/(?:^|\/)\.\.(?:\/|$)/.test(pattern))
			.slice(0, mostPatterns)
			.map(pattern => foldersMatching(pattern, folder, files)),
	);
	const folders = [...new Set([...matching.flat(), ...linked])]
		.filter(each => isWithin(each, workspaceFolder, false))
		.slice(0, mostPackages);
	const found = await Promise.all(
		folders.map(async each =>
			exportsOf(parseConfig(await files.read?.(joinPath(each, 'package.json'))), each),
		),
	);
	const roots = found.flat();
	const exist = await Promise.all(roots.map(root => files.folderExists(root.folder)));
	return roots.filter((_, index) => exist[index]);
}

function pnpmPackages(text: string): readonly string[] {
	const lines = text.split('\n');
	const first = lines.findIndex(line => line.startsWith('packages:')) + 1;
	const past = lines.findIndex((line, index) => index >= first && /^[^\s#-]/.test(line));
	return (first === 0 ? [] : lines.slice(first, past < 0 ? undefined : past)).flatMap(
		line => /^\s*-\s*(['"]?)([^'"#\s]+)\1\s*(?:#|$)/.exec(line)?.[2] ?? [],
	);
}

async function foldersMatching(
	pattern: string,
	folder: string,
	files: FileLookup,
): Promise<readonly string[]> {
	let found = pattern.startsWith('!') ? [] : [folder];
	const segments = pattern
		.split('/')
		.filter((each, index, all) => each !== '' && each !== '.' && (each !== '**' || all[index - 1] !== each));
	for (const segment of segments.slice(0, mostSegments)) {
		if (segment === '**') {
			let last = found;
			for (let depth = 0; depth < deepest; depth++) {
				last = await below(last, name => !name.includes('.'));
				found = [...found, ...last].slice(0, mostPackages);
			}
		} else if (/[*{?]/.test(segment)) {
			found = await below(found, name => matchesGlob(name, segment));
		} else {
			found = found.map(each => joinPath(each, segment));
		}
	}
	return found;

	async function below(folders: readonly string[], isOne: (name: string) => boolean): Promise<string[]> {
		const inside = await Promise.all(
			folders.map(async each =>
				[...(await files.names(each))]
					.filter(child => isOne(child) && child !== 'node_modules')
					.map(child => joinPath(each, child)),
			),
		);
		return inside.flat().slice(0, mostPackages);
	}
}

/** What a package gives to others: the folders that its `exports` name, and itself. */
function exportsOf(manifest: Record<string, unknown> | undefined, folder: string): readonly Root[] {
	const name = textOf(manifest?.name);
	if (name === undefined || !/^(?:@[\w.-]+\/)?\w[\w.-]*$/.test(name)) {
		return [];
	}
	const exported = Object.entries(recordOf(manifest?.exports));
	const hasPatterns = exported.some(([subpath]) => subpath.endsWith('*'));
	const given = [...exported, ...(hasPatterns ? [] : [['./*', './*'] as const])].flatMap(
		([subpath, target]) => {
			const path = targetOf(target) ?? '';
			const prefix = `${name}/${subpath.slice(2, -1)}`;
			// What is built is not where images are made.
			const sources = [path.replace(/^\.\/(?:dist|build|lib|out)\//, './src/'), path];
			return /^\.\/(?:[^*]*\/)?\*$/.test(subpath) && path.endsWith('/*')
				? sources.map(each => ({ prefix, folder: joinPath(folder, each.slice(0, -1)) }))
				: [];
		},
	);
	const isScoped = name.startsWith('@');
	return given
		.sort((a, b) => b.prefix.length - a.prefix.length)
		.map(each => ({
			...each,
			why: 'package',
			exists: true,
			project: folder,
			...(!isScoped && { imports: true }),
		}));
}

/** What a subpath of `exports` or `imports` leads to. */
export function targetOf(value: unknown): string | undefined {
	const conditions = recordOf(value);
	return textOf(value) ?? textOf(conditions.default) ?? textOf(conditions.import);
}
