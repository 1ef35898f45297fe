import { Disposable, languages } from 'vscode';
import { missingExtensions, missingLanguageIds } from '../../core/documents/missing/missingLanguages.ts';
import type { LoadServices } from '../services.ts';
import type { ImageHover } from './imageHover.ts';

/**
 * Shows how a linked image was made when the pointer rests on the link. The code for that is loaded on the first
 * hover.
 */
export function registerImageHover(loadServices: LoadServices): Disposable {
	const feature = loadFeature(loadServices);
	return Disposable.from(
		languages.registerHoverProvider(
			[...missingLanguageIds, { pattern: `**/*.{${missingExtensions.join(',')}}` }],
			{
				provideHover: async (document, position) => (await feature()).provideHover(document, position),
			},
		),
		new Disposable(() => {
			feature.dispose();
		}),
	);
}

function loadFeature(loadServices: LoadServices) {
	let loading: Promise<ImageHover> | undefined;
	let loaded: ImageHover | undefined;
	const load = () =>
		(loading ??= import('./imageHover.ts').then(({ createImageHover }) => {
			loaded = createImageHover(loadServices);
			return loaded;
		}));
	return Object.assign(load, { dispose: () => loaded?.dispose() });
}
