import type { Settings } from './vsCodeServer.ts';

/** User settings that hide everything in the workbench that tests and screenshots aren't about. */
export const quietSettings: Settings = {
	'chat.agentHost.enabled': false,
	'chat.commandCenter.enabled': false,
	'chat.disableAIFeatures': true,
	'extensions.autoCheckUpdates': false,
	'extensions.ignoreRecommendations': true,
	'files.simpleDialog.enable': true,
	'git.enabled': false,
	'git.openRepositoryInParentFolders': 'never',
	'npm.autoDetect': 'off',
	'remote.autoForwardPorts': false,
	'security.workspace.trust.banner': 'never',
	'javascript.validate.enable': false,
	'telemetry.telemetryLevel': 'off',
	'typescript.disableAutomaticTypeAcquisition': true,
	'typescript.tsserver.useSyntaxServer': 'always',
	'typescript.validate.enable': false,
	'update.mode': 'none',
	'window.autoDetectColorScheme': false,
	'window.commandCenter': true,
	'workbench.layoutControl.enabled': false,
	'workbench.secondarySideBar.defaultVisibility': 'hidden',
	'workbench.startupEditor': 'none',
	'workbench.tips.enabled': false,
	'workbench.welcomePage.walkthroughs.openOnInstall': false,
};
