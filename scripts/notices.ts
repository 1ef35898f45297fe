/** Writes `ThirdPartyNotices.txt` for the packages bundled in `dist`. */
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readMetafile } from './bundle.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

const root = resolve(import.meta.dirname, '..');
const metafile = await readMetafile(join(root, 'dist'));
await writeFile(join(root, 'ThirdPartyNotices.txt'), await thirdPartyNotices(metafile, root));
