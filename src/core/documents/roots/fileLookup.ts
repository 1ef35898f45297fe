import type { ImageList } from './imageList.ts';

/** Answers what exists; paths are absolute, of the form of `Uri.path`. Where nobody can say, it does. */
export interface FileLookup {
	exists(path: string): Promise<boolean>;
	/** The name in the same folder that some people, or file systems, take for that of a file that does not exist. */
	otherSpelling(path: string): Promise<string | undefined>;
	folderExists(path: string): Promise<boolean>;
	/** The names in a folder; none where there is no such folder, or nobody can say. */
	names(folder: string): Promise<ReadonlySet<string>>;
	/** The text of a small file; undefined where there is none, or it is too large. Absent where nothing is read. */
	read?(path: string): Promise<string | undefined>;
	/** The images of a workspace folder; absent where nobody has listed them. */
	images?(workspaceFolder: string): Promise<ImageList | undefined>;
	/** Where the user says that a prefix of paths leads: folders, relative to the workspace folder. */
	settings?(workspaceFolder: string): Readonly<Record<string, readonly string[]>>;
}

/** Where a document lies; both absolute, of the form of `Uri.path`, the document's spelled like its folder's. */
export interface DocumentPlace {
	readonly path: string;
	/** That the document lies in. */
	readonly workspaceFolder: string;
}
