import { parentOf } from '../../core/assets/assetPath.ts';
import { parseGitIgnore, type GitIgnoreRules } from '../../core/documents/roots/gitIgnoreRules.ts';

export interface GitIgnore {
	/** Whether Git does not care for a file; its path is absolute, below the top. */
	ignores(path: string): boolean;
}

interface Level {
	readonly folder: string;
	readonly rules: GitIgnoreRules;
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
		const rules = parseGitIgnore(text, ignorecase);
		const toTop = top.startsWith(below(folder)) ? top.slice(below(folder).length) : '';
		if (!ignoresWay(rules, toTop)) {
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
		ignores: path => own.size > 0 && (ignoresFolder(parentOf(path)) || decide(path, false)),
	};
}

/** Whether a folder is ignored, or one on the way to it; '' is the file's own. */
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

/** What the absolute paths begin with that lie in a folder. */
const below = (folder: string): string => (folder.endsWith('/') ? folder : `${folder}/`);
