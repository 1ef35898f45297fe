import { assetFileName } from '../assets/assetFileName.ts';
import { baseNameOf, isInside, joinPath, normalizePath, parentOf } from '../assets/assetPath.ts';
import { nameKey } from '../assets/freeName.ts';
import { formatOfName } from '../assets/imageFormat.ts';
import type { PixelSize } from '../assets/pixelSize.ts';
import { cleanLine } from '../prompts/cleanText.ts';
import type { ImageReference } from './find/imageReference.ts';
import { promptFor, saysSomething } from './find/promptOf.ts';
import { candidatePaths } from './find/resolveReference.ts';
import { sizeInName } from './find/sizeInName.ts';

/** Answers what exists; paths are absolute, of the form of `Uri.path`. Where nobody can say, it does. */
export interface FileLookup {
	exists(path: string): Promise<boolean>;
	/** The name in the same folder that some file systems take for that of a file that does not exist. */
	otherSpelling(path: string): Promise<string | undefined>;
	folderExists(path: string): Promise<boolean>;
}

/** Where a document lies; both absolute, of the form of `Uri.path`. */
export interface DocumentPlace {
	readonly path: string;
	/** That the document lies in. */
	readonly workspaceFolder: string;
}

/** A reference to an image that does not exist. */
export interface MissingReference extends DocumentPlace {
	readonly reference: ImageReference;
	/** Absolute: where the image is looked for, and where it is to be. */
	readonly target: string;
	/** The name of a file there that differs in case alone: to be linked, rather than made. */
	readonly otherSpelling?: string;
}

/** One image that one or more references lack. */
export interface MissingImage {
	/** Absolute. */
	readonly target: string;
	/** Absolute. */
	readonly workspaceFolder: string;
	/** On one line; empty where nothing says what it shows. */
	readonly prompt: string;
	/** Whether a word of its file's name is all that says it, at most: too little to spend credits on unseen. */
	readonly isVague: boolean;
	/** Exact pixels; undefined where no reference says them. */
	readonly size: PixelSize | undefined;
	/** Where it is missed: at least one. */
	readonly references: readonly MissingReference[];
}

/** Folders that a site is served from, below the document's folder or any above it in the workspace folder. */
const servedFolders = ['public', 'static'] as const;

/**
 * The folders that a path with a leading `/` starts from, the likeliest first: `public` and `static` of the
 * folders above the document (a workspace may hold several packages), the nearest first; then `assets` and the
 * workspace folder itself.
 */
export function siteRoots({ path, workspaceFolder }: DocumentPlace): readonly string[] {
	const workspace = normalizePath(workspaceFolder);
	const roots: string[] = [];
	for (let folder = parentOf(normalizePath(path)); isInside(folder, workspace); folder = parentOf(folder)) {
		roots.push(...servedFolders.map(name => joinPath(folder, name)));
		if (folder === workspace) {
			break;
		}
	}
	return [...roots, joinPath(workspace, 'assets'), workspace];
}

/**
 * Those of a document's references whose image does not exist, in their order. What no file can be named, or
 * nobody can resolve, is left out.
 */
export async function missingAmong(
	references: readonly ImageReference[],
	place: DocumentPlace,
	files: FileLookup,
): Promise<readonly MissingReference[]> {
	let roots: readonly string[] | undefined;
	const found = await Promise.all(
		references.map(async (reference): Promise<MissingReference | undefined> => {
			const target = reference.path.startsWith('/')
				? await missingInSite(reference.path, place, (roots ??= siteRoots(place)), files)
				: await missingBeside(reference.path, place, files);
			if (target === undefined || !canBeNamed(target, place)) {
				return undefined;
			}
			const otherSpelling = await files.otherSpelling(target);
			return { reference, target, ...place, ...(otherSpelling !== undefined && { otherSpelling }) };
		}),
	);
	return found.filter(each => each !== undefined);
}

