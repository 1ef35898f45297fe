import { posix } from 'node:path';
import { baseNameOf, joinPath, parentOf } from '../../assets/assetPath.ts';
import { isWithin } from '../../assets/samePath.ts';
import { conventions, scriptConfig } from './conventions.ts';
import type { FileLookup } from './fileLookup.ts';
import { targetOf } from './packageRoots.ts';
import { listOf, parseConfig, recordOf, textOf } from './parseConfig.ts';
import type { Root } from './surroundings.ts';

const compilerConfig = /^[jt]sconfig(?:\.[\w-]+)?\.json$/;
/** Folders that a bundler or a site may be configured in. */
const configFolders = [
	'webpack',
	'.webpack',
	'build',
	'config',
	'config/_default',
	'.vitepress',
	'.vuepress',
	'.storybook',
];
const configInFolder =
	/\/webpack[\w.-]*\.[cm]?[jt]s$|press\/config\.[cm]?[jt]s$|^\.storybook\/main\.[cm]?[jt]s$|^config\/environment\.js$|\bsettings\/\w+\.py$/;
/** Where Hugo reads its mounts from. */
const hugoConfig = /^(?:config\/_default\/)?(?:hugo|config|module)\.(?:toml|ya?ml|json)$/;

/** Excludes our own record, which changes often. */
const usualConfig =
	/^(?!image-assets\.json$)(?:\w*settings\w*\.py|\.gitignore|\.gitmodules|app\.module\.ts|\.babelrc|.*config.*\.\w+|.*\.(?:json|ya?ml|toml|[cm]js))$/;

/** Whether a file may say where a project's paths lead, by its path. */
export function isConfiguration(path: string): boolean {
	const name = baseNameOf(path);
	return (
		usualConfig.test(name) ||
		scriptConfig.test(name) ||
		configInFolder.test(`${baseNameOf(parentOf(path))}/${name}`) ||
		conventions.some(({ mark }) => mark.test(name))
	);
}

/** The most configurations that are read of a folder, and of those that one extends. */
const mostConfigs = 6;
const mostExtended = 12;

type Declared = Omit<Root, 'exists' | 'project'>;

/** The roots that the configurations in a folder declare. Nothing is run; unreadable files declare nothing. */
export async function declaredRoots(
	folder: string,
	names: ReadonlySet<string>,
	workspaceFolder: string,
	files: FileLookup,
): Promise<readonly Declared[]> {
	const read = async (path: string) => files.read?.(path);
	const compilers = [...names].filter(name => compilerConfig.test(name)).slice(0, mostConfigs);
	const below = configFolders.filter(name => names.has(name.replace(/\/.*/, '')));
	const inside = await Promise.all(
		below.map(async name => [...(await files.names(joinPath(folder, name)))].map(each => `${name}/${each}`)),
	);
	const scripts = [
		...[...names].filter(name => scriptConfig.test(name)).slice(0, mostConfigs),
		...inside
			.flat()
			.filter(name => configInFolder.test(name))
			.slice(0, mostConfigs),
	];
	const textOfFile = async (name: string) => (await read(joinPath(folder, name))) ?? '';
	const ifThere = async (name: string, declared: () => Promise<readonly Declared[]>) =>
		names.has(name) ? declared() : [];
	const found = await Promise.all([
		...compilers.map(name => ofCompiler(joinPath(folder, name), workspaceFolder, read)),
		...scripts.map(async name => {
			const text = await textOfFile(name);
			const own = parentOf(joinPath(folder, name));
			// In a folder of its own, its paths start there or from the package.
			const bases = /\b__dirname\b|\bimport\.meta\b/.test(text) ? [own, folder] : [folder, own];
			return [...new Set(bases)].flatMap(each => ofScript(text, each, name));
		}),
		ifThere('package.json', async () => ofPackage(parseConfig(await textOfFile('package.json')), folder)),
		ifThere('angular.json', () => ofAngular(joinPath(folder, 'angular.json'), read)),
		ifThere('project.json', () => ofNx(folder, read)),
		ifThere('_config.yml', async () => ofSite(await textOfFile('_config.yml'), folder)),
		ifThere('manage.py', () => ofDjango(folder, read)),
		ifThere('manifest.json', async () => ofExtension(await textOfFile('manifest.json'), folder)),
		...[...names, ...inside.flat()]
			.filter(name => hugoConfig.test(name))
			.map(async name => ofMounts(await textOfFile(name), folder)),
	]);
	return found.flat().filter(root => isWithin(root.folder, workspaceFolder, false));
}

