/** The outcome of restoring a file. `taken`: something else has its name. `gone`: its copy is no longer kept. */
export type PutBack = 'restored' | 'taken' | 'gone';
