/** The ids that the manifest contributes, in one place: a wrong one does not compile. */
export const commandIds = {
	generate: 'imageAssets.generate',
	generateHere: 'imageAssets.generateHere',
	generateFromSelection: 'imageAssets.generateFromSelection',
	edit: 'imageAssets.edit',
	addReference: 'imageAssets.addReference',
	openPanel: 'imageAssets.openPanel',
	finalize: 'imageAssets.finalize',
	regenerate: 'imageAssets.regenerate',
	createPlaceholder: 'imageAssets.createPlaceholder',
	renderPlaceholders: 'imageAssets.renderPlaceholders',
	generateMissing: 'imageAssets.generateMissing',
	undoReplace: 'imageAssets.undoReplace',
	showJobs: 'imageAssets.showJobs',
	setApiKey: 'imageAssets.setApiKey',
	clearApiKey: 'imageAssets.clearApiKey',
	showLog: 'imageAssets.showLog',
} as const;

export type CommandName = keyof typeof commandIds;

/** Opens the review of a saved edit, which is its argument; not contributed. */
export const reviewCommand = 'imageAssets._review';

/** What the buttons of a hover run: ours alone, and not contributed. */
export const hoverCommand = 'imageAssets._hover';

/** Context key: the images of which it is known how they were made, by their path. */
export const recordedContext = 'imageAssets.recorded';

/** The walkthrough's id, within this extension. */
export const walkthroughId = 'imageAssets.start';

/** Settings are `imageAssets.<name>`. */
export const settingSection = 'imageAssets';
