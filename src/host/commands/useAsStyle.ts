import { ConfigurationTarget, l10n, Uri, window, workspace } from 'vscode';
import { policy } from '../../core/policy.ts';
import { UserError } from '../../core/userError.ts';
import { settingSection } from '../contributions.ts';
import { takeSnapshots } from '../requests/inputImages.ts';
import { assetPath } from '../storage/assetRecords.ts';
import { readSettings } from '../workspace/settings.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Command } from '../command.ts';

/** Use as Project Style: from now on, the image is sent along with every prompt. */
export const useAsStyle: Command = async (services, image) => {
	requireWorkspace();
	const folder = image instanceof Uri ? workspace.getWorkspaceFolder(image)?.uri : undefined;
	if (!(image instanceof Uri) || folder === undefined) {
		throw new UserError(l10n.t('Choose an image in a workspace folder first.'));
	}
	const path = assetPath(folder, image);
	const { styleReferences: before } = readSettings(folder);
	if (before.includes(path)) {
		services.notify('info', l10n.t("{0} is already part of the project's style.", path), [describe(folder)]);
		return;
	}
	if (before.length >= policy.reference.style) {
		const message = l10n.t(
			"A project's style can have at most {0} images. Remove one first.",
			policy.reference.style,
		);
		throw new UserError(message, { type: 'openSetting', setting: `${settingSection}.styleReferences` });
	}
	// What can't be sent is refused now, rather than with every prompt.
	await takeSnapshots(services, [{ type: 'file', uri: image }]);
	const write = (paths: readonly string[]) =>
		update(folder, 'styleReferences', paths.length === 0 ? undefined : paths);
	await write([...before, path]);
	services.notify('info', l10n.t('{0} is now sent with every prompt in this project.', path), [
		describe(folder),
		{ title: l10n.t('Undo'), run: () => write(before) },
	]);
};

/** Offers to describe the image's style in words. */
function describe(folder: Uri) {
	return {
		title: l10n.t('Describe Style…'),
		run: async () => {
			const style = await window.showInputBox({
				title: l10n.t('Project Style'),
				prompt: l10n.t("Describe what the images have in common. It's added to every prompt."),
				placeHolder: l10n.t('flat paper cut, muted blues'),
				value: readSettings(folder).style,
				ignoreFocusOut: true,
			});
			if (style !== undefined) {
				await update(folder, 'style', style.trim() === '' ? undefined : style.trim());
			}
		},
	};
}

/** In a workspace with several folders, each has its own style. */
function update(folder: Uri, name: string, value: unknown): Thenable<void> {
	const target =
		(workspace.workspaceFolders?.length ?? 0) > 1
			? ConfigurationTarget.WorkspaceFolder
			: ConfigurationTarget.Workspace;
	return workspace.getConfiguration(settingSection, folder).update(name, value, target);
}
