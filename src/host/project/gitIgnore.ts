import { parentOf } from '../../core/assets/assetPath.ts';
import { parseGitIgnore, type GitIgnoreRules } from '../../core/documents/roots/gitIgnoreRules.ts';

export type GitIgnore = ReturnType<typeof createGitIgnore>;

interface Level {
	readonly folder: string;
	readonly rules: GitIgnoreRules;
}

/**
 * Combines several `.gitignore` files (gitignore(5)): the nearest one decides, and nothing below an ignored folder
 * can be included again.
 *
 * @param files their contents, by the absolute path of their folder
 * @param top the opened folder; never ignored itself
 */
export function createGitIgnore(files: ReadonlyMap<string, string>, top: string) {
	const ignorecase = process.platform !== 'linux';
	const own = new Map<string, Level>();
	for (const [folder, text] of files) {
		const rules = parseGitIgnore(text, ignorecase);
		const toTop = top.startsWith(below(folder)) ? top.slice(below(folder).length) : '';
		if (!ignoresWay(rules, toTop)) {
			own.set(folder, { folder, rules });
		}
	}
	const levels = new Map<string, readonly Level[]>();
	const folders = new Map<string, boolean>();

	/** The levels that apply in a folder, nearest first. */
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
			const decision = rules.decide(relative, isFolder);
			if (decision !== undefined) {
				return decision === 'ignored';
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
		/** Whether Git ignores a file; its path is absolute, below `top`. */
		ignores: (path: string): boolean =>
			own.size > 0 && (ignoresFolder(parentOf(path)) || decide(path, false)),
	};
}

/** Whether a folder or one of its parents is ignored; '' is the folder of the `.gitignore` file itself. */
function ignoresWay(rules: GitIgnoreRules, folder: string): boolean {
	for (let end = folder.indexOf('/'); ; end = folder.indexOf('/', end + 1)) {
		const path = end === -1 ? folder : folder.slice(0, end);
		if (path !== '' && rules.decide(path, true) === 'ignored') {
			return true;
		}
		if (end === -1) {
			return false;
		}
	}
}

/** The prefix of all absolute paths in a folder. */
const below = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);
