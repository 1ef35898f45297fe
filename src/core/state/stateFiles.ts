/** One file or folder, as it stands in a folder. */
export interface StateEntry {
	readonly name: string;
	readonly isFolder: boolean;
	/** Of a file; 0 for a folder. */
	readonly bytes: number;
	/** When it was written or touched last, in milliseconds since the epoch. */
	readonly at: number;
}

/** What a loss of power leaves, at most, of a file that was removed durably; bytes. */
export const removedLength = 2;

/**
 * A folder of the extension's own, shared by every window: what must outlive a window is kept here, a small
 * file for each fact. Paths are relative to it, with `/` between segments.
 */
export interface StateFiles {
	/** The names in a folder, none where there is no folder. Half-written files are not among them. */
	list(folder: string): Promise<string[]>;
	/** All that is in a folder, half-written files too; none where there is no folder. `''` is the top. */
	entries(folder: string): Promise<StateEntry[]>;
	/** The bytes from an offset on; undefined where there is no such file. */
	read(path: string, from?: number): Promise<Uint8Array | undefined>;
	/**
	 * Writes a whole file, in place of one that is there; readers see the old content or the new one, never a
	 * part. Folders are made as needed. On the disk before it resolves, unless it is `quick`: then a loss of power
	 * may lose it.
	 *
	 * @throws StateError
	 */
	write(path: string, content: Uint8Array | string, durability?: 'quick'): Promise<void>;
	/**
	 * The same for a file that must not exist; false where it does. Of two callers one gets true. A crash on
	 * the way may leave the file with only a part of its content.
	 *
	 * @throws StateError
	 */
	create(path: string, content: string, durability?: 'quick'): Promise<boolean>;
	/**
	 * Adds to the end of a file, which is made as needed; on the disk before it resolves. A crash on the way may leave
	 * a part of the text. To be called by one window at a time.
	 *
	 * @throws StateError
	 */
	append(path: string, text: string): Promise<void>;
	/**
	 * Removes a file, or a folder with all that is in it; succeeds where there is nothing. A loss of power may bring it
	 * back, unless it is `durable`: then no more of it than its first `removedLength` bytes.
	 */
	remove(path: string, durability?: 'durable'): Promise<void>;
	/** Bytes; undefined where there is no such file. */
	sizeOf(path: string): Promise<number | undefined>;
	/** Moves a folder to a path where nothing is. */
	move(from: string, to: string): Promise<void>;
	/** When the file was written or touched last, in milliseconds since the epoch; undefined where there is none. */
	touchedAt(path: string): Promise<number | undefined>;
	/** Sets that time. False where there is no such file. */
	touch(path: string, at: number): Promise<boolean>;
}

/** Begins the names of files that are not whole yet; nobody lists them. */
export const partMark = '.part-';

/** The extension's own folder could not be written: its disk is full, read-only, or gone. */
export class StateError extends Error {
	override readonly name = 'StateError';
}

/** The text of a file; undefined where there is none. */
export async function readText(files: StateFiles, path: string): Promise<string | undefined> {
	const content = await files.read(path);
	return content && new TextDecoder().decode(content);
}
