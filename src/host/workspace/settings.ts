import { workspace, type Uri } from 'vscode';
import {
	isDailyCreditLimit,
	isParallelJobs,
	linkSettingsSchema,
	parseSettings,
	settingNames,
	type SettingName,
	type Settings,
} from '../../core/parameters/settings.ts';
import { settingSection } from '../contributions.ts';

/** Settings that only the user may change: a workspace must not spend, publish or redirect. */
const userOnly: ReadonlySet<SettingName> = new Set([
	'confirmAbove',
	'dailyCreditLimit',
	'agentTools',
	'agentCreditLimit',
	'parallelJobs',
	'outputFolder',
	'isPublic',
	'webhookUrl',
	'apiBaseUrl',
]);

/**
 * The settings for a resource. User-only settings are not read with `get()`: in VS Code 1.106, it returned a
 * workspace's value for an extension loaded from a development path.
 *
 * @throws UserError naming the first setting with an invalid value.
 */
export function readSettings(scope: Uri | undefined): Settings {
	const configuration = workspace.getConfiguration(settingSection, scope ?? null);
	const raw = settingNames.map(name => [name, readSetting(configuration, name)] as const);
	return parseSettings(Object.fromEntries(raw) as Record<SettingName, unknown>);
}

/** The manifest's defaults. */
export function defaultSettings(): Settings {
	const configuration = workspace.getConfiguration(settingSection);
	const raw = settingNames.map(name => [name, configuration.inspect(name)?.defaultValue] as const);
	return parseSettings(Object.fromEntries(raw) as Record<SettingName, unknown>);
}

function readSetting(
	configuration: ReturnType<typeof workspace.getConfiguration>,
	name: SettingName,
): unknown {
	if (!userOnly.has(name)) {
		return configuration.get(name);
	}
	const values = configuration.inspect(name);
	return values?.globalValue ?? values?.defaultValue;
}

/** How many jobs may run at a time. Never throws: running jobs depend on it, whatever the other settings are. */
export function parallelJobs(): number {
	return userNumber('parallelJobs', isParallelJobs) ?? 1;
}

/** Caches a value that `read` takes from the settings until they change: each read takes VS Code time. */
export function remembered<T>(read: () => T): { readonly get: () => T; dispose(): void } {
	let known: { readonly value: T } | undefined;
	const changes = workspace.onDidChangeConfiguration(() => {
		known = undefined;
	});
	return {
		get: () => (known ??= { value: read() }).value,
		dispose: () => {
			changes.dispose();
		},
	};
}

/**
 * Credits per day, 0 = no limit. Never throws: an invalid value counts as the default, and without a default
 * nothing may be spent.
 */
export function dailyCreditLimit(): number {
	return userNumber('dailyCreditLimit', isDailyCreditLimit) ?? 1;
}

/**
 * Credits per day for agents, 0 = none. Never throws: an invalid value counts as the default, and without a default
 * it is 0.
 */
export function agentCreditLimit(): number {
	return userNumber('agentCreditLimit', isDailyCreditLimit) ?? 0;
}

/** Whether agents may use the tools. Only the user's own setting counts, whatever a workspace says. Never throws. */
export function agentTools(): boolean {
	const values = workspace.getConfiguration(settingSection).inspect<unknown>('agentTools');
	return (values?.globalValue ?? values?.defaultValue) === true;
}

function userNumber(name: SettingName, isAllowed: (value: unknown) => value is number): number | undefined {
	const values = workspace.getConfiguration(settingSection).inspect<unknown>(name);
	return [values?.globalValue, values?.defaultValue].find(isAllowed);
}

/** How links are written. Never throws: an invalid setting counts as the default. */
export function linkSettings(scope: Uri): Pick<Settings, 'linkTemplates' | 'jsxLink'> {
	const configuration = workspace.getConfiguration(settingSection, scope);
	const { linkTemplates, jsxLink } = linkSettingsSchema.shape;
	return {
		linkTemplates: linkTemplates.safeParse(configuration.get('linkTemplates')).data ?? {},
		jsxLink: jsxLink.safeParse(configuration.get('jsxLink')).data ?? 'path',
	};
}

/** Whether a workspace folder has a record file. Never throws: images are recorded whatever the other settings are. */
export function keepsRecord(folder: Uri): boolean {
	return workspace.getConfiguration(settingSection, folder).get<unknown>('keepRecord') !== false;
}
