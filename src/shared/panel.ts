import * as z from 'zod/mini';
import { fromGallery, galleryState, toGallery } from './gallery.ts';
import { fields } from './messages.ts';
import { aspectRatios, backgrounds, maxCount, moderations, outputFormats, qualities } from './model.ts';

const { count, pixels, requestId, prompt, ownId, source, time } = fields;

/** Of a path or a name, in UTF-16 units: no file system takes more. */
const pathText = z.string().check(z.maxLength(4096));
/** Bytes of one pasted or dropped image. The host checks them again, like any file. */
const mostBytes = 64 * 1024 * 1024;

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
	moderation: z.enum(moderations),
	count: variations,
};

/** What is chosen where the draft says nothing: from the settings, and a preset where one is meant. */
const defaults = z.strictObject(choices);

/** What the user has written and chosen so far. A choice that is left out is the default's. */
const draft = z.strictObject({
	prompt,
	/** The name of a preset. */
	preset: z.optional(z.string().check(z.maxLength(200))),
	quality: z.optional(choices.quality),
	aspectRatio: z.optional(choices.aspectRatio),
	outputFormat: z.optional(choices.outputFormat),
	outputCompression: z.optional(choices.outputCompression),
	background: z.optional(choices.background),
	moderation: z.optional(choices.moderation),
	count: z.optional(choices.count),
});

const preset = z.strictObject({
	name: z.string(),
	/** Added behind the prompt; empty = nothing. */
	suffix: z.string(),
	defaults,
});

/** Settings that the panel leads to. */
const settingName = z.enum(['presets', 'dailyCreditLimit', 'confirmAbove', 'style', 'parallelJobs']);

const environment = z.strictObject({
	/** Why nothing can be generated here, and the button that helps (`takeStep`). */
	problem: z.optional(z.strictObject({ message: z.string(), step: z.optional(z.string()) })),
	/** More than one: the user may choose where the image goes. */
	workspaceFolders: z.array(z.strictObject({ id: ownId, name: z.string() })),
	/** The chosen one's id; empty where there is none. */
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
	/** What that comes to, relative to the workspace folder; the number of a taken name included. */
	resolved: z.optional(z.strictObject({ folder: z.string(), file: z.string() })),
	/** Why it comes to nothing. */
	problem: z.optional(z.string()),
});

const reference = z.strictObject({
	id: ownId,
	/** A path, or the host of an address. */
	name: z.string(),
	/** All there is to say of it: `assets/hero.webp · 1024 × 1024`. */
	detail: z.string(),
	/** Missing for addresses, which are never loaded here, and until it is made. */
	thumbnail: z.optional(source),
	/** Why it cannot be sent. */
	problem: z.optional(z.string()),
});

/** A file that was saved. */
const savedImage = z.strictObject({
	id: ownId,
	name: z.string(),
	/** The path that the user knows it by. */
	path: z.string(),
	width: pixels,
	height: pixels,
	thumbnail: z.optional(source),
	/** There is no such file any more. */
	missing: z.boolean(),
});

export const jobActionNames = [
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
		/** Milliseconds since it began, when this was sent. */
		elapsed: time,
		/** Milliseconds that its quality usually takes. */
		usual: time,
		cancelling: z.boolean(),
		/** Another window works on it. */
		elsewhere: z.boolean(),
	}),
	/** It came to rest without an image in the workspace. */
	z.strictObject({
		type: z.literal('stopped'),
		/** `question`: nobody knows whether it was charged. `paused`: it can go on. */
		severity: z.enum(['error', 'question', 'paused']),
		/** `Not saved` */
		title: z.string(),
		/** Why, and what it cost. */
		message: z.string(),
	}),
	/** Made and paid, and kept outside of the workspace until it is chosen. */
	z.strictObject({
		type: z.literal('variation'),
		width: pixels,
		height: pixels,
		thumbnail: z.optional(source),
		/** Others of its set were chosen; until then it can be taken all the same. */
		keptUntil: z.optional(time),
	}),
	z.strictObject({ type: z.literal('saved'), images: z.array(savedImage) }),
]);

