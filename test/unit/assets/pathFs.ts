import nodeFs from 'node:fs/promises';

/** A path in the form of `Uri.path` for `node:fs`: Windows takes its slashes, but not the one before the drive. */
export const toNative = (path: string): string => path.replace(/^\/(?=[a-z]:)/i, '');

/** `node:fs/promises`, which also takes paths in the form of `Uri.path`. */
export const pathFs = Object.fromEntries(
	Object.entries(nodeFs).map(([name, each]) => [
		name,
		typeof each === 'function'
			? (...args: unknown[]) =>
					(each as (...args: unknown[]) => unknown)(
						...args.map(value => (typeof value === 'string' ? toNative(value) : value)),
					)
			: each,
	]),
) as unknown as typeof nodeFs;
