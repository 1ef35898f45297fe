import { Uri, workspace } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { awaitsChoice, type Job, type SavedImage } from '../../core/jobs/job.ts';
import { UserError } from '../../core/userError.ts';
import type { JobCard } from '../../shared/panel.ts';
import type { ListedJob } from '../../core/jobs/jobBoard.ts';
import type { Services } from '../services.ts';
import { cardsOf, changesOf, hasCard, imageIdOf, type FoundImage, type ImageSource } from './jobCards.ts';
import type { PanelThumbnails } from './panelThumbnails.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import { openFolderOf } from '../workspace/places.ts';

/** The jobs of this window's folders, as the panel shows them. */
export interface PanelJobs {
	/** Reads the jobs again. */
	cards(): Promise<JobCard[]>;
	/** Reads the jobs again and returns what has changed since last time. */
	changes(): Promise<{ readonly changed: readonly JobCard[]; readonly removed: readonly string[] }>;
	/** A job that has a card. @throws UserError */
	readonly job: (id: string) => Job;
	/** A saved image that is shown. @throws UserError */
	image(id: string): { readonly job: Job; readonly image: SavedImage };
	/** The variations of the same request that await a choice, including this one. */
	readonly waitingSet: (job: Job) => readonly Job[];
}

export function createPanelJobs(services: Services, thumbnails: PanelThumbnails): PanelJobs {
	let listed: readonly ListedJob[] = [];
	let shown: readonly JobCard[] = [];

	async function read(): Promise<JobCard[]> {
		const now = Date.now();
		const all = await services.board.list();
		listed = all.filter(entry => isInThisWindow(entry.job) && hasCard(entry, now));
		const found = await findImages(listed);
		return cardsOf(listed, {
			now,
			thumbnailOf: (sha256, source) => thumbnails.of(sha256, () => bytesOf(source)),
			find: uri => found.get(uri) ?? { name: baseNameOf(uri), path: uri, missing: true },
		});
	}

	async function bytesOf(source: ImageSource): Promise<Uint8Array> {
		if (source.type === 'file') {
			return readWorkspaceFile(Uri.parse(source.uri, true));
		}
		const bytes = await services.journal.staged(source.job, 0);
		if (bytes === undefined) {
			throw new UserError('The image is not kept any more.');
		}
		return bytes;
	}

	const job = (id: string) => {
		const entry = listed.find(({ job: { intent } }) => intent.id === id);
		if (entry === undefined) {
			throw new UserError('There is no such job any more.');
		}
		return entry.job;
	};

	return {
		async cards() {
			const cards = await read();
			shown = cards;
			return cards;
		},
		async changes() {
			const cards = await read();
			const changes = changesOf(shown, cards);
			shown = cards;
			return changes;
		},
		job,
		image(id) {
			for (const { job } of listed) {
				for (const [index, image] of (job.saved ?? []).entries()) {
					if (imageIdOf(job.intent.id, index) === id) {
						return { job, image };
					}
				}
			}
			throw new UserError('There is no such image any more.');
		},
		waitingSet: ({ intent }) =>
			listed
				.map(entry => entry.job)
				.filter(other => other.intent.action === intent.action && awaitsChoice(other)),
	};
}

/** Other windows show the jobs of their own folders. */
function isInThisWindow({ intent }: Job): boolean {
	return openFolderOf(intent.target.workspaceFolder) !== undefined;
}

async function findImages(listed: readonly ListedJob[]): Promise<Map<string, FoundImage>> {
	const uris = listed
		.flatMap(({ job }) => (job.phase === 'saved' ? (job.saved ?? []) : []))
		.map(({ uri }) => uri);
	const found = await Promise.all(
		uris.map(async (text): Promise<[string, FoundImage]> => {
			const uri = Uri.parse(text, true);
			const missing = await Promise.resolve(workspace.fs.stat(uri)).then(
				() => false,
				() => true,
			);
			return [text, { name: baseNameOf(uri.path), path: workspace.asRelativePath(uri), missing }];
		}),
	);
	return new Map(found);
}
