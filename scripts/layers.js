/**
 * Which part of the source may import which, in one table; ESLint and the bundler both read it.
 * Keys and values are folders below `src`; `extension.ts` stands for itself.
 */
export const layers = {
	'extension.ts': ['core', 'host', 'shared'],
	host: ['core', 'shared'],
	core: ['shared'],
	webview: ['shared'],
	shared: [],
};

/** The layer of a path relative to `src` (POSIX separators), or undefined outside the layers. */
export function layerOf(path) {
	const first = path.split('/')[0];
	return first in layers ? first : undefined;
}

/** Whether a file of layer `from` may import a file of layer `to`. */
export function mayImport(from, to) {
	return from === to || layers[from].includes(to);
}
