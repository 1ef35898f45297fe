import * as z from 'zod/mini';
import { fromGallery, galleryState, toGallery } from './galleryMessages.ts';
import { limits } from './limits.ts';
import { failed, fields, parserOf, ready } from './messages.ts';
import { aspectRatios, backgrounds, maxCount, moderations, outputFormats, qualities } from './model.ts';

const { count, pixels, requestId, prompt, ownId, source, time } = fields;

/** A path or a name. */
const pathText = z.string().check(z.maxLength(limits.path));
const uri = z.string().check(z.maxLength(limits.uri));

const quality = z.enum(qualities);
const aspectRatio = z.enum(aspectRatios);
const variations = z.int().check(z.minimum(1), z.maximum(maxCount));

const choices = {
	quality,
	aspectRatio,
	outputFormat: z.enum(outputFormats),
	/** 0–100, for WebP and JPEG. */
	outputCompression: z.int().check(z.minimum(0), z.maximum(100)),
	background: z.enum(backgrounds),
	/** Removes the background, whatever `background` says. */
	cutOut: z.boolean(),
	moderation: z.enum(moderations),
	count: variations,
};

/** The choices that apply where the draft makes none: from the settings, or from a preset. */
const defaults = z.strictObject(choices);

/** What the user has written and chosen so far. An omitted choice means the default. */
const draft = z.strictObject({
	prompt,
	/** The name of a preset. */
	preset: z.optional(z.string().check(z.maxLength(200))),
	quality: z.optional(choices.quality),
	aspectRatio: z.optional(choices.aspectRatio),
	outputFormat: z.optional(choices.outputFormat),
	outputCompression: z.optional(choices.outputCompression),
	background: z.optional(choices.background),
	cutOut: z.optional(choices.cutOut),
	moderation: z.optional(choices.moderation),
	count: z.optional(choices.count),
	/** The images of the project's style are left out of the next request. */
	styleReferences: z.optional(z.literal(false)),
});

const draftKeys = [
	'prompt',
	'preset',
	'quality',
	'aspectRatio',
	'outputFormat',
	'outputCompression',
	'background',
	'cutOut',
	'moderation',
	'count',
	'styleReferences',
] as const satisfies readonly (keyof z.infer<typeof draft>)[];
/** The changed parts of a draft: two pages may change different ones at the same time. */
const changedKeys = z.array(z.enum(draftKeys)).check(z.maxLength(draftKeys.length));

const preset = z.strictObject({
	name: z.string(),
	/** Appended to the prompt; empty = nothing. */
	suffix: z.string(),
	defaults,
});

/** Settings that the panel links to. */
const settingName = z.enum([
	'presets',
	'dailyCreditLimit',
	'confirmAbove',
	'style',
	'styleReferences',
	'parallelJobs',
]);

const environment = z.strictObject({
	/** Why nothing can be generated here, and the button that helps (`takeStep`). */
	problem: z.optional(z.strictObject({ message: z.string(), step: z.optional(z.string()) })),
	/** More than one: the user may choose where the image goes. */
	workspaceFolders: z.array(z.strictObject({ id: ownId, name: z.string() })),
	/** The id of the chosen one; empty if there is none. */
	workspaceFolder: z.string(),
	hasKey: z.boolean(),
	/** The host that the key is for. */
	service: z.string(),
	/** Credits of one image. */
	prices: z.record(quality, count),
	/** Pixels of an image. */
	sizes: z.record(aspectRatio, z.strictObject({ width: pixels, height: pixels })),
	defaults,
	presets: z.array(preset),
	/** The project's style, added to every prompt; empty = none. */
	style: z.string(),
	mostReferences: count,
});

const today = z.strictObject({
	/** Credits. */
	spent: count,
	/** Credits; 0 = none. */
	limit: count,
});

/** Where the image goes. */
const target = z.strictObject({
	/** As the user typed them; empty = the default. */
	folder: pathText,
	file: pathText,
	/** The resulting path, relative to the workspace folder, including the number added to a taken name. */
	resolved: z.optional(z.strictObject({ folder: z.string(), file: z.string() })),
	/** Why there is no resulting path. */
	problem: z.optional(z.string()),
});

const reference = z.strictObject({
	id: ownId,
	/** A path, or the host of an address. */
	name: z.string(),
	/** Its full description: `assets/hero.webp · 1024 × 1024`. */
	detail: z.string(),
	/** Missing for addresses, which are never loaded here, and until it is made. */
	thumbnail: z.optional(source),
	/** Why it cannot be sent. */
	problem: z.optional(z.string()),
});

const jobActionNames = [
	'cancel',
	'send',
	'tryAgain',
	'saveElsewhere',
	'sendAgain',
	'editPrompt',
	'save',
	'dismiss',
] as const;
const jobAction = z.enum(jobActionNames);

