/** Ids contributed by the manifest. A mistyped id doesn't compile. */
export const commandIds = {
	generate: 'imageAssets.generate',
	generateHere: 'imageAssets.generateHere',
	generateFromSelection: 'imageAssets.generateFromSelection',
	generateFromSelectionWithOptions: 'imageAssets.generateFromSelectionWithOptions',
	edit: 'imageAssets.edit',
	addReference: 'imageAssets.addReference',
	openPanel: 'imageAssets.openPanel',
	viewNew: 'imageAssets.viewNew',
	viewOpenInEditor: 'imageAssets.viewOpenInEditor',
	viewRefresh: 'imageAssets.viewRefresh',
	finalize: 'imageAssets.finalize',
	regenerate: 'imageAssets.regenerate',
	createPlaceholder: 'imageAssets.createPlaceholder',
	renderPlaceholders: 'imageAssets.renderPlaceholders',
	generateMissing: 'imageAssets.generateMissing',
	cutOut: 'imageAssets.cutOut',
	undoReplace: 'imageAssets.undoReplace',
	createIconSet: 'imageAssets.createIconSet',
	generateIconSet: 'imageAssets.generateIconSet',
	useAsStyle: 'imageAssets.useAsStyle',
	showJobs: 'imageAssets.showJobs',
	setApiKey: 'imageAssets.setApiKey',
	clearApiKey: 'imageAssets.clearApiKey',
	getApiKey: 'imageAssets.getApiKey',
	showLog: 'imageAssets.showLog',
} as const;

export type CommandName = keyof typeof commandIds;

/** Opens the review of a saved edit and takes its job as the argument. Internal, not contributed. */
export const reviewCommand = 'imageAssets._review';

/** Runs the buttons of a hover. Internal, not contributed. */
export const hoverCommand = 'imageAssets._hover';

/** Context key: the images that have a record, by path. */
export const recordedContext = 'imageAssets.recorded';

/** Context keys that complete the steps of the walkthrough, once each has happened. */
export const doneContexts = {
	key: 'imageAssets.hasStoredKey',
	image: 'imageAssets.hasSavedImage',
	edit: 'imageAssets.hasSavedEdit',
} as const;

/** The walkthrough's id, within this extension. */
export const walkthroughId = 'imageAssets.start';

/** Settings are `imageAssets.<name>`. */
export const settingSection = 'imageAssets';
