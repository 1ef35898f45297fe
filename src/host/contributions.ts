/** The ids that the manifest contributes, in one place: a wrong one does not compile. */
export const commandIds = {
	generate: 'imageAssets.generate',
	generateHere: 'imageAssets.generateHere',
	generateFromSelection: 'imageAssets.generateFromSelection',
	edit: 'imageAssets.edit',
	undoReplace: 'imageAssets.undoReplace',
	showJobs: 'imageAssets.showJobs',
	setApiKey: 'imageAssets.setApiKey',
	clearApiKey: 'imageAssets.clearApiKey',
	showLog: 'imageAssets.showLog',
} as const;

export type CommandName = keyof typeof commandIds;

/** Settings are `imageAssets.<name>`. */
export const settingSection = 'imageAssets';
