/** One file or folder inside a folder. */
export interface StateEntry {
	readonly name: string;
	readonly isFolder: boolean;
	/** Of a file; 0 for a folder. */
	readonly bytes: number;
	/** When it was last written or touched, in milliseconds since the epoch. */
	readonly at: number;
}

/** The most that a power loss leaves of a durably removed file; bytes. */
export const removedLength = 2;

/**
 * The extension's own folder, shared by all windows: it holds what must outlive a window, one small file per fact.
 * Paths are relative to it, with `/` between segments.
 */
export interface StateFiles {
	/** The names in a folder; none where there is no folder. Half-written files are left out. */
	list(folder: string): Promise<string[]>;
	/** Everything in a folder, including half-written files; none where there is no folder. `''` is the top. */
	entries(folder: string): Promise<StateEntry[]>;
	/** The bytes from an offset on; undefined where there is no such file. */
	read(path: string, from?: number): Promise<Uint8Array | undefined>;
	/**
	 * Writes a whole file, replacing one that exists; readers see the old content or the new, never a part. Folders
	 * are created as needed. The content is on disk before this resolves, unless it is `quick`: then a power loss may
	 * lose it.
	 *
	 * @throws StateError
	 */
	write(path: string, content: Uint8Array | string, durability?: 'quick'): Promise<void>;
	/**
	 * The same for a file that must not exist yet; false where it does. Of two callers, one gets true. A crash on the
	 * way may leave the file with only part of its content.
	 *
	 * @throws StateError
	 */
	create(path: string, content: string, durability?: 'quick'): Promise<boolean>;
	/**
	 * Appends to a file, which is created as needed; on disk before this resolves. A crash on the way may leave part
	 * of the text. Only one window may call this at a time.
	 *
	 * @throws StateError
	 */
	append(path: string, text: string): Promise<void>;
	/**
	 * Removes a file, or a folder with everything in it; succeeds where there is nothing. A power loss may bring it
	 * back, unless it is `durable`: then at most its first `removedLength` bytes.
	 */
	remove(path: string, durability?: 'durable'): Promise<void>;
	/** Bytes; undefined where there is no such file. */
	sizeOf(path: string): Promise<number | undefined>;
	/** Moves a folder to a path where nothing exists. */
	move(from: string, to: string): Promise<void>;
	/** When the file was last written or touched, in milliseconds since the epoch; undefined where there is none. */
	touchedAt(path: string): Promise<number | undefined>;
	/** Sets that time. False where there is no such file. */
	touch(path: string, at: number): Promise<boolean>;
}

/** Prefix of the names of files that are not complete yet; `list` leaves them out. */
export const partMark = '.part-';

/** The extension's own folder could not be written: its disk is full, read-only, or gone. Its message is for the log. */
export class StateError extends Error {
	override readonly name = 'StateError';
	/** `held`: another window doesn't release what it holds. `failed`: the cause says why. */
	readonly code: 'failed' | 'held';

	constructor(
		message: string,
		{ code = 'failed', cause }: { code?: 'failed' | 'held'; cause?: unknown } = {},
	) {
		super(message, cause === undefined ? undefined : { cause });
		this.code = code;
	}
}

/** For a `catch` that handles no other error. @throws whatever isn't a StateError. */
export function requireStateError(error: unknown): asserts error is StateError {
	if (!(error instanceof StateError)) {
		throw error;
	}
}

/** The text of a file; undefined where there is none. */
export async function readText(files: StateFiles, path: string): Promise<string | undefined> {
	const content = await files.read(path);
	return content && new TextDecoder().decode(content);
}
