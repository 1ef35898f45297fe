import ignore, { type Ignore } from 'ignore';
import { parentOf } from '../../core/assets/assetPath.ts';

export interface GitIgnore {
	/** Whether Git does not care for a file; its path is absolute, below the top. */
	ignores(path: string): boolean;
}

interface Level {
	readonly folder: string;
	readonly rules: Ignore;
}

/**
 * What several `.gitignore` files say together (gitignore(5)): the nearest decides, and nothing is taken back in
 * below a folder that is ignored.
 *
 * @param files their contents by the absolute path of the folder that they lie in
 * @param top is never ignored itself: the user has opened it
 */
export function createGitIgnore(files: ReadonlyMap<string, string>, top: string): GitIgnore {
	const ignorecase = process.platform !== 'linux';
	const own = new Map<string, Level>();
	for (const [folder, text] of files) {
		const rules = ignore({ ignorecase }).add(text);
		const toTop = top.startsWith(below(folder)) ? top.slice(below(folder).length) : '';
		if (toTop === '' || !rules.ignores(`${toTop}/`)) {
			own.set(folder, { folder, rules });
		}
	}
	const levels = new Map<string, readonly Level[]>();
	const folders = new Map<string, boolean>();

	/** Those that count in a folder, the nearest first. */
	function levelsOf(folder: string): readonly Level[] {
		let found = levels.get(folder);
		if (found === undefined) {
			const level = own.get(folder);
			const above = parentOf(folder) === folder ? [] : levelsOf(parentOf(folder));
			found = level === undefined ? above : [level, ...above];
			levels.set(folder, found);
		}
		return found;
	}

	function decide(path: string, isFolder: boolean): boolean {
		for (const { folder, rules } of levelsOf(parentOf(path))) {
			const relative = path.slice(below(folder).length);
			const { ignored, unignored } = rules.test(isFolder ? `${relative}/` : relative);
			if (ignored || unignored) {
				return ignored;
			}
		}
		return false;
	}

	function ignoresFolder(folder: string): boolean {
		if (folder.length <= top.length) {
			return false;
		}
		let found = folders.get(folder);
		if (found === undefined) {
			found = ignoresFolder(parentOf(folder)) || decide(folder, true);
			folders.set(folder, found);
		}
		return found;
	}

	return {
		ignores: path => own.size > 0 && (ignoresFolder(parentOf(path)) || decide(path, false)),
	};
}

/** What the absolute paths begin with that lie in a folder. */
const below = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);
