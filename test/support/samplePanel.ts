import { randomUUID } from 'node:crypto';
import { prices } from '../../src/core/credits/prices.ts';
import { pixels } from '../../src/shared/model.ts';
import type { Asset } from '../../src/shared/galleryMessages.ts';
import type { FromPanel, JobCard, PanelState, ToPanel } from '../../src/shared/panel.ts';

const choices = {
	quality: 'low',
	aspectRatio: '1:1',
	outputFormat: 'webp',
	outputCompression: 90,
	background: 'auto',
	cutOut: false,
	moderation: 'auto',
	count: 1,
} as const;

const card: JobCard = {
	id: '0198c0de-0000-7000-8000-000000000001',
	prompt: 'a fox reading a map',
	quality: 'low',
	aspectRatio: '1:1',
	credits: 45,
	createdAt: 1_800_000_000_000,
	references: 0,
	status: {
		type: 'running',
		text: 'Generating…',
		elapsed: 5000,
		usual: 12_000,
		cancelling: false,
		elsewhere: false,
	},
	actions: [{ action: 'cancel', title: 'Cancel', detail: '', spends: false }],
};

const asset: Asset = {
	id: 'a1',
	job: 'j1',
	name: 'fox.webp',
	path: 'assets/fox.webp',
	prompt: 'a fox',
	style: 'soft paper cut',
	quality: 'low',
	aspectRatio: '1:1',
	outputFormat: 'webp',
	parameters: 'low · 1:1 · WebP 90',
	credits: 45,
	createdAt: 1_800_000_000_000,
	placeholder: false,
	references: ['assets/wolf.webp'],
	madeFrom: ['a2'],
	hasPublicUrl: false,
};

export const samplePanelState: PanelState = {
	environment: {
		workspaceFolders: [{ id: 'folder', name: 'site' }],
		workspaceFolder: 'folder',
		hasKey: true,
		service: 'api.core.today',
		prices,
		sizes: pixels,
		defaults: choices,
		presets: [
			{ name: 'hero', suffix: 'wide', defaults: { ...choices, aspectRatio: '3:2', quality: 'medium' } },
		],
		style: 'soft paper cut',
		mostReferences: 16,
	},
	today: { spent: 1240, limit: 5000 },
	target: { folder: '', file: '', resolved: { folder: 'assets', file: 'a-fox.webp' } },
	references: [{ id: 'r1', name: 'hero.webp', detail: 'hero.webp · 10 × 10', thumbnail: '/hero.webp' }],
	styleReferences: [],
	jobs: [card],
	assets: [asset],
	recordProblems: [{ message: 'It has a merge conflict (line 7).', step: 'Open File' }],
	editor: { document: 'docs/guide.md', line: 12 },
	draft: { prompt: 'a fox' },
	draftAt: 0,
	prompts: ['a wolf in snow', 'a lighthouse'],
};

/** One message of every kind that the host sends. */
export const sampleToPanel: readonly ToPanel[] = [
	{ type: 'state', state: samplePanelState },
	{ type: 'environment', environment: samplePanelState.environment },
	{ type: 'today', today: samplePanelState.today },
	{ type: 'target', target: samplePanelState.target },
	{ type: 'references', references: samplePanelState.references, styleReferences: [] },
	{ type: 'jobs', changed: [card], removed: ['gone'] },
	{ type: 'editor', editor: { document: 'a.md', line: 1 } },
	{ type: 'assets', changed: [asset], removed: ['a2'], recordProblems: [] },
	{
		type: 'assetFacts',
		facts: [{ id: 'a1', status: 'whole', thumbnail: '/fox.webp', width: 1024, height: 1024 }],
	},
	{ type: 'unavailable', message: 'It cannot be read.' },
	{
		type: 'draft',
		draft: { prompt: 'a wolf', quality: 'high', count: 8 },
		at: 1_800_000_000_000,
		focus: true,
	},
	{ type: 'prompts', prompts: ['a fox'] },
	{ type: 'result', id: 'r', link: { text: '![](a.webp)' } },
	{
		type: 'result',
		id: 'r',
		inserted: { document: 'docs/guide.md', line: 9, already: false },
		preset: 'hero',
	},
	{ type: 'failed', id: 'r', message: 'No.' },
];

/** One message of every kind that the page sends. */
export function sampleFromPanel(): FromPanel[] {
	const id = randomUUID();
	return [
		{ type: 'ready' },
		{ type: 'draft', draft: { prompt: 'a fox' }, changed: ['prompt', 'count'], at: 1 },
		{ type: 'generate', id, draft: { prompt: 'a fox', count: 2 }, credits: 90 },
		{ type: 'setTarget', id, folder: 'assets', file: 'a.webp' },
		{ type: 'dropUris', id, uris: ['file:///a.png'] },
		{ type: 'addUrl', id, url: 'https://example.com/a.png' },
		{ type: 'addBytes', id, name: 'a.png', bytes: Uint8Array.of(1) },
		{ type: 'pickReferences', id },
		{ type: 'removeReference', id, reference: 'r1' },
		{ type: 'browseFolder', id },
		{ type: 'chooseWorkspaceFolder', id, folder: 'folder' },
		{ type: 'setStyle', id, style: 'paper' },
		{ type: 'job', id, job: card.id, action: 'cancel' },
		{ type: 'copyCurl', id, job: card.id },
		{ type: 'saveVariations', id, jobs: [card.id] },
		{ type: 'openVariation', id, job: card.id },
		{ type: 'describeLink', id, asset: 'a1' },
		{ type: 'showLink', id },
		{ type: 'undoLink', id },
		{ type: 'savePreset', id, draft: { prompt: '', quality: 'high' } },
		{ type: 'browseReferences', id },
		{ type: 'showAssets', assets: ['a1'] },
		{ type: 'asset', id, asset: 'a1', action: 'finalize' },
		{ type: 'asset', id, asset: 'a1', action: 'insertLink', again: true },
		{ type: 'deleteAssets', id, assets: ['a1', 'a2'] },
		{ type: 'finalizeAssets', id, assets: ['a1'], credits: 480 },
		{ type: 'openRecord', id, problem: 0 },
		{ type: 'setApiKey', id },
		{ type: 'openWalkthrough', id },
		{ type: 'openSetting', id, setting: 'presets' },
		{ type: 'showJobs', id },
		{ type: 'takeStep', id },
	];
}

/** The building blocks of random messages, so that many are nearly right. */
export const panelWords = {
	names: [
		'type',
		'id',
		'state',
		'draft',
		'prompt',
		'jobs',
		'job',
		'uris',
		'folder',
		'count',
		'__proto__',
		'constructor',
		'x',
	],
	leaves: [
		undefined,
		null,
		true,
		0,
		-1,
		1.5,
		NaN,
		45,
		'',
		' ',
		'ready',
		'state',
		'generate',
		'../../etc',
		'file:///x',
		card.id,
	],
};
