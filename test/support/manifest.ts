import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messagesOf, type Bundle } from '../../scripts/l10nComments.ts';
import { keyIn, manifestTexts } from '../../scripts/manifestTexts.ts';
import { repository } from './repository.ts';

/** A JSON file of the repository. */
export function readRepositoryJson(file: string): unknown {
	return JSON.parse(readFileSync(join(repository, file), 'utf8'));
}

/** The manifest as VS Code shows it in English: with the texts of `package.nls.json` in place of their keys. */
export function readManifest(): object {
	const manifest = readRepositoryJson('package.json') as object;
	const texts = messagesOf(readRepositoryJson('package.nls.json') as Bundle);
	for (const { value, put } of manifestTexts(manifest)) {
		put(texts[keyIn(value) ?? ''] ?? value);
	}
	return manifest;
}
