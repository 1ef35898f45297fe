import { isInside } from '../assets/assetPath.ts';
import type { LinkFamily } from './linkLanguages.ts';

/** Folders that site builders and frameworks serve at the root of the site, relative to the workspace folder. */
const served = ['public', 'static'] as const;

/** Languages whose paths a browser resolves against the site. Markdown is read on its own, too: there a path stays relative. */
const onSite: ReadonlySet<LinkFamily> = new Set(['markup', 'script', 'styles']);

/**
 * `/img/a.png` for an asset below a folder that is served at the root of the site; undefined where the way from the
 * document is the right one. All paths are absolute.
 */
export function siteRootPath(
	family: LinkFamily | undefined,
	document: string,
	asset: string,
	workspaceFolder: string,
): string | undefined {
	if (family === undefined || !onSite.has(family)) {
		return undefined;
	}
	const root = served
		.map(name => `${workspaceFolder.replace(/\/$/, '')}/${name}`)
		.find(folder => isInside(asset, folder) && asset !== folder);
	// What is served itself finds its neighbours either way, also when it is opened without a server.
	return root === undefined || isInside(document, root) ? undefined : asset.slice(root.length);
}
