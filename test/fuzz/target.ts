/** A reader of something from outside. */
export interface Target {
	readonly name: string;
	/** Valid inputs, and others that are worth to start from. Bytes are texts of Latin-1. */
	readonly seeds: readonly string[];
	/** What means something to this reader, beside what means something to all. */
	readonly tokens?: readonly string[];
	/** The seeds are JSON: their values are changed, too. */
	readonly json?: true;
	/** UTF-16 units of the longest input; 100,000 where it does not say. */
	readonly longest?: number;
	/** How many functions it feeds, each of which may take its time; 1 where it does not say. */
	readonly readers?: number;
	/** Throws where the reader breaks its word. */
	readonly run: (input: string) => unknown;
}

/** What a reader is allowed to throw. Returns what it returned; undefined where it threw that. */
export function allowing<T>(
	errors: readonly (abstract new (...args: never[]) => Error)[],
	read: () => T,
): T | undefined {
	try {
		return read();
	} catch (error) {
		if (errors.some(each => error instanceof each)) {
			return undefined;
		}
		throw error;
	}
}
