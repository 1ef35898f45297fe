import { ConfigurationTarget, l10n, workspace, type Uri } from 'vscode';
import { recordPath } from '../../core/assets/assetRecord.ts';
import { settingSection } from '../contributions.ts';
import type { Services } from '../services.ts';
import { runNextStep } from '../ui/nextSteps.ts';

/** In global state: the notice is shown once, across all windows. */
const noticeShownKey = 'imageAssets.toldOfRecord';

const setting = 'keepRecord';

/** The actions that the user started in this window by hand. */
const byHand = new WeakMap<Services, Set<string>>();

/** Allows a notice about a record file that this action creates if the user started it, not another program or an agent. */
export function expectRecordNotice(
	services: Services,
	action: string,
	{ asked, by }: { readonly asked?: boolean; readonly by?: 'agent' | undefined },
): void {
	if (asked !== true || by !== undefined) {
		return;
	}
	const actions = byHand.get(services) ?? new Set();
	actions.add(action);
	byHand.set(services, actions);
}

/** Runs a task that records an image. If that creates the user's first record file, explains what the file is. */
export async function withRecordNotice(
	services: Services,
	action: string,
	record: () => Promise<void>,
): Promise<void> {
	let created: Uri | undefined;
	const listener = services.records.onDidCreate(folder => {
		created = folder;
	});
	try {
		await record();
	} finally {
		listener.dispose();
	}
	const { globalState } = services.context;
	const isByHand = byHand.get(services)?.has(action) === true;
	if (created !== undefined && isByHand && globalState.get<unknown>(noticeShownKey) !== true) {
		await globalState.update(noticeShownKey, true);
		showNotice(services, created);
	}
}

function showNotice(services: Services, folder: Uri): void {
	const message = l10n.t(
		'Image Assets keeps the prompts and settings of its images in {0}, so that you and your team can edit and regenerate them. Commit it with the images.',
		recordPath,
	);
	services.notify('info', message, [
		{
			title: l10n.t('Open Setting'),
			run: () => runNextStep({ type: 'openSetting', setting: `${settingSection}.${setting}` }),
		},
		{ title: l10n.t('Keep Elsewhere'), run: () => keepElsewhere(services, folder) },
	]);
}

/** Keeps records outside of workspaces from now on, and moves this one there. */
async function keepElsewhere(services: Services, folder: Uri): Promise<void> {
	await services.records.moveOut(folder);
	await workspace.getConfiguration(settingSection).update(setting, false, ConfigurationTarget.Global);
	services.notify(
		'info',
		l10n.t("Prompts and settings of images are kept in VS Code's storage, not in the workspace."),
	);
}
