import { workspace, type Uri } from 'vscode';
import { contentHash } from '../../core/images/contentHash.ts';
import { prices } from '../../core/credits/prices.ts';
import { policy } from '../../core/policy.ts';
import { resolveParameters } from '../../core/parameters/parameters.ts';
import type { Preset, Settings } from '../../core/parameters/settings.ts';
import { UserError, type NextStep } from '../../core/userError.ts';
import { pixels } from '../../shared/model.ts';
import type { Choices, PanelEnvironment } from '../../shared/panel.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Services } from '../services.ts';
import { titleOf } from '../ui/nextSteps.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import { defaultSettings, readSettings } from '../workspace/settings.ts';
import { keyOf, openFolderOf } from '../workspace/places.ts';
import { errorText } from '../texts/errorText.ts';

/** The environment as the page shows it, and what it is based on. */
interface FoundEnvironment {
	readonly shown: PanelEnvironment;
	/** Undefined if a setting is invalid. */
	readonly settings: Settings | undefined;
	/** Where the image goes; undefined if there is no folder. */
	readonly workspaceFolder: Uri | undefined;
	/** What fixes the problem. */
	readonly step: NextStep | undefined;
}

/** Identifies a workspace folder to the page, which must not know its URI. */
export function folderId(uri: Uri): string {
	return contentHash(keyOf(uri)).slice(0, 16);
}

/** @param chosen URI of the workspace folder that the user chose. */
export async function findEnvironment(
	services: Services,
	chosen: string | undefined,
): Promise<FoundEnvironment> {
	const folders = workspace.workspaceFolders ?? [];
	const workspaceFolder = (chosen === undefined ? undefined : openFolderOf(chosen)) ?? folders[0]?.uri;
	let problem: UserError | undefined;
	const attempt = <T>(task: () => T): T | undefined => {
		try {
			return task();
		} catch (error) {
			if (!(error instanceof UserError)) {
				throw error;
			}
			problem ??= error;
			return undefined;
		}
	};
	attempt(requireWorkspace);
	const settings = attempt(() => readSettings(workspaceFolder));
	const address = settings && attempt(() => serviceAddress(services.context, settings));
	const key =
		address &&
		(await services.apiKeys.get(address.origin).catch((error: unknown) => {
			attempt(() => {
				throw error;
			});
			return undefined;
		}));
	const step = problem?.nextStep;
	// Shown while a setting is invalid; nothing is generated then.
	const valid = settings ?? defaultSettings();
	return {
		shown: {
			...(problem && { problem: { message: errorText(problem), ...(step && { step: titleOf(step) }) } }),
			workspaceFolders: folders.map(({ uri, name }) => ({ id: folderId(uri), name })),
			workspaceFolder: workspaceFolder === undefined ? '' : folderId(workspaceFolder),
			hasKey: key !== undefined,
			service: address?.host ?? 'core.today',
			prices,
			sizes: pixels,
			defaults: choicesOf(valid),
			presets: Object.entries(settings?.presets ?? {}).map(([name, preset]) => ({
				name,
				suffix: preset.prompt ?? '',
				defaults: choicesOf(valid, preset),
			})),
			style: settings?.style ?? '',
			mostReferences: policy.reference.count,
		},
		settings,
		workspaceFolder,
		step,
	};
}

function choicesOf(settings: Settings, preset?: Preset): Choices {
	const parameters = resolveParameters(settings, preset, {});
	const { quality, aspectRatio, outputCompression, background, moderation, count, cutOut } = parameters;
	// The page says itself what a cut-out changes, so it gets the format that was chosen.
	const outputFormat = preset?.outputFormat ?? settings.outputFormat;
	return { quality, aspectRatio, outputFormat, outputCompression, background, cutOut, moderation, count };
}
