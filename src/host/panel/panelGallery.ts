import { l10n, Uri, workspace } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { recordedArguments } from '../../core/assets/recordedInput.ts';
import { isWebAddress } from '../../core/references/referenceUrl.ts';
import type { NextStep, UserError } from '../../core/userError.ts';
import type { Asset, AssetFacts, RecordProblem } from '../../shared/galleryMessages.ts';
import { createAssetList, type RecordedAsset } from '../record/assetList.ts';
import type { Services } from '../services.ts';
import { titleOf } from '../ui/nextSteps.ts';
import type { PanelThumbnails } from './panelThumbnails.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import { keyOf } from '../workspace/places.ts';
import { sortReferences } from '../../core/assets/recordPaths.ts';
import { qualityName } from '../texts/priceText.ts';

interface GalleryState {
	readonly assets: Asset[];
	readonly recordProblems: RecordProblem[];
}

/** How many assets have their facts kept up to date: a few screens. */
const maxTracked = 300;

/** The recorded images, as the page shows them. */
export function createPanelGallery(services: Services, thumbnails: PanelThumbnails) {
	const list = createAssetList(services);
	let shown: ReadonlyMap<string, string> = new Map();
	let current: GalleryState = { assets: [], recordProblems: [] };
	let problems: readonly UserError[] = [];
	let problemKey = '';
	/** The facts last sent, by id, most recently requested last. */
	const sent = new Map<string, string>();

	async function read(): Promise<void> {
		const found = await list.read();
		problems = found.problems;
		const ids = new Map(found.assets.map(({ uri, id }) => [keyOf(uri), id]));
		current = {
			assets: found.assets.map(asset => describe(asset, ids)),
			recordProblems: problems.map(({ message, nextStep }) => ({
				message,
				...(nextStep && { step: titleOf(nextStep) }),
			})),
		};
		shown = new Map(current.assets.map(asset => [asset.id, JSON.stringify(asset)]));
		problemKey = JSON.stringify(current.recordProblems);
	}

	async function factsOf(asset: RecordedAsset, kept: ReadonlySet<string>): Promise<AssetFacts> {
		const { id, uri, entry } = asset;
		const facts = await list.facts(asset);
		if (facts === undefined) {
			return { id, status: kept.has(entry.sha256) ? 'restorable' : 'gone' };
		}
		const read = () => readWorkspaceFile(uri);
		const thumbnail = thumbnails.of(facts.sha256, read);
		return {
			id,
			status: facts.sha256 === entry.sha256 ? 'whole' : 'changed',
			...(thumbnail !== undefined && { thumbnail }),
			...facts.size,
		};
	}

	async function factsOfAll(ids: readonly string[]): Promise<AssetFacts[]> {
		const kept = await services.kept.hashes();
		const assets = ids.flatMap(id => (shown.has(id) ? [list.get(id)] : []));
		return Promise.all(assets.map(asset => factsOf(asset, kept)));
	}

	return {
		/** As it was last read. */
		get state(): GalleryState {
			return current;
		},
		/** Reads the records again and returns what has changed since last time; undefined if nothing has. */
		async changes(): Promise<
			{ changed: Asset[]; removed: string[]; recordProblems: RecordProblem[] } | undefined
		> {
			const before = shown;
			const keyBefore = problemKey;
			await read();
			const { assets, recordProblems } = current;
			const changed = assets.filter(({ id }) => before.get(id) !== shown.get(id));
			const removed = [...before.keys()].filter(id => !shown.has(id));
			return changed.length > 0 || removed.length > 0 || keyBefore !== problemKey
				? { changed, removed, recordProblems }
				: undefined;
		},
		/** What the files of these assets contain now; skips assets that are no longer listed. */
		async facts(ids: readonly string[]): Promise<AssetFacts[]> {
			const facts = await factsOfAll(ids);
			for (const each of facts) {
				sent.delete(each.id);
				sent.set(each.id, JSON.stringify(each));
			}
			for (const id of [...sent.keys()].slice(0, -maxTracked)) {
				sent.delete(id);
			}
			return facts;
		},
		/** The facts that have changed since they were last sent, for assets that were requested recently. */
		async changedFacts(): Promise<AssetFacts[]> {
			const facts = await factsOfAll([...sent.keys()]);
			const changed = facts.filter(each => sent.get(each.id) !== JSON.stringify(each));
			for (const each of changed) {
				sent.set(each.id, JSON.stringify(each));
			}
			return changed;
		},
		/** @throws UserError */
		get: (id: string): RecordedAsset => list.get(id),
		/** Undefined if no asset has this id. */
		find: (id: string): RecordedAsset | undefined => (shown.has(id) ? list.get(id) : undefined),
		/** The step that fixes a record problem, by its index. */
		problemStep: (index: number): NextStep | undefined => problems[index]?.nextStep,
	};
}

function describe({ id, uri, path, folder, entry }: RecordedAsset, ids: ReadonlyMap<string, string>): Asset {
	const { quality, aspectRatio, outputFormat, ...rest } = recordedArguments(entry);
	const references = entry.references ?? [];
	const sources =
		entry.derivedFrom === undefined ? sortReferences(entry.references).inside : [entry.derivedFrom];
	const madeFrom = sources.flatMap(reference =>
		isWebAddress(reference) ? [] : (ids.get(keyOf(Uri.joinPath(folder, reference))) ?? []),
	);
	const { outputCompression, background, moderation, cutOut } = rest;
	const parameters = [
		quality && qualityName(quality),
		entry.size?.replace('x', ' × '),
		aspectRatio,
		outputFormat,
		outputFormat === 'png' ? undefined : outputCompression,
		cutOut
			? l10n.t('background cut out')
			: background && (background === 'auto' ? l10n.t('background auto') : l10n.t('background opaque')),
		moderation && (moderation === 'auto' ? l10n.t('moderation auto') : l10n.t('moderation low')),
	];
	return {
		id,
		job: entry.jobId,
		name: baseNameOf(path),
		path: workspace.asRelativePath(uri),
		prompt: entry.prompt,
		...(entry.style !== undefined && { style: entry.style }),
		...(quality && { quality }),
		...(aspectRatio && { aspectRatio }),
		...(outputFormat && { outputFormat }),
		parameters: parameters.filter(part => part !== undefined).join(' · '),
		credits: Math.round(entry.credits),
		createdAt: Date.parse(entry.createdAt),
		placeholder: entry.placeholder === true,
		references,
		madeFrom: [...new Set(madeFrom)],
		hasPublicUrl: entry.publicUrl !== undefined,
	};
}
