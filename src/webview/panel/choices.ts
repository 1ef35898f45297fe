import type { OutputFormat } from '../../shared/model.ts';
import type { Choices, Draft, PanelEnvironment, PanelReference, Preset } from '../../shared/panel.ts';

/** The preset that the draft names, if the settings still have it. */
export function presetOf({ presets }: PanelEnvironment, { preset }: Draft): Preset | undefined {
	return presets.find(({ name }) => name === preset);
}

/** The choices that apply if the draft makes none. */
export function defaultsOf(environment: PanelEnvironment, draft: Draft): Choices {
	return presetOf(environment, draft)?.defaults ?? environment.defaults;
}

export function choicesOf(environment: PanelEnvironment, draft: Draft): Choices {
	const defaults = defaultsOf(environment, draft);
	return {
		quality: draft.quality ?? defaults.quality,
		aspectRatio: draft.aspectRatio ?? defaults.aspectRatio,
		outputFormat: draft.outputFormat ?? defaults.outputFormat,
		outputCompression: draft.outputCompression ?? defaults.outputCompression,
		background: draft.background ?? defaults.background,
		cutOut: draft.cutOut ?? defaults.cutOut,
		moderation: draft.moderation ?? defaults.moderation,
		count: draft.count ?? defaults.count,
	};
}

/** The format of the file: JPEG has no transparency. */
export function savedFormat({ outputFormat, cutOut }: Choices): OutputFormat {
	return cutOut && outputFormat === 'jpeg' ? 'png' : outputFormat;
}

/** The images of the project's style that go along with the draft. */
export function sentStyle({
	draft,
	styleReferences,
}: {
	readonly draft: Draft;
	readonly styleReferences: readonly PanelReference[];
}): readonly PanelReference[] {
	return draft.styleReferences === false ? [] : styleReferences;
}

/** The credits of all images that the draft asks for. */
export function creditsOf(environment: PanelEnvironment, draft: Draft): number {
	const { quality, count } = choicesOf(environment, draft);
	return environment.prices[quality] * count;
}

/** A change to a draft; `undefined` returns to the default. */
export type DraftChange = { readonly [K in keyof Draft]?: Draft[K] | undefined };

export function changedDraft(draft: Draft, change: DraftChange): Draft {
	const parts = Object.entries({ ...draft, ...change }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(parts) as unknown as Draft;
}

/** Removes a preset that no longer exists. */
export function withoutLostPreset(environment: PanelEnvironment, draft: Draft): Draft {
	return presetOf(environment, draft) === undefined ? changedDraft(draft, { preset: undefined }) : draft;
}
