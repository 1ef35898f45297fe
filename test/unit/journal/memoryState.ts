import type { StateFiles } from '../../../src/core/state/stateFiles.ts';

/** `StateFiles` in memory, for what would take too long on a disk; `failAfter` lets so many more changes through. */
export function memoryState(): StateFiles & { readonly contents: Map<string, string>; failAfter: number } {
	const contents = new Map<string, string>();
	const touched = new Map<string, number>();
	const inside = (folder: string) =>
		[...contents.keys()].filter(path => folder === '' || path.startsWith(`${folder}/`));
	function change(): void {
		if (state.failAfter <= 0) {
			throw new Error('The process was killed');
		}
		state.failAfter -= 1;
	}
	const state = {
		contents,
		failAfter: Infinity,
		list: (folder: string) => {
			const names = inside(folder).map(
				path => path.slice(folder === '' ? 0 : folder.length + 1).split('/')[0] ?? '',
			);
			return Promise.resolve([...new Set(names)]);
		},
		entries: async (folder: string) => {
			const prefix = folder === '' ? '' : `${folder}/`;
			return (await state.list(folder)).map(name => {
				const text = contents.get(prefix + name);
				const at = touched.get(prefix + name) ?? 0;
				return { name, isFolder: text === undefined, bytes: Buffer.byteLength(text ?? ''), at };
			});
		},
		read: (path: string, from = 0) => {
			const text = contents.get(path);
			return Promise.resolve(text === undefined ? undefined : new TextEncoder().encode(text).subarray(from));
		},
		write: async (path: string, content: Uint8Array | string) => {
			await Promise.resolve();
			change();
			contents.set(path, typeof content === 'string' ? content : new TextDecoder().decode(content));
			touched.set(path, Date.now());
		},
		create: async (path: string, content: string) => {
			if (contents.has(path)) {
				return false;
			}
			await state.write(path, content);
			return true;
		},
		append: (path: string, text: string) => state.write(path, (contents.get(path) ?? '') + text),
		sizeOf: (path: string) => {
			const text = contents.get(path);
			return Promise.resolve(text === undefined ? undefined : Buffer.byteLength(text));
		},
		remove: async (path: string) => {
			await Promise.resolve();
			change();
			for (const each of [path, ...inside(path)]) {
				contents.delete(each);
			}
		},
		move: () => Promise.reject(new Error('Not needed here')),
		touchedAt: (path: string) => Promise.resolve(contents.has(path) ? touched.get(path) : undefined),
		touch: (path: string, at: number) => {
			touched.set(path, at);
			return Promise.resolve(contents.has(path));
		},
	};
	return state;
}
