import type { Random } from './randomness.ts';

/** How a disk behaves. */
export interface DiskOptions {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Names that differ only in case are the same. */
	readonly ignoresCase?: boolean;
	/** The base of the inode numbers, which count up from it. */
	readonly firstInode?: bigint;
	/** Hard links can be made. */
	readonly hasLinks?: boolean;
	/** Syncing anything also syncs every earlier change of folders, as NTFS does. */
	readonly isJournaled?: boolean;
}

export interface FileNode {
	readonly kind: 'file';
	readonly ino: bigint;
	content: Uint8Array;
	/** What survives a loss of power; undefined if nothing of it is on the disk. */
	synced: Uint8Array | undefined;
	mode: number;
	mtimeMs: number;
}

export interface FolderNode {
	readonly kind: 'folder';
	readonly ino: bigint;
	entries: Map<string, Entry>;
	/** What survives a loss of power. */
	synced: Map<string, Entry>;
	/** Changes since then; they reach the disk atomically and in order. */
	pending: Change[];
	mode: number;
	mtimeMs: number;
}

export type Node = FileNode | FolderNode;

export interface Entry {
	readonly name: string;
	readonly node: Node;
}

/** Entries by key; undefined = gone. */
type Change = readonly (readonly [key: string, entry: Entry | undefined])[];

/** An error as Node's file system throws it. */
export function diskError(code: string, syscall: string, path: string): NodeJS.ErrnoException {
	return Object.assign(new Error(`${code}: made up, ${syscall} '${path}'`), { code, syscall, path });
}

/**
 * A file system in memory that distinguishes what a program sees from what survives a loss of power: a file's content
 * is safe once the file was synced, and a name once its folder was. Every method works immediately, and throws what
 * Node would.
 */
export interface MemoryDisk {
	/** The node at a path; undefined if there is none. @throws ENOTDIR */
	find(path: string): Node | undefined;
	need(path: string, syscall: string): Node;
	create(path: string): FileNode;
	write(file: FileNode, content: Uint8Array): void;
	sync(node: Node): void;
	list(path: string): string[];
	makeFolder(path: string): void;
	/** The first folder that had to be made. */
	makeFolders(path: string): string | undefined;
	rename(from: string, to: string): void;
	link(from: string, to: string): void;
	remove(path: string, options: { readonly recursive: boolean; readonly force: boolean }): void;
	realPath(path: string): string;
	touch(path: string, at: number): void;
	changeMode(path: string, mode: number): void;
	/** The power fails: what wasn't synced is lost, kept, or lost in part. */
	losePower(random: Random): void;
	/** Every file, by path. */
	files(below: string): { readonly path: string; readonly file: FileNode }[];
}

