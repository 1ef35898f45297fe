import type { Asset, AssetFacts } from '../../../src/shared/galleryMessages.ts';
import { pixels } from '../../../src/shared/model.ts';
import type { PanelState } from '../../../src/shared/panel.ts';
import { busyState, quietState } from './samplePanelImages.ts';

/** The time at which the samples are seen, however long a run takes: noon, so that their days are unambiguous. */
export const sampleNow = new Date(2026, 7, 1, 12).getTime();
const minute = 60_000;
const day = 24 * 60 * minute;

/** An asset. @param number decides its id and its age: a higher one is older */
export function sampleAsset(number: number, part: Partial<Asset> = {}): Asset {
	const name = part.name ?? `image-${number}.webp`;
	return {
		id: `asset.${number}`,
		job: `job.${number}`,
		name,
		path: `assets/${name}`,
		prompt: `A paper landscape, number ${number}`,
		quality: 'low',
		aspectRatio: '3:2',
		outputFormat: 'webp',
		parameters: 'low · 3:2 · WebP 90 · background auto · moderation auto',
		credits: 45,
		createdAt: sampleNow - 2 * minute - number * 7 * minute,
		placeholder: false,
		references: [],
		madeFrom: [],
		hasPublicUrl: false,
		...part,
	};
}

/** Assets of every kind. */
export const sampleAssets: readonly Asset[] = [
	sampleAsset(1, {
		name: 'lighthouse-at-night.webp',
		prompt: 'Make it night: stars over a calm sea, the lamp of the lighthouse lit.',
		quality: 'medium',
		references: ['assets/harbour.webp'],
		madeFrom: ['asset.2'],
		hasPublicUrl: true,
		credits: 176,
		parameters: 'medium · 3:2 · WebP 90 · background auto · moderation auto',
	}),
	sampleAsset(2, {
		name: 'harbour.webp',
		prompt: 'A harbour with a lighthouse at dawn, calm sea, wide negative space on the left for a headline',
		style: 'soft paper cut, muted blues',
		quality: 'high',
		credits: 480,
	}),
	sampleAsset(3, { name: 'team.jpeg', prompt: 'Team photo, collage', placeholder: true, credits: 0 }),
	sampleAsset(4, {
		name: '바다-위의-등대.webp',
		prompt: '바다 위의 등대, 종이 질감',
		aspectRatio: '2:3',
		createdAt: sampleNow - day,
	}),
	sampleAsset(5, {
		name: 'café-menu.png',
		prompt: 'Menu of a Café: “Crème brûlée”',
		aspectRatio: '1:1',
		quality: 'auto',
		createdAt: sampleNow - day,
	}),
	sampleAsset(6, {
		name: 'empty-state-desert.webp',
		prompt: 'Empty state of a search, a desert at night',
		aspectRatio: '2:3',
		createdAt: sampleNow - 30 * day,
	}),
	sampleAsset(7, {
		name: 'onboarding-sun-with-a-name-that-is-far-too-long.png',
		prompt: 'Onboarding, a rising sun',
		aspectRatio: '1:1',
		createdAt: sampleNow - 30 * day,
	}),
	sampleAsset(8, {
		name: 'harbour-fog.webp',
		prompt: 'The same in fog',
		quality: 'medium',
		references: ['assets/harbour.webp', 'https://example.com/fog.png'],
		madeFrom: ['asset.2'],
		createdAt: sampleNow - 400 * day,
	}),
	sampleAsset(9, { name: 'mountains.webp', aspectRatio: '1:1', createdAt: sampleNow - 401 * day }),
];

const thumbnails = ['/dawn.webp', '/paper.webp', '/desert.webp', '/sun.webp', '/night.webp', '/plan.webp'];

/** Facts about the file of an asset. */
export function sampleFacts({ id, aspectRatio = '1:1' }: Asset, part: Partial<AssetFacts> = {}): AssetFacts {
	const number = Number(id.replace(/\D/g, ''));
	const fitting = {
		'3:2': ['/dawn.webp', '/night.webp'],
		'2:3': ['/desert.webp'],
		'1:1': ['/sun.webp', '/paper.webp'],
	};
	const choices = fitting[aspectRatio];
	return {
		id,
		status: 'whole',
		thumbnail: choices[number % choices.length] ?? thumbnails[0] ?? '',
		...pixels[aspectRatio],
		...part,
	};
}

export const sampleAssetFacts: readonly AssetFacts[] = sampleAssets.map(asset => {
	switch (asset.name) {
		case 'team.jpeg':
			return sampleFacts(asset, { width: 600, height: 400, thumbnail: '/plan.webp' });
		case 'onboarding-sun-with-a-name-that-is-far-too-long.png':
			return sampleFacts(asset, { status: 'changed' });
		case 'empty-state-desert.webp':
			return { id: asset.id, status: 'restorable', thumbnail: '/desert.webp' };
		case 'mountains.webp':
			return { id: asset.id, status: 'gone' };
		default:
			return sampleFacts(asset);
	}
});

/** Assets but no jobs. */
export const galleryState: PanelState = { ...quietState, jobs: [], assets: [...sampleAssets] };

/** Jobs as well, and a record that cannot be read. */
export const wholeState: PanelState = {
	...busyState,
	assets: [...sampleAssets],
	recordProblems: [
		{
			message: '.vscode/image-assets.json has a merge conflict (line 12). What can be read of it is shown.',
			step: 'Open File',
		},
	],
};

export function manyAssets(count: number): Asset[] {
	const ratios = ['3:2', '1:1', '2:3'] as const;
	return Array.from({ length: count }, (_, index) =>
		sampleAsset(index, { aspectRatio: ratios[index % ratios.length] ?? '1:1' }),
	);
}
