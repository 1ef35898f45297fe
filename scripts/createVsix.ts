import { execFile, type ExecFileException } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const vsce = resolve(import.meta.dirname, '../node_modules/@vscode/vsce/vsce');

/**
 * Runs the `vscode:prepublish` script of the extension in `folder`, then packs what its `.vscodeignore` allows into
 * `file`. Everything that runs is bundled, so no dependency is packed.
 *
 * @throws Error with the output of vsce.
 */
export async function createVsix(folder: string, file: string): Promise<void> {
	const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
	const command = [vsce, 'package', ...options, '--out', file];
	try {
		await promisify(execFile)(process.execPath, command, { cwd: folder });
	} catch (error) {
		const { stdout = '', stderr = '' } = error as ExecFileException;
		throw new Error(`No VSIX was made:\n${stdout}${stderr}`, { cause: error });
	}
}
