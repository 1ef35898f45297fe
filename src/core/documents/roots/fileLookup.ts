import type { ImageList } from './imageList.ts';

/** Answers what exists; paths are absolute, of the form of `Uri.path`. Where nobody can say, it does. */
export interface FileLookup {
	exists(path: string): Promise<boolean>;
	/** The name in the same folder that some file systems take for that of a file that does not exist. */
	otherSpelling(path: string): Promise<string | undefined>;
	folderExists(path: string): Promise<boolean>;
	/** The images of the workspace folder; absent where nobody has listed them. */
	images?(): Promise<ImageList | undefined>;
}

/** Where a document lies; both absolute, of the form of `Uri.path`, the document's spelled like its folder's. */
export interface DocumentPlace {
	readonly path: string;
	/** That the document lies in. */
	readonly workspaceFolder: string;
}
