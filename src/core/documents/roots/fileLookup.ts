import type { ImageList } from './imageList.ts';

/**
 * Answers what exists; paths are absolute, in the form of `Uri.path`. A file counts as existing where that can't be
 * determined.
 */
export interface FileLookup {
	exists(path: string): Promise<boolean>;
	/** A name in the same folder that people or file systems may take for that of a missing file. */
	otherSpelling(path: string): Promise<string | undefined>;
	folderExists(path: string): Promise<boolean>;
	/** The names in a folder; none where there is no such folder, or it can't be read. */
	names(folder: string): Promise<ReadonlySet<string>>;
	/** The text of a small file; undefined where there is none, or it is too large. Absent where files aren't read. */
	read?(path: string): Promise<string | undefined>;
	/** The images of a workspace folder; absent where they haven't been listed. */
	images?(workspaceFolder: string): Promise<ImageList | undefined>;
	/** The folders that the user's setting maps prefixes of paths to, relative to the workspace folder. */
	settings?(workspaceFolder: string): Readonly<Record<string, readonly string[]>>;
}

/** Where a document is; both paths are absolute, in the form of `Uri.path`, and spelled alike. */
export interface DocumentPlace {
	readonly path: string;
	/** The one that the document is in. */
	readonly workspaceFolder: string;
}