const jobStatus = z.discriminatedUnion('type', [
	z.strictObject({
		type: z.literal('running'),
		/** `Generating…` */
		text: z.string(),
		/** Milliseconds from its start until this was sent. */
		elapsed: time,
		/** Milliseconds that its quality usually takes. */
		usual: time,
		cancelling: z.boolean(),
		/** Another window is working on it. */
		elsewhere: z.boolean(),
	}),
	/** It stopped without an image in the workspace. */
	z.strictObject({
		type: z.literal('stopped'),
		/** `question`: nobody knows whether it was charged. `paused`: it can go on. */
		severity: z.enum(['error', 'question', 'paused']),
		/** `Not saved` */
		title: z.string(),
		/** Why, and what it cost. */
		message: z.string(),
	}),
	/** Made and paid for, and kept outside the workspace until it is chosen. */
	z.strictObject({
		type: z.literal('variation'),
		width: pixels,
		height: pixels,
		thumbnail: z.optional(source),
		/** Present if others of its set were chosen: until this time it can still be saved. */
		keptUntil: z.optional(time),
	}),
]);

const jobCard = z.strictObject({
	id: ownId,
	/** Groups the jobs of one request, which are shown side by side. */
	set: z.optional(z.strictObject({ id: ownId, index: count, size: count })),
	prompt: z.string(),
	quality,
	aspectRatio,
	credits: count,
	createdAt: time,
	/** Input images. */
	references: count,
	status: jobStatus,
	/** What can be done, the likeliest first. */
	actions: z.array(
		z.strictObject({ action: jobAction, title: z.string(), detail: z.string(), spends: z.boolean() }),
	),
});

/** Where Insert Link would write; missing until a text editor has been used. */
const editorPlace = {
	/** `docs/guide.md` */
	document: z.string(),
	/** From 1. */
	line: z.int().check(z.positive()),
};
const editor = z.strictObject(editorPlace);

const panelState = z.strictObject({
	environment,
	today,
	target,
	references: z.array(reference),
	/** Images of the project's style, which go along with every prompt but are not counted among `references`. */
	styleReferences: z.array(reference),
	/** The newest first. */
	jobs: z.array(jobCard),
	...galleryState,
	editor: z.optional(editor),
	/** The host's draft; a page that has a newer one keeps its own. */
	draft,
	draftAt: time,
	/** Prompts that were sent, the newest first. */
	prompts: z.array(z.string()),
});

const toPanel = z.discriminatedUnion('type', [
	/** The full state: the answer to `ready`. */
	z.strictObject({ type: z.literal('state'), state: panelState }),
	z.strictObject({ type: z.literal('environment'), environment }),
	z.strictObject({ type: z.literal('today'), today }),
	z.strictObject({ type: z.literal('target'), target }),
	z.strictObject({
		type: z.literal('references'),
		references: z.array(reference),
		styleReferences: z.array(reference),
	}),
	/** New and changed cards, and the ids of removed ones. */
	z.strictObject({ type: z.literal('jobs'), changed: z.array(jobCard), removed: z.array(ownId) }),
	z.strictObject({ type: z.literal('editor'), editor: z.optional(editor) }),
	...toGallery,
	/** There is nothing to show; `ready` asks again. */
	z.strictObject({ type: z.literal('unavailable'), message: z.string() }),
	/**
	 * Replaces these parts of the draft, or all of it if none are named, unless the page's own are newer. `focus`: moves
	 * the focus to the prompt.
	 */
	z.strictObject({
		type: z.literal('draft'),
		draft,
		changed: z.optional(changedKeys),
		at: time,
		focus: z.optional(z.literal(true)),
	}),
	z.strictObject({ type: z.literal('prompts'), prompts: z.array(z.string()) }),
	/** The request is done. */
	z.strictObject({
		type: z.literal('result'),
		id: requestId,
		/** For `describeLink`: what Insert Link would write; missing if there is no place for it. */
		link: z.optional(z.strictObject({ text: z.string() })),
		/** For Insert Link: where the link is now. `already`: it was there before, and nothing was written. */
		inserted: z.optional(z.strictObject({ ...editorPlace, already: z.boolean() })),
		/** For `savePreset`: its name; missing if the user cancelled. */
		preset: z.optional(z.string()),
	}),
	failed,
]);