async function missingBeside(
	path: string,
	{ path: document, workspaceFolder }: DocumentPlace,
	files: FileLookup,
): Promise<string | undefined> {
	const [candidate] = candidatePaths(path, document, workspaceFolder, []);
	return candidate === undefined || (await files.exists(candidate)) ? undefined : candidate;
}

/** Below the first site root that exists, where it exists below none of them. */
async function missingInSite(
	path: string,
	place: DocumentPlace,
	roots: readonly string[],
	files: FileLookup,
): Promise<string | undefined> {
	const { path: document, workspaceFolder } = place;
	const first = path.split('/').find(segment => segment !== '');
	let target: string | undefined;
	for (const root of roots) {
		// `/assets/a.png` is `assets/a.png`, rather than `assets/assets/a.png`.
		const bases = baseNameOf(root) === first ? [parentOf(root), root] : [root];
		const candidates = candidatePaths(path, document, workspaceFolder, bases);
		for (const candidate of candidates) {
			if (await files.exists(candidate)) {
				return undefined;
			}
		}
		if (target === undefined && mayHold(root, place) && (await files.folderExists(root))) {
			[target] = candidates;
		}
	}
	return target;
}

/** Whether what is missing may be put there: `assets` is served, if at all, under its own name. */
function mayHold(root: string, { workspaceFolder }: DocumentPlace): boolean {
	return root !== joinPath(normalizePath(workspaceFolder), 'assets');
}

/** Whether a file can have exactly this path on every platform, below the workspace folder. */
function canBeNamed(target: string, { workspaceFolder }: DocumentPlace): boolean {
	const segments = relativeTarget({ target, workspaceFolder }).split('/');
	const name = segments.pop() ?? '';
	return (
		assetFileName(name, formatOfName(name)) === name &&
		segments.every(segment => assetFileName(`${segment}.png`, 'png') === `${segment}.png`)
	);
}

/** The exact pixels that a reference asks for: those in the file's name before those of its attributes. */
export function sizeOf({ path, width, height }: ImageReference): PixelSize | undefined {
	return sizeInName(path) ?? (width === undefined || height === undefined ? undefined : { width, height });
}

/**
 * One image for each path that references lack, in the order in which they are first missed: with the prompt of
 * the reference that says most, and the largest size. Paths that differ in case alone are one, as they are on many
 * file systems; what exists in another spelling is not lacking.
 */
export function groupMissing(missing: readonly MissingReference[]): readonly MissingImage[] {
	const groups = new Map<string, MissingReference[]>();
	for (const each of missing.filter(({ otherSpelling }) => otherSpelling === undefined)) {
		const key = nameKey(each.target);
		const group = groups.get(key);
		if (group === undefined) {
			groups.set(key, [each]);
		} else {
			group.push(each);
		}
	}
	return [...groups.values()].map(imageOf);
}

function imageOf(references: readonly MissingReference[]): MissingImage {
	const [first] = references;
	let prompt = '';
	let described = false;
	let size: PixelSize | undefined;
	for (const { reference } of references) {
		const own = promptFor(reference);
		const describes = isDescribed(reference);
		if (
			prompt === '' ||
			(describes && !described) ||
			(describes === described && own.length > prompt.length)
		) {
			prompt = own;
			described = describes;
		}
		const wanted = sizeOf(reference);
		if (wanted && (size === undefined || wanted.width * wanted.height > size.width * size.height)) {
			size = wanted;
		}
	}
	const { target = '', workspaceFolder = '' } = first ?? {};
	return { target, workspaceFolder, prompt, isVague: !described && !/\s/.test(prompt), size, references };
}

/** Whether the document says what the image shows, rather than only where it stands. */
function isDescribed({ texts: { alt, title, caption, ariaLabel } }: ImageReference): boolean {
	return [alt, title, caption, ariaLabel].some(text => saysSomething(cleanLine(text ?? '')));
}

/** A missing image's path from its workspace folder. */
export function relativeTarget({
	target,
	workspaceFolder,
}: Pick<MissingImage, 'target' | 'workspaceFolder'>): string {
	return target.slice(normalizePath(workspaceFolder).replace(/\/$/, '').length + 1);
}