/** What a `tsconfig.json` says of modules, or what it extends. */
interface Compiler {
	/** That of `baseUrl`. */
	readonly base?: string;
	readonly paths?: Record<string, unknown>;
	/** Of the file that has the `paths`. */
	readonly folder?: string;
}

/** `paths` and `baseUrl` of a `tsconfig.json`, or of what it extends. */
async function ofCompiler(
	file: string,
	workspaceFolder: string,
	read: NonNullable<FileLookup['read']>,
): Promise<readonly Declared[]> {
	const { base, paths, folder = '' } = await readCompiler(file, workspaceFolder, read);
	const own = Object.entries(paths ?? {}).flatMap(([pattern, targets]) =>
		listOf(targets).flatMap((target): Declared[] => {
			const written = target.replace(/^\$\{configDir\}\//, '');
			const from = written === target ? (base ?? folder) : parentOf(file);
			return /^(?:.+\/)?\*$/.test(pattern) && /^(?:.*\/)?\*$/.test(written)
				? [{ ...named(pattern.slice(0, -1)), folder: joinPath(from, written.slice(0, -1)), why: 'tsconfig' }]
				: [];
		}),
	);
	return base === undefined ? own : [...own, { ...named(''), folder: base, why: 'tsconfig' }];
}

async function readCompiler(
	file: string,
	workspaceFolder: string,
	read: NonNullable<FileLookup['read']>,
	seen = new Set<string>(),
): Promise<Compiler> {
	if (!isWithin(file, workspaceFolder, false) || seen.has(file) || seen.size >= mostExtended) {
		return {};
	}
	seen.add(file);
	const config = parseConfig(await read(file)) ?? {};
	const folder = parentOf(file);
	const extended = textOf(config.extends);
	const above = (extended === undefined ? listOf(config.extends) : [extended])
		.filter(name => name.startsWith('.'))
		.map(name => joinPath(folder, name.endsWith('.json') ? name : `${name}.json`));
	const { baseUrl, paths } = recordOf(config.compilerOptions);
	const base = textOf(baseUrl);
	return Object.assign(
		{},
		...(await Promise.all(above.map(each => readCompiler(each, workspaceFolder, read, seen)))),
		base === undefined ? {} : { base: joinPath(folder, base) },
		paths === undefined ? {} : { paths: recordOf(paths), folder },
	) as Compiler;
}

/** A prefix without a sign could be a folder's name, which only means something else where modules are named. */
const named = (prefix: string): Pick<Declared, 'prefix' | 'imports'> =>
	/^[@~#$/]/.test(prefix) ? { prefix } : { prefix, imports: true };

/** The subpaths that a package imports of itself: `"#img/*": "./lib/img/*"`. */
function ofPackage(config: Record<string, unknown> | undefined, folder: string): readonly Declared[] {
	return Object.entries(recordOf(config?.imports)).flatMap(([pattern, value]) => {
		const [, prefix, ending = ''] = /^(#[\w/-]*\/)\*(\.\w+)?$/.exec(pattern) ?? [];
		const target = targetOf(value) ?? '';
		return prefix !== undefined && target.endsWith(`/*${ending}`)
			? [{ prefix, folder: joinPath(folder, parentOf(target)), why: 'package.json' }]
			: [];
	});
}

/** The `assets` of the projects in an `angular.json`. */
async function ofAngular(file: string, read: NonNullable<FileLookup['read']>): Promise<readonly Declared[]> {
	const projects = recordOf(parseConfig(await read(file))?.projects);
	return Object.values(projects).flatMap(value => ofApplication(recordOf(value), parentOf(file)));
}

/** The same of a project that has a `project.json` of its own; its paths start from the workspace of Nx. */
async function ofNx(folder: string, read: NonNullable<FileLookup['read']>): Promise<readonly Declared[]> {
	const project = parseConfig(await read(joinPath(folder, 'project.json'))) ?? {};
	const source = `/${textOf(project.sourceRoot) ?? ''}`;
	const at = `${folder}/src`;
	return at.endsWith(source) ? ofApplication(project, at.slice(0, -source.length) || '/') : [];
}

function ofApplication(project: Record<string, unknown>, top: string): readonly Declared[] {
	const root = textOf(project.root) ?? '';
	const source = textOf(project.sourceRoot) ?? joinPath('/', root, 'src').slice(1);
	const targets = recordOf(project.architect ?? project.targets);
	const { assets, baseHref } = recordOf(recordOf(targets.build).options);
	const served = { why: 'angular.json', within: joinPath(top, root === '' ? source : root) };
	const roots = (Array.isArray(assets) ? (assets as unknown[]) : []).map((asset): Declared => {
		const { input, output } = recordOf(asset);
		return typeof asset === 'string'
			? { prefix: '/', folder: joinPath(top, source), ...served }
			: {
					prefix: posix.join('/', textOf(output) ?? '', '/'),
					folder: joinPath(top, textOf(input) ?? source),
					...served,
				};
	});
	return [...roots, ...ofSite(`base: ${textOf(baseHref) ?? ''}`, top)];
}

/** The folders of static files and media in the settings that `manage.py` names. */
async function ofDjango(folder: string, read: NonNullable<FileLookup['read']>): Promise<readonly Declared[]> {
	const manage = (await read(joinPath(folder, 'manage.py'))) ?? '';
	const [, module = ''] = /DJANGO_SETTINGS_MODULE['"],\s{0,9}['"]([\w.]{1,200})['"]/.exec(manage) ?? [];
	const settings = joinPath(folder, module.replaceAll('.', '/'));
	const files = ['.py', '/__init__.py', '/base.py', '/../base.py'].map(each =>
		read(joinPath(`${settings}${each}`)),
	);
	const text = (await Promise.all(module === '' ? [] : files)).join('\n');
	const listOrValue = (key: string) =>
		new RegExp(String.raw`^${key}\s*\+?=\s*(?:\[([^\]]{0,1000})|${value})`, 'm').exec(text)?.slice(1) ?? [];
	return [
		{ url: 'STATIC_URL', usual: 'static', folders: listOrValue('STATICFILES_DIRS') },
		{ url: 'MEDIA_URL', usual: 'media', folders: listOrValue('MEDIA_ROOT') },
	].flatMap(({ url, usual, folders }) => {
		const prefix = posix.join('/', segmentsOf(listOrValue(url)[1] ?? '')[0] ?? usual, '/');
		const list = folders.join(',').replace(/\s/g, '');
		// Split between the folders, not within a call.
		return list.split(/,(?![^()]{0,1000}\))/).flatMap(each => {
			const segments = segmentsIn(each, text);
			return segments.length === 0 ? [] : [{ prefix, folder: joinPath(folder, ...segments), why: 'Django' }];
		});
	});
}

/** The files of a browser's extension are at its root. */
function ofExtension(text: string, folder: string): readonly Declared[] {
	const isExtension = parseConfig(text)?.manifest_version !== undefined;
	return isExtension ? [{ prefix: '/', folder, why: 'manifest.json', holdsSources: true }] : [];
}

/** What Hugo mounts: `source = "pics"` and `target = "static/img"`, in any order, and the static folders of languages. */
function ofMounts(text: string, folder: string): readonly Declared[] {
	const mounts = text.split(entries).flatMap(entry => {
		const found = [...entry.matchAll(mounted)].map(([, key = '', at = '']) => ({ key, at }));
		const valueIn = (name: string) => found.find(({ key }) => key === name)?.at ?? '';
		return [
			...found.flatMap(({ key, at }) => (key.startsWith('static') ? { source: at, target: 'static' } : [])),
			{ source: valueIn('source'), target: valueIn('target') },
		];
	});
	return mounts
		.flatMap(({ source, target }): Declared[] => {
			const [, below] = /^(?:static|assets)((?:\/.*)?)$/.exec(target) ?? [];
			return below === undefined || source === ''
				? []
				: [{ prefix: posix.join('/', below, '/'), folder: joinPath(folder, source), why: 'Hugo' }];
		})
		.slice(0, mostCopies);
}

/** Where an entry of a list or a table begins. */
const entries = /\{|\n[ \t]{0,40}(?:\[|-\s)/;

const mounted =
	/(?<![\w-])["']?(source|target|staticDir\d?)["']?\s{0,9}[:=]\s{0,9}["']?([\w.][\w./-]{0,200})/g;

/** A call, with another one in it, or a string. */
const value = String.raw`([\w.]+\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|[^,{}\n]{1,200})`;
const aliases = new RegExp(
	String.raw`(?<![\w$@~#-])(['"]?)([@~$#]{1,2}[\w-]*|[a-z_][\w-]*)(?:\/\*?)?\1\s{0,9}:\s*${value}`,
	'gi',
);
const replacements = new RegExp(
	String.raw`find\s*:\s*['"]([@~$#]{0,2}[\w-]*)\/?['"]\s*,\s*replacement\s*:\s*${value}`,
	'g',
);
/** In a chain of webpack: `alias.set('@img', resolve('src/img'))`. */
const chained = new RegExp(
	String.raw`\.set\(\s{0,9}['"]([@~$#]{1,2}[\w-]*)\/?['"]\s{0,9},\s{0,9}${value}`,
	'g',
);
const base =
	/(?:\b(?:base(?:Path|Url|URL|url|Href)?|BASE_(?:PATH|URL)|pathPrefix|rootURL)['"]?\s*[:=]\s*['"`]?|^root:\s*)(\/[\w./-]*\w)/m;
/** The same of Vue CLI, which is often served elsewhere while it is developed. */
const publicPath = /\bpublicPath\s*:[^,\n]{0,200}?['"`](?=\/\w)/;

/** The aliases and folders of a configuration that is a script, and the path that its site is served at, as written. */
function ofScript(written: string, folder: string, name: string): readonly Declared[] {
	const text = written.replaceAll('${__dirname}', '.');
	const site = name.startsWith('vue.') ? text.replace(publicPath, 'base: ') : text;
	const [opening = ''] = /\balias['"]?\s*:\s*[[{]/.exec(text) ?? [];
	const start = text.indexOf(opening) + opening.length;
	const list = opening === '' ? '' : text.slice(start, start + 4000);
	const end = opening.endsWith('{') ? list.indexOf('}') : -1;
	const found = [
		...[...list.matchAll(aliases)].flatMap(({ index, 2: name = '', 3: target = '' }) =>
			index < end || /^[@~$#]/.test(name) ? [{ name, target }] : [],
		),
		...[...list.matchAll(replacements), ...[...text.matchAll(chained)].slice(0, mostCopies)].map(
			([, name = '', target = '']) => ({ name, target }),
		),
	];
	const roots = found.flatMap(({ name, target }): Declared[] => {
		const segments = segmentsIn(target, text).map(each => each.replace(/\/\*$/, ''));
		return segments.length === 0 || name === ''
			? []
			: [{ ...named(`${name}/`), folder: joinPath(folder, ...segments), why: 'alias' }];
	});
	return [...roots, ...ofFolders(text, folder, name), ...ofCopies(text, folder), ...ofSite(site, folder)];
}

const segmentsOf = (written: string): readonly string[] =>
	[...written.matchAll(/['"`]([\w./*@ -]*)['"`]/g)].map(([, segment = '']) => segment);

/** The same with those of the variable that it begins with: `resolve(root, 'img')`. */
function segmentsIn(written: string, text: string): readonly string[] {
	const [, name] = /^(?:[\w.]+\(\s*)?(\w+)\s*(?:[,)}/]|$)/.exec(written) ?? [];
	const declaration = new RegExp(String.raw`(?:\b(?:const|let|var) |^)${name ?? '$'} = ${value}`, 'm');
	const [, declared = ''] = declaration.exec(text.slice(0, mostDeclared)) ?? [];
	return [...segmentsOf(declared), ...segmentsOf(written)];
}

/** Those in the value of a key. */
const valueOf = (text: string, key: string): readonly string[] =>
	segmentsIn(new RegExp(String.raw`\b${key}\s{0,9}:\s{0,9}${value}`).exec(text)?.[1] ?? '', text);

/** Where Vite's `root` and `publicDir`, or the `srcDir` of Nuxt and VitePress, are not where they usually are. */
function ofFolders(text: string, folder: string, name: string): readonly Declared[] {
	const folderOf = (key: string) => valueOf(text, key).join('/');
	const source = name.startsWith('nuxt') ? folderOf('srcDir') : '';
	const root = name.startsWith('vite.') ? folderOf('root') : '';
	const pages = name.startsWith('.vitepress') ? folderOf('srcDir') : '';
	const shared = folderOf('publicDir') || 'public';
	const served = root !== '' ? [`${root}/${shared}`, root] : shared !== 'public' ? [shared] : [];
	return [
		...(source === '' ? [] : ['~/', '@/'].map(prefix => [prefix, source] as const)),
		...served.map(each => ['/', each] as const),
		...(root === '' ? [] : [['/src/', `${root}/src`] as const]),
		...(pages === '' ? [] : [['/', `${pages}/${shared}`] as const]),
	].map(([prefix, each]) => ({
		prefix,
		folder: joinPath(folder, each),
		why: 'configuration',
		...(each === root && { holdsSources: true }),
	}));
}

/** What a bundler copies: `{ from: 'media/img', to: 'assets' }`, also from a package that is required. */
function ofCopies(text: string, folder: string): readonly Declared[] {
	const plain = text.replace(/(['"`])[^'"`\n]{0,300}\1/g, part => part.replace(/[{},]/g, ' '));
	const targets = [...plain.matchAll(/\b(to|dest)\s{0,9}:\s{0,9}['"`]\.?\/?([\w./-]{0,200})['"`]/g)];
	const found = targets.slice(0, mostCopies).map(({ 1: key, 2: to = '', index }) => {
		const before = plain.slice(Math.max(0, index - mostOfCopy), index);
		const [after = ''] = plain.slice(index, index + mostOfCopy).split('}');
		const entry = before.slice(before.lastIndexOf('{') + 1) + after;
		const [, required] = packageSource.exec(entry) ?? [];
		const paths = ['context', key === 'to' ? 'from' : 'src'].flatMap(each => valueOf(entry, each));
		const from = required === undefined ? paths.join('/') : `node_modules/${required}`;
		// The plugin of Vite keeps the name of a folder that is copied.
		return { from, to: key === 'to' || from.includes('*') ? to : `${to}/${posix.basename(from)}` };
	});
	const passed = [...plain.matchAll(/\baddPassthroughCopy\(\s{0,9}['"`{ ]([^{}()]{1,1000})/g)].flatMap(
		([, pairs = '']) =>
			[...pairs.matchAll(/['"`]([^'"`\n]{1,200})['"`]\s{0,9}:\s{0,9}['"`]([^'"`\n]{0,200})['"`]/g)].map(
				([, from = '', to = '']) => ({ from, to }),
			),
	);
	return [...found, ...passed].flatMap(({ from, to }) => {
		const source = from.replace(/(?:^|\/)[^/*]*\*[^]*$/, '');
		const prefix = posix.join('/', to, '/');
		return source === '' ? [] : [{ prefix, folder: joinPath(folder, source), why: 'copy' }];
	});
}

const packageSource = /\brequire(?:\.resolve)?\(\s{0,9}['"`](@?[a-z][\w@./-]{0,200})['"`]/i;
/** How many characters of an entry are read on each side of its target. */
const mostOfCopy = 400;
const mostCopies = 200;
/** How many characters are read for each variable. */
const mostDeclared = 20_000;

/** The path that a site is served at: paths below it are looked up without it. */
function ofSite(text: string, folder: string): readonly Declared[] {
	const [, at] = base.exec(text) ?? [];
	return at === undefined ? [] : [{ prefix: `${at}/`, folder, why: 'base', isSite: true }];
}
