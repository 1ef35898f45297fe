/** Makes the VSIX, built for production, in the root of the repository. */
import { readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { createVsix } from './createVsix.ts';

const root = resolve(import.meta.dirname, '..');
const { name, version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Record<
	string,
	string
>;
const file = join(root, `${name}-${version}.vsix`);
try {
	await createVsix(root, file);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}
const { size } = await stat(file);
console.log(`${relative(process.cwd(), file)}: ${(size / 1000).toFixed(0)} kB`);
