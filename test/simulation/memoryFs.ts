import { constants } from 'node:fs';
import type { DiskFs } from '../../src/host/storage/durableFs.ts';
import { diskError, type FileNode, type MemoryDisk, type Node } from './memoryDisk.ts';
import type { Scheduler, Scope } from './scheduler.ts';

export type DiskCall =
	| 'chmod'
	| 'close'
	| 'link'
	| 'lstat'
	| 'mkdir'
	| 'open'
	| 'create'
	| 'readFile'
	| 'readdir'
	| 'realpath'
	| 'rename'
	| 'rm'
	| 'stat'
	| 'truncate'
	| 'sync'
	| 'utimes'
	| 'write';

/** What goes wrong in one call. */
export interface Trouble {
	/** Milliseconds before its effect, and between its effect and its answer. */
	readonly late?: number;
	readonly lateAnswer?: number;
	/** The error code; with `done`, the call takes effect anyway. */
	readonly code?: string;
	readonly done?: boolean;
}

export interface MemoryFsOptions {
	readonly disk: MemoryDisk;
	readonly scope: Scope;
	readonly scheduler: Scheduler;
	/** Asked before each call. */
	readonly trouble: (call: DiskCall, path: string) => Trouble | undefined;
	/** Called after each call that took effect. */
	readonly onDone?: (call: DiskCall, path: string, to?: string) => void;
}

const never = new Promise<never>(() => undefined);

/** The part of `node:fs/promises` that the extension uses, on a disk in memory, as one window sees it. */
export function createMemoryFs({ disk, scope, scheduler, trouble, onDone }: MemoryFsOptions): DiskFs {
	/** Checked again each time: a window can also die in the middle of a call. */
	const isDead = () => scope.dead;

	async function call<T>(kind: DiskCall, path: string, effect: () => T, to?: string): Promise<T> {
		if (isDead()) {
			return never;
		}
		const wrong = trouble(kind, path);
		if (wrong === undefined) {
			if (isDead()) {
				return never;
			}
			const result = effect();
			onDone?.(kind, path, to);
			return result;
		}
		if (wrong.late !== undefined) {
			await scheduler.sleep(scope, wrong.late);
		}
		if (isDead()) {
			return never;
		}
		let result: T | undefined;
		if (wrong.code === undefined || wrong.done === true) {
			result = effect();
			onDone?.(kind, path, to);
		}
		if (wrong.lateAnswer !== undefined) {
			await scheduler.sleep(scope, wrong.lateAnswer);
		}
		if (wrong.code !== undefined) {
			throw diskError(wrong.code, kind, path);
		}
		return result as T;
	}

	function handleOf(path: string, node: Node, appends = false) {
		return {
			writeFile: (content: Uint8Array | string) =>
				call('write', path, () => {
					const file = node as FileNode;
					const bytes = bytesOf(content);
					disk.write(file, appends ? Buffer.concat([file.content, bytes]) : bytes);
				}),
			read: (buffer: Uint8Array, offset: number, length: number, position: number) =>
				call('readFile', path, () => {
					const bytes = (node as FileNode).content.subarray(position, position + length);
					buffer.set(bytes, offset);
					return { buffer, bytesRead: bytes.length };
				}),
			truncate: (length: number) =>
				call('truncate', path, () => {
					disk.write(node as FileNode, (node as FileNode).content.subarray(0, length));
				}),
			sync: () =>
				call('sync', path, () => {
					disk.sync(node);
				}),
			close: () => call('close', path, () => undefined),
			stat: () => call('stat', path, () => statsOf(node)),
		};
	}

	const fs = {
		chmod: (path: string, mode: number) =>
			call('chmod', path, () => {
				disk.changeMode(path, mode);
			}),
		link: (from: string, to: string) =>
			call(
				'link',
				to,
				() => {
					disk.link(from, to);
				},
				to,
			),
		lstat: (path: string, options?: { bigint?: boolean }) =>
			call('lstat', path, () => statsOf(disk.need(path, 'lstat'), options?.bigint)),
		mkdir: (path: string, options?: { recursive?: boolean }) =>
			call('mkdir', path, () => {
				if (options?.recursive === true) {
					return disk.makeFolders(path);
				}
				disk.makeFolder(path);
				return undefined;
			}),
		access: (path: string) =>
			call('stat', path, () => {
				disk.need(path, 'access');
			}),
		open: (path: string, flags: string | number = 'r') => {
			switch (flags) {
				case 'wx':
					return call('create', path, () => handleOf(path, disk.create(path)));
				case 'a':
					return call('create', path, () => handleOf(path, disk.find(path) ?? disk.create(path), true));
				case 'r+':
				case 'r':
				case constants.O_RDONLY | constants.O_NONBLOCK:
					return call('open', path, () => handleOf(path, disk.need(path, 'open')));
				default:
					throw new Error(`The disk in memory does not open files with ${flags}`);
			}
		},
		readFile: (path: string, encoding?: BufferEncoding) =>
			call('readFile', path, () => {
				const node = disk.need(path, 'open');
				if (node.kind === 'folder') {
					throw diskError('EISDIR', 'read', path);
				}
				const bytes = Buffer.from(node.content);
				return encoding === undefined ? bytes : bytes.toString(encoding);
			}),
		readdir: (path: string) => call('readdir', path, () => disk.list(path)),
		realpath: (path: string) => call('realpath', path, () => disk.realPath(path)),
		rename: (from: string, to: string) =>
			call(
				'rename',
				from,
				() => {
					disk.rename(from, to);
				},
				to,
			),
		rm: (path: string, { recursive = false, force = false }: { recursive?: boolean; force?: boolean } = {}) =>
			call('rm', path, () => {
				disk.remove(path, { recursive, force });
			}),
		stat: (path: string, options?: { bigint?: boolean }) =>
			call('stat', path, () => statsOf(disk.need(path, 'stat'), options?.bigint)),
		utimes: (path: string, _accessed: number, modified: number) =>
			call('utimes', path, () => {
				disk.touch(path, modified * 1000);
			}),
	};
	return fs as unknown as DiskFs;
}

function bytesOf(content: Uint8Array | string): Uint8Array {
	return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
}

function statsOf(node: Node, bigint = false) {
	const size = node.kind === 'file' ? node.content.length : 0;
	const kind = {
		isFile: () => node.kind === 'file',
		isDirectory: () => node.kind === 'folder',
		isSymbolicLink: () => false,
	};
	return bigint
		? {
				...kind,
				ino: node.ino,
				dev: 1n,
				size: BigInt(size),
				mode: BigInt(node.mode),
				mtimeMs: BigInt(Math.floor(node.mtimeMs)),
			}
		: { ...kind, ino: Number(node.ino), dev: 1, size, mode: node.mode, mtimeMs: node.mtimeMs };
}
