import { AssetError, type BadPathReason } from './assetError.ts';
import { joinPath } from './assetPath.ts';
import { owningFolder, spelledLike } from './samePath.ts';

/**
 * Controls, bidirectional controls and other characters that cannot be seen; not a joiner inside of emoji and of words
 * of many scripts, also where a suffix is joined to a word in Latin letters (`PDF‌ها`).
 */
export const unseen =
	/(?!(?<=[^\0-\u007f\u200c\u200d])[\u200c\u200d](?=[^\0-\u007f\u200c\u200d])|(?<=[A-Za-z\d])\u200c(?=[^\0-\u007f\u200c\u200d])|(?<=[^\0-\u007f\u200c\u200d])\u200c(?=[A-Za-z\d]))[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

/** A segment that Windows does not allow, or would take for another one. */
const unsafeSegment = /[<>:"|?*]|[. ]$|^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

export function badPath(text: string, reason: BadPathReason): AssetError {
	return new AssetError('badPath', `Refused path ${JSON.stringify(text)}: ${reason}`, { path: text, reason });
}

/** What is wrong with a path before it is resolved, or undefined. */
function pathFault(text: string): BadPathReason | undefined {
	if (unseen.test(text)) {
		return 'controlCharacter';
	}
	if (/^(?:\\\\|\/\/)/.test(text)) {
		return 'network';
	}
	if (text.includes('\\')) {
		return 'backslash';
	}
	if (text.startsWith('~')) {
		return 'home';
	}
	return /^[a-z]:/i.test(text) ? 'drive' : undefined;
}

/** Whether a path as it was written holds a `..` segment. */
const hasParent = (text: string): boolean => text.split('/').includes('..');

/**
 * Refuses folder names, written by hand, that do not work on every system. Names that come from a variable already
 * exist and are left alone.
 */
export function checkSegments(literal: string, text: string): void {
	const segments = literal.split('/').filter(segment => segment !== '' && !/^\.\.?$/.test(segment));
	if (segments.some(segment => unsafeSegment.test(segment))) {
		throw badPath(text, 'unsafeName');
	}
}

/**
 * Resolves a path that was given as text to an absolute one inside a workspace folder. An absolute one is accepted if
 * it is already inside one, and gets that one's spelling; links are not followed (see `confine`).
 *
 * @param base the folder that a relative path starts from
 * @param ignoresCase whether the file system does, for absolute paths
 * @param allowParent whether the path may hold `..`
 * @throws AssetError `badPath` with its reason, or `outsideWorkspace`
 */
export function resolvePathText(
	text: string,
	base: string,
	workspaceFolders: readonly string[],
	{ ignoresCase, allowParent = false }: { readonly ignoresCase: boolean; readonly allowParent?: boolean },
): string {
	const absolute = text.startsWith('/');
	const owner = absolute ? owningFolder(text, workspaceFolders, ignoresCase) : undefined;
	// A network share that is a workspace folder itself begins with two slashes.
	const fault = pathFault(owner !== undefined && text.startsWith('//') ? text.slice(1) : text);
	if (fault !== undefined) {
		throw badPath(text, fault);
	}
	if (!allowParent && hasParent(text)) {
		throw badPath(text, 'parent');
	}
	if (absolute && owner === undefined) {
		throw badPath(text, 'absolute');
	}
	const path = owner === undefined ? joinPath(base, text) : spelledLike(owner, text, ignoresCase);
	if (owningFolder(path, workspaceFolders, ignoresCase) === undefined) {
		throw new AssetError('outsideWorkspace', `${path} is outside the workspace.`, { path });
	}
	return path;
}
