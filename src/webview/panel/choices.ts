import type { Choices, Draft, PanelEnvironment, Preset } from '../../shared/panel.ts';

/** The preset that the draft means, as long as the settings have it. */
export function presetOf({ presets }: PanelEnvironment, { preset }: Draft): Preset | undefined {
	return presets.find(({ name }) => name === preset);
}

/** What is chosen where the draft chooses nothing itself. */
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
		moderation: draft.moderation ?? defaults.moderation,
		count: draft.count ?? defaults.count,
	};
}

/** Credits of all the images that the draft asks for. */
export function creditsOf(environment: PanelEnvironment, draft: Draft): number {
	const { quality, count } = choicesOf(environment, draft);
	return environment.prices[quality] * count;
}

/** A change of a draft; `undefined` goes back to the default. */
export type DraftChange = { readonly [K in keyof Draft]?: Draft[K] | undefined };

export function changedDraft(draft: Draft, change: DraftChange): Draft {
	const parts = Object.entries({ ...draft, ...change }).filter(([, value]) => value !== undefined);
	return Object.fromEntries(parts) as unknown as Draft;
}

/** Without a preset that is not there any more. */
export function withoutLostPreset(environment: PanelEnvironment, draft: Draft): Draft {
	return presetOf(environment, draft) === undefined ? changedDraft(draft, { preset: undefined }) : draft;
}
