import type { JobCard, JobStatus, PanelState } from '../../../src/shared/panel.ts';
import { renderImage } from '../../emulator/images/renderImage.ts';
import { samplePanelState } from '../samplePanel.ts';

const sources = {
	'/hero.webp': { prompt: 'hero', width: 64, height: 64 },
	'/dawn.webp': { prompt: 'a lighthouse at dawn, calm sea', width: 384, height: 256 },
	'/paper.webp': { prompt: 'soft paper cut of mountains', width: 256, height: 256 },
	'/desert.webp': { prompt: 'a desert at night, tall cactus', width: 256, height: 384 },
	'/sun.webp': { prompt: 'onboarding, a rising sun', width: 256, height: 256 },
	'/night.webp': { prompt: 'a lighthouse at night, calm sea', width: 384, height: 256 },
	'/plan.webp': { prompt: 'team, pale grey, a collage', width: 300, height: 200 },
} as const;

let images: Promise<Readonly<Record<string, Buffer>>> | undefined;

/** Thumbnails by path, rendered once per process. */
export function panelImages(): Promise<Readonly<Record<string, Buffer>>> {
	return (images ??= render());
}

async function render(): Promise<Readonly<Record<string, Buffer>>> {
	const entries = Object.entries(sources).map(
		async ([path, image]) => [path, await renderImage({ ...image, format: 'webp' })] as const,
	);
	return Object.fromEntries(await Promise.all(entries));
}

const begin = 1_800_000_000_000;

/** A job's card. @param number decides its id and its age: a higher one is newer */
export function sampleCard(number: number, status: JobStatus, part: Partial<JobCard> = {}): JobCard {
	const actions: JobCard['actions'] =
		status.type === 'running'
			? [
					{
						action: 'cancel',
						title: 'Cancel',
						detail: 'An image that is finished by then is saved all the same',
						spends: false,
					},
				]
			: status.type === 'variation'
				? [
						{
							action: 'save',
							title: 'Save',
							detail: 'This variation is here, and costs nothing more',
							spends: false,
						},
					]
				: [];
	return {
		id: `0198c0de-0000-7000-8000-${String(number).padStart(12, '0')}`,
		prompt:
			'Pricing hero, a paper landscape with three hills, medium quality, room for a headline on the left',
		quality: 'low',
		aspectRatio: '3:2',
		credits: 45,
		createdAt: begin + number,
		references: 0,
		status,
		actions,
		...part,
	};
}

export const running = (elapsed = 18_000): JobStatus => ({
	type: 'running',
	text: 'Generating…',
	elapsed,
	usual: 35_000,
	cancelling: false,
	elsewhere: false,
});

export const variation = (thumbnail: string, keptUntil?: number): JobStatus => ({
	type: 'variation',
	width: 1024,
	height: 1024,
	thumbnail,
	...(keptUntil !== undefined && { keptUntil }),
});

export const stopped = (severity: 'error' | 'question' | 'paused'): JobStatus => ({
	type: 'stopped',
	severity,
	...{
		error: {
			title: 'Failed',
			message: 'The service refused the prompt: it names a person. Nothing was charged.',
		},
		question: {
			title: 'Unknown',
			message:
				'No answer from the service. It may have been charged 45 credits. It will not be sent again by itself.',
		},
		paused: { title: 'Not saved', message: 'The disk is full. The image is kept, and costs nothing more.' },
	}[severity],
});

const dismiss = {
	action: 'dismiss',
	title: 'Dismiss',
	detail: 'Takes it off this list',
	spends: false,
} as const;

/** A set of four: one saved, one running, two to choose from. */
export function sampleSet(count = 4): JobCard[] {
	const thumbnails = ['/paper.webp', '/sun.webp', '/dawn.webp', '/desert.webp'];
	return Array.from({ length: count }, (_, index) =>
		sampleCard(
			40 + index,
			index === 3 ? running(9000) : variation(thumbnails[index % thumbnails.length] ?? '/sun.webp'),
			{
				prompt: 'An app icon: a folded paper bird, two colours, no text',
				aspectRatio: '1:1',
				set: { id: 'set-one', index, size: count },
			},
		),
	);
}

