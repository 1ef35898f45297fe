import { baseNameOf, joinPath, normalizePath, parentOf } from '../../assets/assetPath.ts';
import { isSamePath, isWithin, pathBelow } from '../../assets/samePath.ts';
import { conventions, plainFolders, siteFolders, type Convention } from './conventions.ts';
import { declaredSites } from './declaredSites.ts';
import { declaredRoots } from './declaredRoots.ts';
import type { FileLookup } from './fileLookup.ts';
import { foldersUpTo } from './foldersUpTo.ts';
import { packageRoots } from './packageRoots.ts';
import { parseConfig, recordOf } from './parseConfig.ts';
import type { ProjectRoots, Root } from './surroundings.ts';

/** Reads each folder once, until it is cleared. */
export function createProjectFinder(files: FileLookup) {
	const known = new Map<string, Promise<ProjectRoots>>();
	const packages = new Map<string, Promise<readonly Root[]>>();

	function of(folder: string, workspaceFolder: string): Promise<ProjectRoots> {
		const key = `${workspaceFolder}\0${folder}`;
		const before = known.get(key);
		if (before !== undefined) {
			return before;
		}
		const found = read(folder, workspaceFolder);
		known.set(key, found);
		return found;
	}

	async function read(folder: string, workspaceFolder: string): Promise<ProjectRoots> {
		const names = await files.names(folder);
		const isTop = isSamePath(folder, workspaceFolder, false) || !isWithin(folder, workspaceFolder, false);
		const above = isTop ? undefined : await of(parentOf(folder), workspaceFolder);
		const own = await rootsIn(files, folder, names, workspaceFolder);
		const roots = [...own.roots, ...(above?.roots ?? [])];
		const sites = [
			...(files.read ? await declaredSites(folder, names, path => files.read?.(path) ?? nothing) : []),
			...(above?.sites ?? []),
		];
		return {
			roots,
			hasPages: own.hasPages ?? above?.hasPages ?? false,
			isSite: own.isSite || (above?.isSite ?? false),
			templates: [...own.templates, ...(above?.templates ?? [])],
			package: names.has('package.json') || above === undefined ? folder : above.package,
			sites,
			bases: await basesOf(files, { sites, roots }),
			isVendored:
				above !== undefined &&
				(above.isVendored ||
					(baseNameOf(folder) === 'vendor' && (names.has('autoload.php') || names.has('modules.txt')))),
			drawsIcons: names.has('package.json') ? await drawsIcons(files, folder) : (above?.drawsIcons ?? false),
			hasLoader: (await hasLoader(files, folder, names)) || (above?.hasLoader ?? false),
			submodules: [
				...(names.has('.gitmodules') ? await submodulesIn(files, folder) : []),
				...(above?.submodules ?? []),
			],
			index: above?.index ?? (names.has('index.html') ? folder : undefined),
			sass: [
				...([...names].some(name => /^[^_].*\.s[ac]ss$/.test(name)) ? [folder] : []),
				...(above?.sass ?? []),
			],
		};
	}

	return {
		of: (folder: string, workspaceFolder: string): Promise<ProjectRoots> =>
			of(normalizePath(folder), normalizePath(workspaceFolder)),
		/** Of the packages that the projects around a folder consist of. */
		packages: async (folder: string, workspaceFolder: string): Promise<readonly Root[]> => {
			const folders = foldersUpTo(normalizePath(folder), normalizePath(workspaceFolder));
			const found = folders.map(each => {
				const roots = packages.get(each) ?? packageRoots(each, normalizePath(workspaceFolder), files);
				packages.set(each, roots);
				return roots;
			});
			return (await Promise.all(found)).flat();
		},
		clear: () => {
			known.clear();
			packages.clear();
		},
	};
}

/** Where sites are published below their hosts, unless a root has a folder of that name, which is meant instead. */
async function basesOf(files: FileLookup, { sites, roots }: Pick<ProjectRoots, 'sites' | 'roots'>) {
	const served = roots.filter(({ prefix, exists }) => prefix === '/' && exists);
	const bases = sites.map(async ({ base, isAnyUrl }) => {
		const folders = base === '/' ? [] : served.map(({ folder }) => joinPath(folder, base.slice(1)));
		const found = await Promise.all(folders.map(each => files.folderExists(each)));
		return base === '/' || isAnyUrl || found.includes(true) ? [] : [base];
	});
	return (await Promise.all(bases)).flat();
}

/** What draws a site's icons from one image when it is built, by its package's name. */
const iconDrawer =
	/(?:^|[/-])favicons(?:-|$)|real-favicon|-plugin-favicon|-generator-favicon|^(?:astro-webmanifest|ember-cli-favicon|eleventy-favicon|gatsby-plugin-manifest|webapp-webpack-plugin|pwa-asset-generator|@vite-pwa\/assets-generator|@nuxtjs\/pwa)$/;

async function drawsIcons(files: FileLookup, folder: string): Promise<boolean> {
	const { dependencies, devDependencies } =
		parseConfig(await files.read?.(joinPath(folder, 'package.json'))) ?? {};
	return [dependencies, devDependencies].some(each =>
		Object.keys(recordOf(each)).some(name => iconDrawer.test(name)),
	);
}

