import { DocumentDropOrPasteEditKind, languages, type Disposable, type DocumentSelector } from 'vscode';
import type { LoadServices } from '../services.ts';

/** Languages that VS Code writes no image in by itself, as it does in CSS and Markdown (1.139). */
const selector: DocumentSelector = [
	...['html', 'xhtml', 'vue', 'vue-html', 'svelte', 'astro'],
	...['javascript', 'javascriptreact', 'typescriptreact', 'scss', 'less'],
	// Where no installed extension knows the language.
	{ language: 'plaintext', pattern: '**/*.{vue,svelte,astro}' },
];

/** Writes images that are dropped into code as links, and loads what that takes only then. */
export function registerImageDrop(loadServices: LoadServices): Disposable {
	const kind = DocumentDropOrPasteEditKind.Empty.append('imageAssets', 'image');
	return languages.registerDocumentDropEditProvider(
		selector,
		{
			async provideDocumentDropEdits(document, position, dataTransfer, token) {
				const { provideImageDrop } = await import('./imageDrop.ts');
				return provideImageDrop(loadServices, { document, position, dataTransfer, token, kind });
			},
		},
		{ providedDropEditKinds: [kind], dropMimeTypes: ['text/uri-list', 'files'] },
	);
}
