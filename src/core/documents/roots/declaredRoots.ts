import { posix } from 'node:path';
import { joinPath, parentOf } from '../../assets/assetPath.ts';
import { isWithin } from '../../assets/samePath.ts';
import { scriptConfig } from './conventions.ts';
import type { FileLookup } from './fileLookup.ts';
import type { Root } from './surroundings.ts';

const compilerConfig = /^[jt]sconfig(?:\.[\w-]+)?\.json$/;
/** The most configurations that are read of a folder, and along a chain of `extends`. */
const mostConfigs = 6;

type Declared = Omit<Root, 'exists' | 'project'>;

/** The roots that the configurations in a folder declare. Nothing is run; unreadable files declare nothing. */
export async function declaredRoots(
	folder: string,
	names: ReadonlySet<string>,
	workspaceFolder: string,
	read: NonNullable<FileLookup['read']>,
): Promise<readonly Declared[]> {
	const compilers = [...names].filter(name => compilerConfig.test(name)).slice(0, mostConfigs);
	const scripts = [...names].filter(name => scriptConfig.test(name)).slice(0, mostConfigs);
	const textOfFile = async (name: string) => (await read(joinPath(folder, name))) ?? '';
	const found = await Promise.all([
		...compilers.map(name => ofCompiler(joinPath(folder, name), workspaceFolder, read)),
		...scripts.map(async name => ofScript(await textOfFile(name), folder, name)),
		...['package.json']
			.filter(name => names.has(name))
			.map(async name => ofPackage(parseConfig(await textOfFile(name)), folder)),
		...['angular.json'].filter(name => names.has(name)).map(name => ofAngular(joinPath(folder, name), read)),
		...['_config.yml']
			.filter(name => names.has(name))
			.map(async name => ofSite(await textOfFile(name), folder)),
	]);
	return found.flat().filter(root => isWithin(root.folder, workspaceFolder, false));
}

/** `paths` and `baseUrl` of a `tsconfig.json`, or of what it extends. */
async function ofCompiler(
	file: string,
	workspaceFolder: string,
	read: NonNullable<FileLookup['read']>,
	depth = 0,
): Promise<readonly Declared[]> {
	const config = isWithin(file, workspaceFolder, false) ? parseConfig(await read(file)) : undefined;
	if (config === undefined) {
		return [];
	}
	const folder = parentOf(file);
	const options = recordOf(config.compilerOptions);
	const base = textOf(options.baseUrl);
	const baseFolder = joinPath(folder, base ?? '.');
	const own: Declared[] = Object.entries(recordOf(options.paths)).flatMap(([pattern, targets]) =>
		listOf(targets).flatMap(target =>
			pattern.endsWith('/*') && target.endsWith('/*') && pattern.length > 2
				? [
						{
							prefix: pattern.slice(0, -1),
							folder: joinPath(baseFolder, target.slice(0, -1)),
							why: 'tsconfig',
						},
					]
				: [],
		),
	);
	if (base !== undefined) {
		own.push({ prefix: '', folder: baseFolder, why: 'tsconfig', imports: true });
	}
	if (own.length > 0 || depth >= mostConfigs) {
		return own;
	}
	const extended = config.extends;
	const above = (typeof extended === 'string' ? [extended] : listOf(extended))
		.filter(name => name.startsWith('.'))
		.slice(0, mostConfigs)
		.map(name => joinPath(folder, name.endsWith('.json') ? name : `${name}.json`));
	return (await Promise.all(above.map(each => ofCompiler(each, workspaceFolder, read, depth + 1)))).flat();
}

/** The subpaths that a package imports of itself: `"#img/*": "./lib/img/*"`. */
function ofPackage(config: Record<string, unknown> | undefined, folder: string): readonly Declared[] {
	return Object.entries(recordOf(config?.imports)).flatMap(([pattern, value]) => {
		const target = textOf(value) ?? textOf(recordOf(value).default) ?? '';
		return /^#[\w-]+\/\*$/.test(pattern) && target.endsWith('/*')
			? [{ prefix: pattern.slice(0, -1), folder: joinPath(folder, target.slice(0, -1)), why: 'package.json' }]
			: [];
	});
}

/** The `assets` of the projects in an `angular.json`. */
async function ofAngular(file: string, read: NonNullable<FileLookup['read']>): Promise<readonly Declared[]> {
	const projects = recordOf(parseConfig(await read(file))?.projects);
	const root = parentOf(file);
	return Object.values(projects).flatMap(value => {
		const project = recordOf(value);
		const source = textOf(project.sourceRoot) ?? joinPath('/', textOf(project.root) ?? '', 'src').slice(1);
		const targets = recordOf(project.architect ?? project.targets);
		const assets = recordOf(recordOf(targets.build).options).assets;
		return (Array.isArray(assets) ? (assets as unknown[]) : []).map((asset): Declared => {
			const { input, output } = recordOf(asset);
			return typeof asset === 'string'
				? { prefix: '/', folder: joinPath(root, source), why: 'angular.json' }
				: {
						prefix: posix.join('/', textOf(output) ?? '', '/'),
						folder: joinPath(root, textOf(input) ?? source),
						why: 'angular.json',
					};
		});
	});
}