async function hasLoader(files: FileLookup, folder: string, names: ReadonlySet<string>): Promise<boolean> {
	const configs = ['app.config.ts', 'app.module.ts'].filter(name => names.has(name));
	const texts = await Promise.all(configs.map(async name => files.read?.(joinPath(folder, name))));
	return texts.some(text => /\bprovide[A-Z][a-z]{1,20}Loader\(|\bIMAGE_LOADER\b/.test(text ?? ''));
}

/** The folders of a repository's submodules that are empty because they aren't checked out. */
async function submodulesIn(files: FileLookup, folder: string): Promise<readonly string[]> {
	const text = (await files.read?.(joinPath(folder, '.gitmodules'))) ?? '';
	const folders = [...text.matchAll(/^[ \t]*path[ \t]*=[ \t]*([^\n]{1,300})$/gm)].map(([, path = '']) =>
		joinPath(folder, path.trim()),
	);
	const names = await Promise.all(folders.slice(0, mostSubmodules).map(each => files.names(each)));
	return folders.filter((_, index) => names[index]?.size === 0);
}

interface Own {
	readonly roots: readonly Root[];
	readonly hasPages: boolean | undefined;
	readonly isSite: boolean;
	readonly templates: ProjectRoots['templates'];
}

async function rootsIn(
	files: FileLookup,
	folder: string,
	names: ReadonlySet<string>,
	workspaceFolder: string,
): Promise<Own> {
	const all = [...names];
	const marked = conventions.flatMap(convention => {
		const { beside, declares } = convention;
		const marks = all.filter(name => convention.mark.test(name)).sort((a, b) => a.length - b.length);
		const isOne = beside === undefined || all.some(name => beside.test(name));
		// Two sites may be built of one folder.
		return (isOne ? marks.slice(0, declares === undefined ? 1 : mostMarks) : []).map(mark => ({
			convention,
			mark,
		}));
	});
	const [declared, found] = await Promise.all([
		files.read ? declaredRoots(folder, names, workspaceFolder, files) : [],
		Promise.all(
			marked.map(({ convention, mark }) => ofConvention(files, folder, convention, mark, workspaceFolder)),
		),
	]);
	const adopted = await adoptedBy(files, folder, all, workspaceFolder);
	const read = await Promise.all(
		declared.map(async root => ({ ...root, project: folder, exists: await files.folderExists(root.folder) })),
	);
	// A script's texts may mean something else.
	const roots = read.filter(
		({ why, exists, folder: at }) => why !== 'copy' || exists || at.includes('/node_modules/'),
	);
	const paged = found.flatMap(({ hasPages }) => hasPages ?? []);
	return {
		roots: [...roots, ...found.flatMap(each => each.roots), ...adopted],
		hasPages: paged.length > 0 ? paged.some(Boolean) : undefined,
		isSite: marked.some(({ convention }) => !plainFolders.has(convention.name)),
		templates: marked.flatMap(({ convention: { templates } }) =>
			templates === undefined
				? []
				: (path: string) => templates.test(`/${pathBelow(folder, path, false) ?? ''}`),
		),
	};
}

const nothing = Promise.resolve(undefined);
/** The most configurations of a kind that are read of a folder. */
const mostMarks = 4;
const mostSubmodules = 100;

async function ofConvention(
	files: FileLookup,
	folder: string,
	{ name, roots, declares, adds, pages, pagesUnless }: Convention,
	mark: string,
	workspaceFolder: string,
): Promise<{ readonly roots: readonly Root[]; readonly hasPages?: boolean }> {
	const text =
		declares === undefined && pagesUnless === undefined
			? undefined
			: await files.read?.(joinPath(folder, mark));
	const foldersIn = (declaration: RegExp | undefined): readonly string[] => {
		const [, written] = declaration?.exec(text ?? '') ?? [];
		return writtenFolders(written ?? '').filter(each =>
			isWithin(joinPath(folder, each), workspaceFolder, false),
		);
	};
	const folders = foldersIn(declares);
	const added = foldersIn(adds);
	const all = roots.flatMap(([prefix, ...usual], index) =>
		(index > 0
			? usual
			: [...(folders.length > 0 ? folders : usual), ...added, ...(pages === undefined ? [] : [pages])]
		).map(each => {
			const at = joinPath(folder, each);
			const holdsSources = each === pages || (prefix === '/' && at === folder);
			return { prefix, folder: at, why: name, project: folder, ...(holdsSources && { holdsSources }) };
		}),
	);
	const found = await Promise.all(
		all.map(async root => ({ ...root, exists: await files.folderExists(root.folder) })),
	);
	// Existing ones before those that may be created.
	const rank = (root: Root) => (root.holdsSources === true ? 2 : root.exists ? 0 : 1);
	const sorted = found.toSorted((a, b) => rank(a) - rank(b));
	return { roots: sorted, ...(pagesUnless && { hasPages: !pagesUnless.test(text ?? '') }) };
}

/** A list or a word of JavaScript, TOML or YAML. */
function writtenFolders(written: string): readonly string[] {
	const quoted = [...written.matchAll(/['"]([^'"\n]{1,200})['"]/g)].map(([, folder = '']) => folder);
	const bare = written.replace(/\s#.*$/, '').trim();
	return (quoted.length > 0 ? quoted : /^[\w./-]+$/.test(bare) ? [bare] : []).filter(
		each => !/^\/|:/.test(each),
	);
}

/** The roots of a site in a folder right below, whose documents may be next to it. */
async function adoptedBy(
	files: FileLookup,
	folder: string,
	names: readonly string[],
	workspaceFolder: string,
): Promise<readonly Root[]> {
	const found = await Promise.all(
		names
			.filter(name => siteFolders.test(name))
			.map(async name => {
				const site = joinPath(folder, name);
				const inside = [...(await files.names(site))];
				const adopting = conventions.filter(({ adopts }) => adopts);
				return Promise.all(
					adopting.flatMap(convention => {
						const mark = inside.find(each => convention.mark.test(each));
						return mark === undefined ? [] : [ofConvention(files, site, convention, mark, workspaceFolder)];
					}),
				);
			}),
	);
	return found.flat().flatMap(({ roots }) => roots);
}
