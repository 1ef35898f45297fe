import { joinPath } from '../../assets/assetPath.ts';
import { isWithin, pathBelow } from '../../assets/samePath.ts';
import { scriptConfig } from './conventions.ts';
import type { FileLookup } from './fileLookup.ts';
import { parseConfig, textOf } from './parseConfig.ts';

/** Configurations that say where a site is published, besides those that are scripts. */
const otherConfig =
	/^(?:package\.json|_config\.ya?ml|mkdocs(?:\.[\w-]+)?\.ya?ml|(?:hugo|config)\.(?:toml|ya?ml|json)|gatsby-config\.[cm]?[jt]s|next-sitemap\.config\.[cm]?js)$/;
/** `homepage`, `site`, `url` and what else they are called, with an address. */
const declaration =
	/(?<![\w$-])["']?(?:homepage|site|(url)|siteUrl|site_url|base_url|baseURL|baseUrl|hostname|metadataBase)["']?\s{0,9}[:=]\s{0,9}(?:new URL\()?["'`]?(https?:\/\/[\w.:-]{1,200}(?:\/[\w./~-]{0,200})?)/gi;
/** Where code is, rather than a site. */
const codeHost = /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|npmjs\.com)$/;
/** Folders that `CNAME` may be in, relative to the project's. */
const cnames = ['CNAME', 'public/CNAME', 'static/CNAME', 'docs/CNAME'];
/** The most configurations of a folder that are read. */
const mostConfigs = 8;

/** Where a project's site is published, as far as the files in a folder state it. */
export interface DeclaredSite {
	/** In lower case, without a default port: `example.com`. */
	readonly host: string;
	/** The path that the site begins at, with a slash at both ends. */
	readonly base: string;
	/** Its name says only that it is an address, as those of menus and authors do. */
	readonly isAnyUrl: boolean;
}

/** Nothing is run; unreadable files declare nothing. */
export async function declaredSites(
	folder: string,
	names: ReadonlySet<string>,
	read: NonNullable<FileLookup['read']>,
): Promise<readonly DeclaredSite[]> {
	const configs = [...names].filter(name => scriptConfig.test(name) || otherConfig.test(name));
	const inFolders = cnames.filter(path => names.has(path.replace(/\/.*/, '')));
	const [texts, domains] = await Promise.all([
		Promise.all(configs.slice(0, mostConfigs).map(name => read(joinPath(folder, name)))),
		Promise.all(inFolders.map(path => read(joinPath(folder, path)))),
	]);
	const addresses = [
		...texts.flatMap((text, index) =>
			// The author of a package has an address as well.
			configs[index] === 'package.json'
				? [['', undefined, textOf(parseConfig(text)?.homepage)]]
				: [...(text ?? '').matchAll(declaration)],
		),
		...domains
			.flatMap(text => /^[\w.-]+\.[\w-]+\s*$/.exec(text ?? '')?.[0].trim() ?? [])
			.map(each => ['', undefined, `https://${each}`]),
	];
	return addresses.flatMap(([, urlKey, address = '']) => {
		const url = URL.canParse(address) ? new URL(address) : undefined;
		return url === undefined || codeHost.test(url.host)
			? []
			: [{ host: url.host, base: url.pathname.replace(/\/?$/, '/'), isAnyUrl: urlKey !== undefined }];
	});
}

/** The path from the root of the site for a path at an address; undefined where the address is none of the sites. */
export function pathOnSite(sites: readonly DeclaredSite[], site: string, path: string): string | undefined {
	const host = URL.canParse(site) ? new URL(site).host : '';
	const same = (each: DeclaredSite) => each.host.replace(/^www\./, '') === host.replace(/^www\./, '');
	const declared = sites.find(each => same(each) && isWithin(path, each.base, false));
	return declared && `/${pathBelow(declared.base, path, false) ?? ''}`;
}
