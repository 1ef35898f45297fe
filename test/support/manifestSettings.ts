import type { SettingName } from '../../src/core/parameters/settings.ts';
import { readManifest } from './manifest.ts';

/** A setting as the manifest contributes it. */
export interface SettingProperty {
	readonly type: string;
	readonly pattern?: string;
	readonly scope?: string;
	readonly order?: number;
	readonly default?: unknown;
	readonly enum?: string[];
	readonly enumDescriptions?: string[];
	readonly minimum?: number;
	readonly maximum?: number;
	readonly properties?: Record<string, SettingProperty>;
	readonly additionalProperties?: SettingProperty;
}

interface Section {
	readonly title: string;
	readonly order: number;
	readonly properties: Record<string, SettingProperty>;
}

/** The sections that the settings editor shows. */
export const settingSections: readonly Section[] = (
	readManifest() as { contributes: { configuration: Section[] } }
).contributes.configuration;

/** The settings of all sections, by full name. */
export const settingProperties: Readonly<Record<string, SettingProperty>> = Object.assign(
	{},
	...settingSections.map(({ properties }) => properties),
) as Record<string, SettingProperty>;

/** The default of a setting. */
export function defaultOf(name: SettingName): unknown {
	return settingProperties[`imageAssets.${name}`]?.default;
}