export function createMemoryDisk(options: DiskOptions): MemoryDisk {
	const { now, ignoresCase = false, firstInode = 1n, hasLinks = true, isJournaled = false } = options;
	let inode = firstInode;
	const dirty = new Set<FolderNode>();
	const root = newFolder();

	function newFolder(): FolderNode {
		inode += 1n;
		return {
			kind: 'folder',
			ino: inode,
			entries: new Map(),
			synced: new Map(),
			pending: [],
			mode: 0o755,
			mtimeMs: now(),
		};
	}

	const keyOf = (name: string) => (ignoresCase ? name.toLowerCase() : name);
	const split = (path: string) => path.split(/[\\/]/).filter(part => part !== '' && part !== '.');

	function find(path: string): Node | undefined {
		let node: Node | undefined = root;
		for (const part of split(path)) {
			if (node === undefined) {
				return undefined;
			}
			if (node.kind === 'file') {
				throw diskError('ENOTDIR', 'stat', path);
			}
			node = node.entries.get(keyOf(part))?.node;
		}
		return node;
	}

	function need(path: string, syscall: string): Node {
		const node = find(path);
		if (node === undefined) {
			throw diskError('ENOENT', syscall, path);
		}
		return node;
	}

	function needFolder(path: string, syscall: string): FolderNode {
		const node = need(path, syscall);
		if (node.kind === 'file') {
			throw diskError('ENOTDIR', syscall, path);
		}
		return node;
	}

	function placeOf(path: string, syscall: string): { folder: FolderNode; name: string; key: string } {
		const parts = split(path);
		const name = parts.pop() ?? '';
		return { folder: needFolder(`/${parts.join('/')}`, syscall), name, key: keyOf(name) };
	}

	function change(folder: FolderNode, changes: Change): void {
		for (const [key, entry] of changes) {
			if (entry === undefined) {
				folder.entries.delete(key);
			} else {
				folder.entries.set(key, entry);
			}
		}
		folder.pending.push(changes);
		folder.mtimeMs = now();
		dirty.add(folder);
	}

	function settle(folder: FolderNode, count = folder.pending.length): void {
		for (const changes of folder.pending.splice(0, count)) {
			for (const [key, entry] of changes) {
				if (entry === undefined) {
					folder.synced.delete(key);
				} else {
					folder.synced.set(key, entry);
				}
			}
		}
		if (folder.pending.length === 0) {
			dirty.delete(folder);
		}
	}

	function makeFolder(path: string): void {
		const { folder, name, key } = placeOf(path, 'mkdir');
		if (folder.entries.has(key)) {
			throw diskError('EEXIST', 'mkdir', path);
		}
		change(folder, [[key, { name, node: newFolder() }]]);
	}

	function loseContent(file: FileNode, random: Random): void {
		if (file.synced === file.content) {
			return;
		}
		const length = Math.floor(random() * (file.content.length + 1));
		const left = [file.synced ?? new Uint8Array(), file.content, file.content.subarray(0, length)];
		file.content = left[Math.floor(random() * left.length)] ?? file.content;
		file.synced = file.content;
	}

	return {
		find,
		need,
		create(path) {
			const { folder, name, key } = placeOf(path, 'open');
			if (folder.entries.has(key)) {
				throw diskError('EEXIST', 'open', path);
			}
			inode += 1n;
			const file: FileNode = {
				kind: 'file',
				ino: inode,
				content: new Uint8Array(),
				synced: undefined,
				mode: 0o644,
				mtimeMs: now(),
			};
			change(folder, [[key, { name, node: file }]]);
			return file;
		},
		write(file, content) {
			file.content = content;
			file.mtimeMs = now();
		},
		sync(node) {
			if (node.kind === 'file') {
				node.synced = node.content;
			} else {
				settle(node);
			}
			if (isJournaled) {
				[...dirty].forEach(folder => {
					settle(folder);
				});
			}
		},
		list: path => [...needFolder(path, 'scandir').entries.values()].map(({ name }) => name),
		makeFolder,
		makeFolders(path) {
			let first: string | undefined;
			let at = '';
			for (const part of split(path)) {
				at += `/${part}`;
				const node = find(at);
				if (node?.kind === 'file') {
					throw diskError(at === path ? 'EEXIST' : 'ENOTDIR', 'mkdir', path);
				}
				if (node === undefined) {
					makeFolder(at);
					first ??= at;
				}
			}
			return first;
		},
		rename(from, to) {
			const source = placeOf(from, 'rename');
			const target = placeOf(to, 'rename');
			const { node, name } = source.folder.entries.get(source.key) ?? {};
			if (node === undefined) {
				throw diskError('ENOENT', 'rename', from);
			}
			if (node.kind === 'folder' && isWithin(to, from)) {
				throw diskError('EINVAL', 'rename', to);
			}
			const replaced = target.folder.entries.get(target.key)?.node;
			const isSamePlace = source.folder === target.folder && source.key === target.key;
			if (replaced === node && (!isSamePlace || name === target.name)) {
				// If both are names of the same file, both stay (rename(2)).
				return;
			}
			if (replaced !== undefined && replaced !== node) {
				if (replaced.kind === 'folder' && node.kind === 'file') {
					throw diskError('EISDIR', 'rename', to);
				}
				if (replaced.kind === 'file' && node.kind === 'folder') {
					throw diskError('ENOTDIR', 'rename', to);
				}
				if (replaced.kind === 'folder' && replaced.entries.size > 0) {
					throw diskError('ENOTEMPTY', 'rename', to);
				}
			}
			const gone = [source.key, undefined] as const;
			const come = [target.key, { name: target.name, node }] as const;
			if (source.folder === target.folder) {
				change(source.folder, [gone, come]);
			} else {
				change(target.folder, [come]);
				change(source.folder, [gone]);
			}
		},
		link(from, to) {
			if (!hasLinks) {
				throw diskError('EPERM', 'link', to);
			}
			const node = need(from, 'link');
			const { folder, name, key } = placeOf(to, 'link');
			if (folder.entries.has(key)) {
				throw diskError('EEXIST', 'link', to);
			}
			if (node.kind === 'folder') {
				throw diskError('EPERM', 'link', to);
			}
			change(folder, [[key, { name, node }]]);
		},
		remove(path, { recursive, force }) {
			const node = find(path);
			if (node === undefined) {
				if (force) {
					return;
				}
				throw diskError('ENOENT', 'rm', path);
			}
			if (node.kind === 'folder' && !recursive) {
				throw diskError('ERR_FS_EISDIR', 'rm', path);
			}
			const { folder, key } = placeOf(path, 'rm');
			if (node.kind === 'folder') {
				emptyFolder(node);
			}
			change(folder, [[key, undefined]]);
		},
		realPath(path) {
			need(path, 'realpath');
			let node: Node = root;
			const names = split(path).map(part => {
				const entry: Entry | undefined = node.kind === 'folder' ? node.entries.get(keyOf(part)) : undefined;
				node = entry?.node ?? root;
				return entry?.name ?? part;
			});
			return path.includes('\\') ? names.join('\\') : `/${names.join('/')}`;
		},
		touch(path, at) {
			need(path, 'utime').mtimeMs = at;
		},
		changeMode(path, mode) {
			need(path, 'chmod').mode = mode;
		},
		losePower(random) {
			for (const folder of dirty) {
				settle(folder, Math.floor(random() * (folder.pending.length + 1)));
				folder.pending = [];
			}
			dirty.clear();
			const lose = (folder: FolderNode) => {
				folder.entries = new Map(folder.synced);
				for (const { node } of folder.entries.values()) {
					if (node.kind === 'folder') {
						lose(node);
					} else {
						loseContent(node, random);
					}
				}
			};
			lose(root);
		},
		files(below) {
			const found: { path: string; file: FileNode }[] = [];
			const walk = (path: string, node: Node | undefined) => {
				if (node?.kind === 'file') {
					found.push({ path, file: node });
				} else {
					node?.entries.forEach(entry => {
						walk(`${path}/${entry.name}`, entry.node);
					});
				}
			};
			walk(below, find(below));
			return found;
		},
	};

	function isWithin(path: string, folder: string): boolean {
		const [inner, outer] = [split(path).map(keyOf), split(folder).map(keyOf)];
		return inner.length > outer.length && outer.every((part, index) => inner[index] === part);
	}

	/** Removes file by file, as `rm` does: some may survive a loss of power. */
	function emptyFolder(folder: FolderNode): void {
		for (const [key, { node }] of [...folder.entries]) {
			if (node.kind === 'folder') {
				emptyFolder(node);
			}
			change(folder, [[key, undefined]]);
		}
	}
}
