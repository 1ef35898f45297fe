import { joinPath } from '../../assets/assetPath.ts';
import { isWithinFolder, pathBelow } from '../../assets/samePath.ts';
import { isLanguage } from './twinImage.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Other places of a file that ends up at a path once the site is built: a project's folders that are served at the
 * same place are merged there, such as the pages and the theme of MkDocs.
 *
 * @param path absolute
 */
export function overlaid(
	path: string | undefined,
	{ roots }: Pick<Surroundings, 'roots'>,
): readonly string[] {
	if (path === undefined) {
		return [];
	}
	const served = roots.filter(({ prefix, isSite }) => prefix === '/' && isSite !== true);
	return served
		.filter(({ folder }) => isWithinFolder(path, folder))
		.flatMap(from =>
			served
				.filter(({ project, folder }) => project === from.project && ![from.folder, project].includes(folder))
				.flatMap(({ folder }) => {
					const below = pathBelow(from.folder, path, false) ?? '';
					return [below, ...withoutLanguage(below)].map(each => joinPath(folder, each));
				}),
		);
}

/** The pages of a language may be served at the root of the site. */
function withoutLanguage(below: string): readonly string[] {
	const at = below.indexOf('/');
	return at > 0 && isLanguage(below.slice(0, at)) ? [below.slice(at + 1)] : [];
}
