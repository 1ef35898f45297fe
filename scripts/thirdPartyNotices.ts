import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundledPackages, type BundledPackage } from './bundle.ts';

const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const rule = '-'.repeat(80);

/**
 * The text of `ThirdPartyNotices.txt` for a build of the repository in `root`: every bundled package with its version
 * and the licence texts on the path to its bundled files.
 *
 * @throws Error for a package without a licence text.
 */
export async function thirdPartyNotices(metafile: Metafile, root: string): Promise<string> {
	const notices = await Promise.all(bundledPackages(metafile).map(bundled => noticeOf(bundled, root)));
	const head = 'Image Assets contains the following software of others, each under its own licence.\n';
	return [head, ...notices].join(`\n${rule}\n\n`);
}

async function noticeOf(
	{ name, folders: [top = '', ...inner] }: BundledPackage,
	root: string,
): Promise<string> {
	const manifest = JSON.parse(await readFile(join(root, top, 'package.json'), 'utf8')) as { version: string };
	const own = await licenceTexts(join(root, top));
	if (own.length === 0) {
		throw new Error(`${name} is bundled, and there is no licence text in ${top}`);
	}
	const parts = [`${name} ${manifest.version}\n`, ...own];
	for (const folder of inner) {
		for (const text of await licenceTexts(join(root, folder))) {
			parts.push(`Its ${folder.slice(top.length + 1)}:\n`, text);
		}
	}
	return parts.join('\n');
}

/** Without carriage returns and trailing spaces, which git would change. */
async function licenceTexts(folder: string): Promise<string[]> {
	const names = (await readdir(folder)).filter(name => licenceFile.test(name)).sort();
	const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
	return texts.map(text => `${text.replace(/[^\S\n]+$/gm, '').trim()}\n`);
}
