import {
	Disposable,
	EventEmitter,
	FileSystemError,
	FileType,
	type FileChangeEvent,
	type FileStat,
	type FileSystemProvider,
	type Uri,
	workspace,
} from 'vscode';

/** A file system that only VS Code knows, as a virtual workspace has one: nothing of it is on the disk. */
export interface MemoryFiles {
	readonly scheme: string;
	/** The files by their path. */
	readonly files: ReadonlyMap<string, Uint8Array>;
	/** What a write fails with from now on. */
	refuseWrites(error: FileSystemError | undefined): void;
	dispose(): void;
}

/** Registers one that holds nothing but the folder `/virtual`. */
export function registerMemoryFiles(scheme: string): MemoryFiles {
	const files = new Map<string, Uint8Array>();
	const folders = new Set(['/', '/virtual']);
	const changes = new EventEmitter<FileChangeEvent[]>();
	let refusal: FileSystemError | undefined;
	const mayWrite = () => {
		if (refusal !== undefined) {
			throw refusal;
		}
	};
	const parent = (path: string) => path.slice(0, path.lastIndexOf('/')) || '/';
	const contentOf = (uri: Uri) => {
		const content = files.get(uri.path);
		if (content === undefined) {
			throw FileSystemError.FileNotFound(uri);
		}
		return content;
	};
	const provider: FileSystemProvider = {
		onDidChangeFile: changes.event,
		watch: () => new Disposable(() => undefined),
		stat(uri): FileStat {
			const type = folders.has(uri.path) ? FileType.Directory : FileType.File;
			const size = type === FileType.File ? contentOf(uri).length : 0;
			return { type, size, ctime: 0, mtime: 0 };
		},
		readDirectory(uri) {
			const inside = (path: string) => path !== '/' && parent(path) === uri.path;
			const name = (path: string) => path.slice(path.lastIndexOf('/') + 1);
			return [
				...[...files.keys()].filter(inside).map((path): [string, FileType] => [name(path), FileType.File]),
				...[...folders].filter(inside).map((path): [string, FileType] => [name(path), FileType.Directory]),
			];
		},
		createDirectory(uri) {
			mayWrite();
			folders.add(uri.path);
		},
		readFile: contentOf,
		writeFile(uri, content, { create, overwrite }) {
			mayWrite();
			if (!folders.has(parent(uri.path)) || (!create && !files.has(uri.path))) {
				throw FileSystemError.FileNotFound(uri);
			}
			if (create && !overwrite && files.has(uri.path)) {
				throw FileSystemError.FileExists(uri);
			}
			files.set(uri.path, content);
		},
		delete(uri) {
			contentOf(uri);
			files.delete(uri.path);
		},
		rename(from, to, { overwrite }) {
			if (files.has(to.path) && !overwrite) {
				throw FileSystemError.FileExists(to);
			}
			files.set(to.path, contentOf(from));
			files.delete(from.path);
		},
	};
	const registration = workspace.registerFileSystemProvider(scheme, provider, { isCaseSensitive: true });
	return {
		scheme,
		files,
		refuseWrites: error => {
			refusal = error;
		},
		dispose: () => {
			registration.dispose();
			changes.dispose();
		},
	};
}