/** A call, with another one in it, or a string. */
const value = String.raw`([\w.]+\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|[^,{}\n]{1,200})`;
const aliases = new RegExp(String.raw`(['"]?)([@~$#]{1,2}[\w-]*)(?:\/\*?)?\1\s*:\s*${value}`, 'g');
const replacements = new RegExp(
	String.raw`find\s*:\s*['"]([@~$#]{1,2}[\w-]*)\/?['"]\s*,\s*replacement\s*:\s*${value}`,
	'g',
);
const base = /\bbase(?:Path|Url|URL|url)?['"]?\s*[:=]\s*['"]?(\/[\w./-]*\w)/;

/** The aliases and folders of a configuration that is a script, and the path that its site is served at, as written. */
function ofScript(text: string, folder: string, name: string): readonly Declared[] {
	const written = /\balias['"]?\s*:\s*[[{]/.exec(text);
	const part = written === null ? '' : text.slice(written.index, written.index + 4000);
	const found = [
		...[...part.matchAll(aliases)].map(([, , name = '', target = '']) => ({ name, target })),
		...[...part.matchAll(replacements)].map(([, name = '', target = '']) => ({ name, target })),
	];
	const roots = found.flatMap(({ name, target }): Declared[] => {
		const segments = segmentsOf(target);
		return segments.length === 0
			? []
			: [{ prefix: `${name}/`, folder: joinPath(folder, ...segments), why: 'alias' }];
	});
	return [...roots, ...ofFolders(text, folder, name), ...ofCopies(text, folder), ...ofSite(text, folder)];
}

const segmentsOf = (written: string): readonly string[] =>
	[...written.matchAll(/['"`]([\w./-]*)['"`]/g)].map(([, segment = '']) => segment);

/** Where Vite's `root` and `publicDir`, or Nuxt's `srcDir`, are not where they usually are. */
function ofFolders(text: string, folder: string, name: string): readonly Declared[] {
	const folderOf = (key: string) =>
		segmentsOf(new RegExp(String.raw`\b${key}\s*:\s*${value}`).exec(text)?.[1] ?? '').join('/');
	const source = name.startsWith('nuxt') ? folderOf('srcDir') : '';
	const root = name.startsWith('vite.') ? folderOf('root') : '';
	const shared = folderOf('publicDir');
	return [
		...(source === '' ? [] : ['~/', '@/'].map(prefix => [prefix, source] as const)),
		...(root === ''
			? []
			: [`${root}/${shared === '' ? 'public' : shared}`, root].map(each => ['/', each] as const)),
	].map(([prefix, each]) => ({ prefix, folder: joinPath(folder, each), why: 'configuration' }));
}

/**
 * What a bundler copies from a package: `{ from: 'node_modules/icons/img', to: 'assets' }`, also where the package is
 * named by a `context` or a `require`.
 */
function ofCopies(text: string, folder: string): readonly Declared[] {
	const plain = text.replace(/(['"`])[^'"`\n]{0,300}\1/g, part => part.replace(/[{}]/g, ' '));
	return [...plain.matchAll(/\bto\s{0,9}:\s{0,9}['"`]\.?\/?([\w./-]{1,200})['"`]/g)].flatMap(
		({ 1: to = '', index }) => {
			const before = plain.slice(Math.max(0, index - mostOfCopy), index);
			const [after = ''] = plain.slice(index, index + mostOfCopy).split('}');
			const [, inFolder, required] =
				packageSource.exec(before.slice(before.lastIndexOf('{') + 1) + after) ?? [];
			const source = inFolder ?? required;
			return source === undefined
				? []
				: [
						{
							prefix: posix.join('/', to, '/'),
							folder: joinPath(folder, `node_modules/${source}`),
							why: 'copy',
						},
					];
		},
	);
}

const packageSource =
	/['"`]\.?\/?node_modules\/([\w@./-]{1,200})['"`]|\brequire(?:\.resolve)?\(\s{0,9}['"`](@?[a-z][\w@./-]{0,200})['"`]/i;
/** How many characters of an entry are read on each side of its target. */
const mostOfCopy = 400;

/** The path that a site is served at: paths below it are looked up without it. */
function ofSite(text: string, folder: string): readonly Declared[] {
	const [, at] = base.exec(text) ?? [];
	return at === undefined ? [] : [{ prefix: `${at}/`, folder, why: 'base', isSite: true }];
}

/** JSON with comments and trailing commas; undefined where it isn't an object. Takes linear time. */
function parseConfig(text: string | undefined): Record<string, unknown> | undefined {
	const plain = (text ?? '')
		.replace(/^\ufeff/, '')
		.replace(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, part =>
			part.startsWith('"') ? part : ' ',
		)
		.replace(/"(?:[^"\\\n]|\\.)*"?|,(?=\s{0,500}[}\]])/g, part => (part === ',' ? '' : part));
	try {
		const value = JSON.parse(plain) as unknown;
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
	} catch {
		return undefined;
	}
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const listOf = (value: unknown): readonly string[] =>
	Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
const recordOf = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
