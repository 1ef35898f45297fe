import nodeFs from 'node:fs/promises';
import type { DiskFs } from '../../../src/host/storage/durableFs.ts';

/** An error as Node's file system throws it. */
export function failure(code: string): NodeJS.ErrnoException {
	return Object.assign(new Error(`${code}: made up`), { code });
}

export const failing = (code: string) => (): Promise<never> => Promise.reject(failure(code));

/**
 * Opens files whose method `name` fails while `isOn`.
 *
 * @param flags of the files that are meant: `wx` for those that are written, `r` for folders that are synced.
 */
export function openFailing(
	name: 'writeFile' | 'sync' | 'close',
	code: string,
	flags = 'wx',
	isOn = () => true,
): DiskFs['open'] {
	return async (...given) => {
		const handle = await nodeFs.open(...given);
		if (given[1] === flags && isOn()) {
			const original = handle[name].bind(handle) as () => Promise<void>;
			handle[name] = async () => {
				if (name === 'close') {
					await original();
				}
				throw failure(code);
			};
		}
		return handle;
	};
}

/** A disk that has no room for another byte while `isFull`; empty files, and removing, still work. */
export function filling(isFull: () => boolean): DiskFs {
	return {
		...nodeFs,
		async open(...given) {
			const handle = await nodeFs.open(...given);
			const write = handle.writeFile.bind(handle);
			handle.writeFile = async (content, ...rest) => {
				const isEmpty =
					typeof content === 'string' ? content === '' : Buffer.from(content as Uint8Array).length === 0;
				if (isFull() && !isEmpty) {
					throw failure('ENOSPC');
				}
				await write(content, ...rest);
			};
			return handle;
		},
	};
}
