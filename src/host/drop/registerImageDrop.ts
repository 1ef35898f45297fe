import {
	Disposable,
	DocumentDropOrPasteEditKind,
	languages,
	type DocumentDropEditProvider,
	type DocumentSelector,
} from 'vscode';
import { imagePathType } from '../../shared/imagePathType.ts';
import type { LoadServices } from '../services.ts';

/** Languages in which VS Code doesn't insert images itself, as it does in CSS and Markdown (1.139). */
const selector: DocumentSelector = [
	...['html', 'xhtml', 'vue', 'vue-html', 'svelte', 'astro'],
	...['javascript', 'javascriptreact', 'typescriptreact', 'scss', 'less'],
	// If no installed extension contributes the language.
	{ language: 'plaintext', pattern: '**/*.{vue,svelte,astro}' },
];

/** Inserts images that are dropped into code as links. The code for that is loaded on the first drop. */
export function registerImageDrop(loadServices: LoadServices): Disposable {
	const kind = DocumentDropOrPasteEditKind.Empty.append('imageAssets', 'image');
	const provider: DocumentDropEditProvider = {
		async provideDocumentDropEdits(document, position, dataTransfer, token) {
			const { provideImageDrop } = await import('./imageDrop.ts');
			return provideImageDrop(loadServices, { document, position, dataTransfer, token, kind });
		},
	};
	const register = (where: DocumentSelector, dropMimeTypes: readonly string[]) =>
		languages.registerDocumentDropEditProvider(where, provider, {
			providedDropEditKinds: [kind],
			dropMimeTypes,
		});
	return Disposable.from(
		register(selector, ['text/uri-list', 'files']),
		// Nothing else handles an image dragged from our page, in any language.
		register({ pattern: '**' }, [imagePathType]),
	);
}
