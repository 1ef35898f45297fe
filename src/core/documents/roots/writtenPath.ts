import { posix } from 'node:path';
import { joinPath } from '../../assets/assetPath.ts';
import { isWithinFolder } from '../../assets/samePath.ts';

/** The parts of a written path. */
export interface WrittenPath {
	/** `/`, the alias of a bundler with its slash (`@/`, `$lib/`), else empty. */
	readonly prefix: string;
	/** Without the prefix and without `.` and `..`. */
	readonly rest: string;
	/** How many folders up it begins from where it starts; none from the root of a site. */
	readonly ups: number;
	/** Whether a relative path begins with `./` or `../`. */
	readonly isDotted: boolean;
}

const alias = /^(?!~~\/)~?(@{1,2}\/|~\/|#\/|[@~#$][\w-]+\/)|^(~~\/)/;

/** Undefined where it doesn't name a file: an unclosed alias, or a path that ends in a folder above. */
export function readPath(path: string): WrittenPath | undefined {
	if (path === '' || /[\0\\]/.test(path)) {
		return undefined;
	}
	const [whole = '', named, name = named ?? ''] = alias.exec(path) ?? [];
	const prefix = path.startsWith('/') ? '/' : name;
	if (prefix === '' && /^[~#$]/.test(path)) {
		return undefined;
	}
	const start = prefix === '/' ? 1 : whole.length;
	const clean = posix.normalize(path.slice(start));
	const above = /^(?:\.\.\/)*/.exec(clean)?.[0].length ?? 0;
	const rest = clean.slice(above).replace(/^\/+/, '');
	const isRelative = prefix === '';
	const ups = prefix === '/' ? 0 : above / 3;
	return rest === '' || rest === '.' || rest === '..'
		? undefined
		: { prefix, rest, ups, isDotted: isRelative && /^\.{1,2}\//.test(path) };
}

/** A relative path as it would be written from the root of a site. */
export function fromSite({ rest }: WrittenPath): WrittenPath {
	return { prefix: '/', rest, ups: 0, isDotted: false };
}

/** The first folder of what follows the prefix; empty where there is none. */
export const firstFolder = ({ rest }: WrittenPath): string => rest.slice(0, Math.max(0, rest.indexOf('/')));

/** Where a path leads from a folder; undefined outside the workspace folder. */
export function pathFrom(
	folder: string,
	{ rest, ups }: WrittenPath,
	workspaceFolder: string,
): string | undefined {
	const path = joinPath(folder, '../'.repeat(ups) + rest);
	return isWithinFolder(path, workspaceFolder) ? path : undefined;
}

/** Where a path leads whose prefix maps to a folder; undefined where it has another prefix, or leads outside. */
export function pathFromRoot(
	{ prefix, folder }: { readonly prefix: string; readonly folder: string },
	path: WrittenPath,
	workspaceFolder: string,
): string | undefined {
	if (prefix === '' ? path.prefix !== '' : path.prefix === '' && (path.isDotted || path.ups > 0)) {
		return undefined;
	}
	const written = path.prefix + path.rest;
	const found = [written, ...(isModuleOfStyles(path) ? [written.slice(1)] : [])].find(each =>
		each.startsWith(prefix),
	);
	return found === undefined
		? undefined
		: pathFrom(folder, { ...path, rest: found.slice(prefix.length) }, workspaceFolder);
}

/** Whether it is a module behind a tilde (`~images/a.png`), as stylesheets name them. */
export const isModuleOfStyles = ({ prefix }: WrittenPath): boolean => /^~\w/.test(prefix);
