import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pseudoLocalized } from '../../../scripts/l10nBundles.ts';
import type { Bundle } from '../../../scripts/l10nComments.ts';
import { readRepositoryJson } from '../manifest.ts';
import { outFolder, repository } from '../repository.ts';

/**
 * The built extension with texts in a pseudo-language (`qps-ploc`): longer than English, and easily told from it.
 * Returns its folder.
 */
export async function pseudoExtension(): Promise<string> {
	const folder = join(outFolder, 'test/pseudo');
	await rm(folder, { recursive: true, force: true });
	await mkdir(join(folder, 'l10n'), { recursive: true });
	const manifests = (await readdir(repository)).filter(name =>
		/^package(?:\.nls(?:\..*)?)?\.json$/.test(name),
	);
	for (const name of [...manifests, 'dist', 'media']) {
		await cp(join(repository, name), join(folder, name), { recursive: true });
	}
	for (const [file, made] of [
		['package.nls.json', 'package.nls.qps-ploc.json'],
		['l10n/bundle.l10n.json', 'l10n/bundle.l10n.qps-ploc.json'],
		['l10n/page.l10n.json', 'l10n/page.l10n.qps-ploc.json'],
	] as const) {
		const texts = pseudoLocalized(readRepositoryJson(file) as Bundle);
		await writeFile(join(folder, made), JSON.stringify(texts));
	}
	return folder;
}