/** Jobs with every kind of card. */
export const busyJobs: readonly JobCard[] = [
	sampleCard(60, running(), { credits: 176, quality: 'medium' }),
	...sampleSet(),
	sampleCard(30, stopped('question'), {
		prompt: 'team photo, collage',
		actions: [
			{
				action: 'sendAgain',
				title: 'Send Again… (45 credits)',
				detail: 'The first request may have been charged; this may be charged again',
				spends: true,
			},
			dismiss,
		],
	}),
	sampleCard(29, stopped('error'), { actions: [dismiss] }),
	sampleCard(28, stopped('paused'), {
		actions: [
			{ action: 'tryAgain', title: 'Try Again', detail: 'The image is here', spends: false },
			{ action: 'saveElsewhere', title: 'Save Elsewhere…', detail: 'Chooses another folder', spends: false },
			dismiss,
		],
	}),
	sampleCard(10, variation('/paper.webp', Date.UTC(2027, 11, 1)), {
		prompt: 'Empty state of a search, a desert, quiet colours',
		set: { id: 'set-two', index: 0, size: 2 },
	}),
];

/** One running job and no assets. */
export const quietState: PanelState = { ...samplePanelState, assets: [], recordProblems: [] };

export const busyState: PanelState = {
	...quietState,
	environment: { ...samplePanelState.environment, style: 'soft paper cut, muted blues' },
	references: [
		{
			id: 'r1',
			name: 'assets/hero.webp',
			detail: 'assets/hero.webp · 1024 × 1024',
			thumbnail: '/dawn.webp',
		},
		{ id: 'r2', name: 'paper.png', detail: 'paper.png · 512 × 512', thumbnail: '/paper.webp' },
	],
	styleReferences: [
		{ id: 'style-1', name: 'art/night.png', detail: 'art/night.png · 384 × 256', thumbnail: '/night.webp' },
		{ id: 'style-2', name: 'art/sun.png', detail: 'art/sun.png · 256 × 256', thumbnail: '/sun.webp' },
	],
	jobs: [...busyJobs],
	draft: { prompt: 'A lighthouse at dawn, calm sea, wide negative space on the left for a headline' },
	target: { folder: '', file: '', resolved: { folder: 'assets', file: 'lighthouse-at-dawn.webp' } },
};

/** No key, no jobs: what a new user sees. */
export const newcomerState: PanelState = {
	...quietState,
	environment: { ...samplePanelState.environment, hasKey: false, presets: [], style: '' },
	today: { spent: 0, limit: 5000 },
	references: [],
	styleReferences: [],
	jobs: [],
	draft: { prompt: '' },
	target: { folder: '', file: '', resolved: { folder: 'assets', file: 'image.webp' } },
};

/** Everything that can be wrong, at the same time. */
export const troubledState: PanelState = {
	...busyState,
	environment: {
		...busyState.environment,
		problem: { message: 'This workspace is not trusted: nothing is generated in it.', step: 'Manage Trust' },
	},
	references: [
		{ id: 'r1', name: 'hero.svg', detail: 'hero.svg', problem: 'SVG images cannot be references.' },
		{ id: 'r2', name: 'example.com', detail: 'https://example.com/a.png' },
	],
	styleReferences: [
		{ id: 'style-1', name: 'art/gone.png', detail: 'art/gone.png', problem: 'art/gone.png was not found.' },
	],
	target: { folder: '../up', file: '', problem: 'The folder is outside of the workspace.' },
	today: { spent: 4900, limit: 5000 },
	draft: { prompt: 'A fox on a transparent background', quality: 'high', count: 4 },
	jobs: [],
};
