import { Uri } from 'vscode';
import { selectionOf } from '../requests/inputImages.ts';
import { openAssetsPanel } from '../panel/assetsPanel.ts';
import type { Command } from '../command.ts';

/** Open Image Assets. */
export const openPanel: Command = services => {
	openAssetsPanel(services);
	return Promise.resolve();
};

/** Add as Reference: adds the images selected in the Explorer to the panel's draft. */
export const addReference: Command = async (services, first, second) => {
	if (first instanceof Uri) {
		const images = selectionOf(first, second);
		await openAssetsPanel(services).addReferences(images);
	}
};
