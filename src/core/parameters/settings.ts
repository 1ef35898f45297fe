import * as z from 'zod/mini';
import { policy } from '../policy.ts';
import { RefusedError } from '../refusal.ts';
import { valueFault } from '../valueFault.ts';
import { follows, imageParameters, values } from './values.ts';

const presetSchema = z.strictObject(imageParameters);

/** A named set of parameters; its `prompt` is added after the user's own. */
export type Preset = z.infer<typeof presetSchema>;

const parallelJobsSchema = z.int().check(z.minimum(1), z.maximum(16));

export function isParallelJobs(value: unknown): value is number {
	return parallelJobsSchema.safeParse(value).success;
}

/** How prominently references to missing images are shown. */
export const missingImagesModes = ['off', 'hint', 'information', 'warning'] as const;

/** Prefixes of image paths, and the folders that they lead to. */
export const rootsSchema = z.record(
	z.string().check(z.maxLength(200)),
	z.array(z.string().check(z.maxLength(1000))).check(z.maxLength(100)),
);

const dailyCreditLimitSchema = z.number().check(z.minimum(0));

/** Also for the agents' limit. */
export function isDailyCreditLimit(value: unknown): value is number {
	return dailyCreditLimitSchema.safeParse(value).success;
}

/** How JSX refers to an image: by its path, or imported by the module. */
export const jsxLinks = ['path', 'import'] as const;

export const linkSettingsSchema = z.object({
	/** By language id. */
	linkTemplates: z.record(
		z.string(),
		z.string().check(follows('holdsPath', template => template.includes('${path}'))),
	),
	jsxLink: z.enum(jsxLinks),
});

const settingsSchema = z.object({
	assetsFolder: values.text,
	style: values.text,
	/** Paths from the workspace folder. */
	styleReferences: z
		.array(z.string().check(z.minLength(1), z.maxLength(1000)))
		.check(z.maxLength(policy.reference.style)),
	presets: z.record(z.string(), presetSchema),
	fileName: values.text,
	quality: values.quality,
	aspectRatio: values.aspectRatio,
	outputFormat: values.outputFormat,
	outputCompression: values.outputCompression,
	background: values.background,
	moderation: values.moderation,
	link: values.link,
	missingImages: z.enum(missingImagesModes),
	roots: rootsSchema,
	todoCodeLens: z.boolean(),
	...linkSettingsSchema.shape,
	confirmAbove: z.number().check(z.minimum(0)),
	dailyCreditLimit: dailyCreditLimitSchema,
	agentTools: z.boolean(),
	agentCreditLimit: dailyCreditLimitSchema,
	parallelJobs: parallelJobsSchema,
	keepRecord: z.boolean(),
	outputFolder: values.outputFolder,
	isPublic: values.isPublic,
	webhookUrl: values.webhookUrl,
	apiBaseUrl: values.text,
});

export type Settings = z.infer<typeof settingsSchema>;
export type SettingName = keyof Settings;

export const settingNames = Object.keys(settingsSchema.shape) as SettingName[];

/** @throws RefusedError that names the setting and leads to it. */
export function parseSettings(raw: Readonly<Record<SettingName, unknown>>): Settings {
	const parsed = settingsSchema.safeParse(raw);
	if (parsed.success) {
		return parsed.data;
	}
	const setting = String(parsed.error.issues[0]?.path[0] ?? '');
	throw new RefusedError(
		{ code: 'badSetting', fault: valueFault(parsed.error, 'imageAssets.') },
		{ type: 'openSetting', setting: `imageAssets.${setting}` },
	);
}