const jobCard = z.strictObject({
	id: ownId,
	/** Of the jobs of one request: they are shown side by side. */
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

/** Where Insert Link would write; missing where no text editor was used yet. */
const editor = z.strictObject({
	/** `docs/guide.md` */
	document: z.string(),
	/** From 1. */
	line: z.int().check(z.positive()),
});

const panelState = z.strictObject({
	environment,
	today,
	target,
	references: z.array(reference),
	/** The newest first. */
	jobs: z.array(jobCard),
	...galleryState,
	editor: z.optional(editor),
	/** What the host remembers; a page that kept its own goes on with that. */
	draft,
});

const toPanel = z.discriminatedUnion('type', [
	/** All there is to show: the answer to `ready`. */
	z.strictObject({ type: z.literal('state'), state: panelState }),
	z.strictObject({ type: z.literal('environment'), environment }),
	z.strictObject({ type: z.literal('today'), today }),
	z.strictObject({ type: z.literal('target'), target }),
	z.strictObject({ type: z.literal('references'), references: z.array(reference) }),
	/** Cards that are new or have changed, and ids of those that are gone. */
	z.strictObject({ type: z.literal('jobs'), changed: z.array(jobCard), removed: z.array(ownId) }),
	z.strictObject({ type: z.literal('editor'), editor: z.optional(editor) }),
	...toGallery,
	/** There is nothing to show; `ready` asks again. */
	z.strictObject({ type: z.literal('unavailable'), message: z.string() }),
	/** The draft is to be this from now on, and the prompt gets the focus. */
	z.strictObject({ type: z.literal('draft'), draft }),
	/** The request is done. */
	z.strictObject({
		type: z.literal('result'),
		id: requestId,
		/** To `describeLink`: what Insert Link would write; missing where it has no place. */
		link: z.optional(z.strictObject({ text: z.string() })),
	}),
	/** The request was not done; why, in words for the user. */
	z.strictObject({ type: z.literal('failed'), id: requestId, message: z.string() }),
]);

const imageAction = z.enum([
	'open',
	'reveal',
	'insertLink',
	'copyPath',
	'copyMarkdown',
	'edit',
	'addReference',
]);

const fromPanel = z.discriminatedUnion('type', [
	/** The page is there, for the first time or again: send all of the state. */
	z.strictObject({ type: z.literal('ready') }),
	/** What the user has written so far, a moment after the last key. */
	z.strictObject({ type: z.literal('draft'), draft }),
	/** @param credits what the button said: anything else is refused. */
	z.strictObject({ type: z.literal('generate'), id: requestId, draft, credits: count }),

	/** Foreign values, each with a kind of its own; the host checks them like a command's arguments. */
	z.strictObject({ type: z.literal('setTarget'), id: requestId, folder: pathText, file: pathText }),
	z.strictObject({
		type: z.literal('dropUris'),
		id: requestId,
		uris: z.array(z.string().check(z.maxLength(8192))).check(z.minLength(1), z.maxLength(64)),
	}),
	z.strictObject({ type: z.literal('addUrl'), id: requestId, url: z.string().check(z.maxLength(8192)) }),
	z.strictObject({
		type: z.literal('addBytes'),
		id: requestId,
		/** What the image is called where it came from; for showing only. */
		name: z.string().check(z.maxLength(255)),
		bytes: z
			.instanceof(Uint8Array)
			.check(z.refine(({ byteLength }) => byteLength > 0 && byteLength <= mostBytes)),
	}),

	/** Lets the user choose images of the workspace. */
	z.strictObject({ type: z.literal('pickReferences'), id: requestId }),
	z.strictObject({ type: z.literal('removeReference'), id: requestId, reference: ownId }),
	z.strictObject({ type: z.literal('browseFolder'), id: requestId }),
	z.strictObject({ type: z.literal('chooseWorkspaceFolder'), id: requestId, folder: ownId }),
	/** Writes the project's style into its settings. */
	z.strictObject({ type: z.literal('setStyle'), id: requestId, style: prompt }),

	z.strictObject({ type: z.literal('job'), id: requestId, job: ownId, action: jobAction }),
	z.strictObject({ type: z.literal('copyCurl'), id: requestId, job: ownId }),
	/** Saves these variations; the others of their set are kept for a week. */
	z.strictObject({
		type: z.literal('saveVariations'),
		id: requestId,
		jobs: z.array(ownId).check(z.minLength(1), z.maxLength(maxCount)),
	}),
	/** Shows a variation in an editor of its own. */
	z.strictObject({ type: z.literal('openVariation'), id: requestId, job: ownId }),
	/** Takes cards of images that are saved off the panel; nothing else becomes of them. */
	z.strictObject({ type: z.literal('hideJobs'), id: requestId, jobs: z.array(ownId) }),

	...fromGallery,
	z.strictObject({ type: z.literal('image'), id: requestId, image: ownId, action: imageAction }),
	/** Asks what Insert Link would write, of an image or an asset. */
	z.strictObject({ type: z.literal('describeLink'), id: requestId, image: ownId }),

	z.strictObject({ type: z.literal('setApiKey'), id: requestId }),
	z.strictObject({ type: z.literal('getApiKey'), id: requestId }),
	z.strictObject({ type: z.literal('openWalkthrough'), id: requestId }),
	z.strictObject({ type: z.literal('openSetting'), id: requestId, setting: settingName }),
	z.strictObject({ type: z.literal('showJobs'), id: requestId }),
	/** Does what helps against the environment's problem. */
	z.strictObject({ type: z.literal('takeStep'), id: requestId }),
]);

export type Draft = z.infer<typeof draft>;
export type Choices = z.infer<typeof defaults>;
export type Preset = z.infer<typeof preset>;
export type PanelEnvironment = z.infer<typeof environment>;
export type Today = z.infer<typeof today>;
export type PanelTarget = z.infer<typeof target>;
export type PanelReference = z.infer<typeof reference>;
export type PanelImage = z.infer<typeof savedImage>;
export type PanelImageAction = z.infer<typeof imageAction>;
export type PanelJobAction = z.infer<typeof jobAction>;
export type JobCard = z.infer<typeof jobCard>;
export type JobStatus = z.infer<typeof jobStatus>;
export type PanelEditor = z.infer<typeof editor>;
export type PanelState = z.infer<typeof panelState>;
export type PanelSetting = z.infer<typeof settingName>;

/** What the host says to the page. */
export type ToPanel = z.infer<typeof toPanel>;

/** What the page says to the host. Whatever has an `id` gets a `result` or a `failed` with it. */
export type FromPanel = z.infer<typeof fromPanel>;
export type PanelRequest = Exclude<FromPanel, { type: 'ready' | 'draft' | 'showAssets' }>;

/** The message, or undefined for one that is not of the protocol. */
export function parseToPanel(value: unknown): ToPanel | undefined {
	return toPanel.safeParse(value).data;
}

/** The message, or undefined for one that is not of the protocol. */
export function parseFromPanel(value: unknown): FromPanel | undefined {
	return fromPanel.safeParse(value).data;
}

/** The draft, or undefined for something else: what VS Code kept is foreign. */
export function parseDraft(value: unknown): Draft | undefined {
	return draft.safeParse(value).data;
}
