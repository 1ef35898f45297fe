import { readText, type StateFiles } from '../state/stateFiles.ts';
import type { StorageKeeper } from '../state/storageKeeper.ts';
import { storageKinds } from '../state/storageKinds.ts';
import { parseReplacement, type Replacement } from './replacement.ts';

const { folder } = storageKinds.replaced;

/**
 * Contents of images that were replaced, until they are dismissed or exceed the limits of `policy.storage.replaced`;
 * after that, they are no longer listed.
 */
export function createReplacedOriginals(files: StateFiles, keeper: Pick<StorageKeeper, 'added'>) {
	return {
		/** Stores the content of an original; it is on disk before this resolves. @throws StateError */
		async keep(id: string, name: string, bytes: Uint8Array) {
			await files.write(originalPath(id, name), bytes);
			await keeper.added('replaced', bytes.length);
		},
		/** Notes what replaced it. @throws StateError */
		note: (replacement: Replacement): Promise<void> =>
			files.write(`${folder}/${replacement.id}/info.json`, JSON.stringify(replacement)),
		/** Undefined if it is no longer kept. */
		read: (id: string, name: string): Promise<Uint8Array | undefined> => files.read(originalPath(id, name)),
		/** The newest first. */
		list: async (): Promise<Replacement[]> => {
			const names = await files.list(folder);
			const texts = await Promise.all(names.map(name => readText(files, `${folder}/${name}/info.json`)));
			return texts
				.flatMap(text => (text === undefined ? [] : (parseReplacement(text) ?? [])))
				.sort((a, b) => b.at - a.at);
		},
		remove: (id: string): Promise<void> => files.remove(`${folder}/${id}`),
	};
}

/** In the extension's own folder. @param name with its extension, which tells a webview the format. */
export function originalPath(id: string, name: string): string {
	return `${folder}/${id}/${name}`;
}
