/** `{ warm: 'red orange' }` as a map from each word to its key. */
export function keyByWord<K extends string>(table: Readonly<Record<K, string>>): ReadonlyMap<string, K> {
	const entries = Object.entries<string>(table) as [K, string][];
	return new Map(entries.flatMap(([key, words]) => words.split(' ').map(word => [word, key] as const)));
}
