import { resolve } from 'node:path';

/** The root of this repository: the folder that holds `package.json`. */
export const repository = resolve(import.meta.dirname, '../..');

/** Where the VS Codes under test are kept between runs; git-ignored, safe to delete. */
export const vsCodeCache = resolve(repository, '.vscode-test');

/** What test runs and scripts leave behind for inspection; git-ignored. */
export const outFolder = resolve(repository, 'out');
