import { ConfigurationTarget, InputBoxValidationSeverity, l10n, window, workspace, type Uri } from 'vscode';
import { settingSection } from '../contributions.ts';
import type { Messages } from '../ui/messages.ts';

/** The longest preset name that the panel accepts back. */
const longestName = 200;

/**
 * Asks for a name and, if there is a folder, whether the preset is for that folder or for all projects; then saves
 * it.
 *
 * @param values of the preset. @returns the name; undefined if dismissed
 */
export async function savePreset(
	{ notify }: Messages,
	values: Readonly<Record<string, unknown>>,
	workspaceFolder: Uri | undefined,
): Promise<string | undefined> {
	const configuration = workspace.getConfiguration(settingSection, workspaceFolder);
	const known = configuration.get<Readonly<Record<string, unknown>>>('presets') ?? {};
	const name = (
		await window.showInputBox({
			title: l10n.t('Save Preset'),
			prompt: l10n.t(
				'Name of the preset. Quality, aspect ratio, format, and the number of images are saved in it.',
			),
			placeHolder: l10n.t('hero image'),
			ignoreFocusOut: true,
			validateInput: text => problemOf(text, known),
		})
	)?.trim();
	if (name === undefined || name === '') {
		return undefined;
	}
	const target = await targetFor(workspaceFolder);
	if (target === undefined) {
		return undefined;
	}
	const inspected = configuration.inspect<Readonly<Record<string, unknown>>>('presets');
	const there =
		target === ConfigurationTarget.Global
			? inspected?.globalValue
			: target === ConfigurationTarget.Workspace
				? inspected?.workspaceValue
				: inspected?.workspaceFolderValue;
	await configuration.update('presets', { ...there, [name]: values }, target);
	notify('info', l10n.t('Preset “{0}” was saved in the settings.', name));
	return name;
}

function problemOf(text: string, known: Readonly<Record<string, unknown>>) {
	const name = text.trim();
	if (name === '') {
		return l10n.t('Enter a name.');
	}
	if (name.length > longestName) {
		return l10n.t('The name is too long: the limit is {0} characters.', longestName);
	}
	return Object.hasOwn(known, name)
		? {
				message: l10n.t('“{0}” already exists and will be replaced.', name),
				severity: InputBoxValidationSeverity.Warning,
			}
		: undefined;
}

async function targetFor(workspaceFolder: Uri | undefined): Promise<ConfigurationTarget | undefined> {
	if (workspaceFolder === undefined) {
		return ConfigurationTarget.Global;
	}
	const isOne = workspace.workspaceFile === undefined;
	const picked = await window.showQuickPick(
		[
			{
				label: l10n.t('This Project'),
				description: l10n.t('in the settings of the workspace'),
				target: isOne ? ConfigurationTarget.Workspace : ConfigurationTarget.WorkspaceFolder,
			},
			{
				label: l10n.t('All Projects'),
				description: l10n.t('in your user settings'),
				target: ConfigurationTarget.Global,
			},
		],
		{ title: l10n.t('Save Preset'), placeHolder: l10n.t('Where the preset can be used') },
	);
	return picked?.target;
}
