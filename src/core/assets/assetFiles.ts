/**
 * The file system, as far as assets need it. Paths are absolute, in the form of `Uri.path`: `/`
 * between segments, `/c:/…` on Windows, `//server/share/…` for a network share. Every method rejects with
 * an `AssetError`.
 */
export interface AssetFiles {
	/** Whether the file system takes names for one that differ in letter case alone; undefined is no. */
	readonly ignoresCase?: boolean;

	/**
	 * What is at `path`, links followed; undefined only where there is nothing. A link that leads nowhere
	 * counts as a file: something is there.
	 */
	stat(path: string): Promise<'file' | 'folder' | undefined>;

	/** `path` with every link in it resolved; `notFound` where it leads nowhere. */
	realPath(path: string): Promise<string>;

	/** The names in a folder, in the form the file system keeps them in. */
	list(folder: string): Promise<string[]>;

	/** Creates the folder and those above it that are missing; succeeds where it exists. */
	createFolder(path: string): Promise<void>;

	/**
	 * The file's bytes; `notFound` where there is none, `notAFile` for a folder, a device, a pipe or a socket, none of
	 * which is opened, and `tooLarge` for a file of more than `most` bytes (by default what an image may have).
	 */
	read(path: string, most?: number): Promise<Uint8Array>;

	/** Whether a file that exists is marked as read-only, or may not be written by this user. */
	isReadOnly(path: string): Promise<boolean>;

	/**
	 * Writes a new file whose whole content appears at once, and has it on disk before it resolves.
	 * Never replaces anything: `taken` where the name exists. Leaves nothing else in the folder, unless the
	 * process dies on the way (see `discardUnfinished`).
	 */
	publish(path: string, bytes: Uint8Array): Promise<'saved' | 'taken'>;

	/**
	 * Removes what a `publish` of these bytes to this path left behind when its process died: part files,
	 * and a reservation of the name. Touches nothing else; not to be called while such a `publish` runs.
	 */
	discardUnfinished(path: string, bytes: Uint8Array): Promise<void>;

	/**
	 * Gives a file that exists another content, on the disk before it resolves. On a disk, readers see the old
	 * content or the new one, never a part; its owner, its group and its mode stay as far as the file system lets
	 * them. `notFound` where there is no file, and `fileReadOnly` where it is read-only, unless `evenReadOnly`.
	 */
	replace(path: string, bytes: Uint8Array, evenReadOnly?: boolean): Promise<void>;

	/** Removes a file; succeeds where there is none. */
	remove(path: string): Promise<void>;
}