const fromPanel = z.discriminatedUnion('type', [
	ready,
	/** What the user has typed so far, a moment after the last key. @param at the time of that, by the page's clock */
	z.strictObject({ type: z.literal('draft'), draft, changed: changedKeys, at: time }),
	/** @param credits the price that the button showed: any other is refused. */
	z.strictObject({ type: z.literal('generate'), id: requestId, draft, credits: count }),

	/** Untrusted values, each with its own message type; the host checks them like a command's arguments. */
	z.strictObject({ type: z.literal('setTarget'), id: requestId, folder: pathText, file: pathText }),
	z.strictObject({
		type: z.literal('dropUris'),
		id: requestId,
		uris: z.array(uri).check(z.minLength(1), z.maxLength(limits.uris)),
	}),
	z.strictObject({ type: z.literal('addUrl'), id: requestId, url: uri }),
	z.strictObject({
		type: z.literal('addBytes'),
		id: requestId,
		/** The image's name at its source; for display only. */
		name: z.string().check(z.maxLength(255)),
		bytes: z
			.instanceof(Uint8Array)
			.check(z.refine(({ byteLength }) => byteLength > 0 && byteLength <= limits.imageBytes)),
	}),

	/** Lets the user choose images of the workspace. */
	z.strictObject({ type: z.literal('pickReferences'), id: requestId }),
	/** Lets the user choose images from the disk. */
	z.strictObject({ type: z.literal('browseReferences'), id: requestId }),
	z.strictObject({ type: z.literal('removeReference'), id: requestId, reference: ownId }),
	z.strictObject({ type: z.literal('browseFolder'), id: requestId }),
	z.strictObject({ type: z.literal('chooseWorkspaceFolder'), id: requestId, folder: ownId }),
	/** Writes the project's style into its settings. */
	z.strictObject({ type: z.literal('setStyle'), id: requestId, style: prompt }),
	/** Asks for a name, and saves these choices under it in the settings. */
	z.strictObject({ type: z.literal('savePreset'), id: requestId, draft }),

	z.strictObject({ type: z.literal('job'), id: requestId, job: ownId, action: jobAction }),
	z.strictObject({ type: z.literal('copyCurl'), id: requestId, job: ownId }),
	/** Saves these variations; the others of their set are kept for a week. */
	z.strictObject({
		type: z.literal('saveVariations'),
		id: requestId,
		jobs: z.array(ownId).check(z.minLength(1), z.maxLength(maxCount)),
	}),
	/** Opens a variation in its own editor. */
	z.strictObject({ type: z.literal('openVariation'), id: requestId, job: ownId }),

	...fromGallery,
	/** Asks what Insert Link would write. */
	z.strictObject({ type: z.literal('describeLink'), id: requestId, asset: ownId }),
	/** Show the link inserted last in its document, or undo it. */
	z.strictObject({ type: z.literal('showLink'), id: requestId }),
	z.strictObject({ type: z.literal('undoLink'), id: requestId }),

	z.strictObject({ type: z.literal('setApiKey'), id: requestId }),
	z.strictObject({ type: z.literal('getApiKey'), id: requestId }),
	z.strictObject({ type: z.literal('openWalkthrough'), id: requestId }),
	z.strictObject({ type: z.literal('openSetting'), id: requestId, setting: settingName }),
	z.strictObject({ type: z.literal('showJobs'), id: requestId }),
	/** Does what solves the environment's problem. */
	z.strictObject({ type: z.literal('takeStep'), id: requestId }),
]);

export type Draft = z.infer<typeof draft>;
export type DraftKey = (typeof draftKeys)[number];
export type Choices = z.infer<typeof defaults>;
export type Preset = z.infer<typeof preset>;
export type PanelEnvironment = z.infer<typeof environment>;
export type Today = z.infer<typeof today>;
export type PanelTarget = z.infer<typeof target>;
export type PanelReference = z.infer<typeof reference>;
export type PanelJobAction = z.infer<typeof jobAction>;
export type JobCard = z.infer<typeof jobCard>;
export type JobStatus = z.infer<typeof jobStatus>;
export type PanelEditor = z.infer<typeof editor>;
export type InsertedLink = NonNullable<Extract<ToPanel, { type: 'result' }>['inserted']>;
export type PanelState = z.infer<typeof panelState>;
export type PanelSetting = z.infer<typeof settingName>;

/** What the host sends to the page. */
export type ToPanel = z.infer<typeof toPanel>;

/** What the page sends to the host. Each message with an `id` is answered by a `result` or a `failed` with the same. */
export type FromPanel = z.infer<typeof fromPanel>;
export type PanelRequest = Exclude<FromPanel, { type: 'ready' | 'draft' | 'showAssets' }>;

export const parseToPanel = parserOf(toPanel);
export const parseFromPanel = parserOf(fromPanel);

/** A draft with some parts of another. */
export function withParts(draft: Draft, from: Draft, keys: readonly DraftKey[]): Draft {
	const parts = draftKeys.flatMap(key => {
		const value = (keys.includes(key) ? from : draft)[key];
		return value === undefined ? [] : [[key, value] as const];
	});
	return {
		...(Object.fromEntries(parts) as Partial<Draft>),
		prompt: (keys.includes('prompt') ? from : draft).prompt,
	};
}

/** When each part of a draft was changed; a missing one was never changed. */
export type DraftTimes = Partial<Readonly<Record<DraftKey, number>>>;

/** The parts of a change that are not older than the known ones. */
export function newerParts(
	times: DraftTimes,
	{ changed = draftKeys, at }: { readonly changed?: readonly DraftKey[] | undefined; readonly at: number },
): readonly DraftKey[] {
	return changed.filter(key => (times[key] ?? 0) <= at);
}

/** The draft, or undefined for anything else: state that VS Code kept is untrusted. */
export function parseDraft(value: unknown): Draft | undefined {
	return draft.safeParse(value).data;
}
