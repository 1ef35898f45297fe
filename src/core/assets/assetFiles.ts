/**
 * The file system, as far as assets need it. Paths are absolute, in the form of `Uri.path`: `/`
 * between segments, `/c:/…` on Windows, `//server/share/…` for a network share. Every method rejects with
 * an `AssetError`.
 */
export interface AssetFiles {
	/** Whether the file system ignores letter case in names; undefined means no. */
	readonly ignoresCase?: boolean;

	/**
	 * What is at `path`, links followed; undefined only if there is nothing. A dangling link counts as a file:
	 * something is there.
	 */
	stat(path: string): Promise<'file' | 'folder' | undefined>;

	/** `path` with every link in it resolved; `notFound` if it leads nowhere. */
	realPath(path: string): Promise<string>;

	/** The names in a folder, in the form the file system keeps them in. */
	list(folder: string): Promise<string[]>;

	/** Creates the folder and its missing parents; succeeds if it exists. */
	createFolder(path: string): Promise<void>;

	/**
	 * The file's bytes; `notFound` if there is none, `notAFile` for a folder, a device, a pipe or a socket, none of
	 * which is opened, and `tooLarge` for a file of more than `most` bytes (by default what an image may have).
	 */
	read(path: string, most?: number): Promise<Uint8Array>;

	/** Whether a file that exists is marked as read-only, or may not be written by this user. */
	isReadOnly(path: string): Promise<boolean>;

	/**
	 * Writes a new file, whose content appears atomically and is on disk before this resolves. Never replaces
	 * anything: `taken` if the name exists. Leaves nothing else in the folder, unless the process dies on the way
	 * (see `discardUnfinished`).
	 */
	publish(path: string, bytes: Uint8Array): Promise<'saved' | 'taken'>;

	/**
	 * Removes what a `publish` of these bytes to this path left behind when its process died: part files,
	 * and a reservation of the name. Touches nothing else; must not be called while such a `publish` runs.
	 */
	discardUnfinished(path: string, bytes: Uint8Array): Promise<void>;

	/**
	 * Replaces the content of an existing file; it is on disk before this resolves. On a disk, readers see the old
	 * content or the new one, never a part; its owner, its group and its mode stay as far as the file system lets
	 * them. `notFound` if there is no file, and `fileReadOnly` if it is read-only, unless `evenReadOnly`.
	 */
	replace(path: string, bytes: Uint8Array, evenReadOnly?: boolean): Promise<void>;

	/** Removes a file; succeeds if there is none. */
	remove(path: string): Promise<void>;
}
