import { Disposable, workspace } from 'vscode';
import type { Draft, PanelEditor, PanelState } from '../../shared/panel.ts';
import { recordPath } from '../../core/assets/assetRecord.ts';
import { settingSection } from '../contributions.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import type { Services } from '../services.ts';
import { createThrottle } from '../ui/throttle.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { imageFiles } from '../workspace/imageFiles.ts';
import { createDraftReferences, type DraftReferences } from './draftReferences.ts';
import { createKeptDraft, type KeptDraft } from './keptDraft.ts';
import type { PanelConversation } from './panelConversation.ts';
import { findEnvironment, type FoundEnvironment } from './panelEnvironment.ts';
import { createPanelGallery, type PanelGallery } from './panelGallery.ts';
import { createPanelJobs, type PanelJobs } from './panelJobs.ts';
import { findTarget } from './panelTarget.ts';
import { createPanelThumbnails } from './panelThumbnails.ts';

/** Minimum time between two reads of the jobs, and maximum time while nothing reports a change; milliseconds. */
const jobsEvery = 500;
const jobsAtLeastEvery = 3000;
/** How closely the target path follows the prompt as it is typed, in milliseconds. */
const targetEvery = 200;

/** What the panel shows; kept up to date while it is visible. */
export interface PanelContent {
	readonly kept: KeptDraft;
	readonly references: DraftReferences;
	readonly jobs: PanelJobs;
	readonly gallery: PanelGallery;
	state(): Promise<PanelState>;
	environment(): Promise<FoundEnvironment>;
	/** The request that the draft describes now. */
	request(draft: Draft): Promise<ImageRequest>;
	/** Each reads the current state and sends it to the page. */
	readonly refresh: {
		environment(): Promise<void>;
		target(): Promise<void>;
		references(): Promise<void>;
		jobs(): Promise<void>;
		today(): Promise<void>;
		readonly assets: () => Promise<void>;
	};
	/** These assets are visible now. */
	showAssets(ids: readonly string[]): void;
	/** Whether the page is visible; nothing is read for a hidden one. */
	readonly visible: boolean;
	setVisible(visible: boolean): void;
	dispose(): void;
}

/** @param addressOf returns the address under which the webview may load a path. */
export function createPanelContent(
	services: Services,
	addressOf: (path: string) => string,
	tell: PanelConversation['tell'],
): PanelContent {
	const kept = createKeptDraft(services.context.workspaceState);
	const thumbnails = createPanelThumbnails(services.thumbnails, addressOf, () => {
		jobsSoon.ask();
		referencesSoon.ask();
		factsSoon.ask();
	});
	const references = createDraftReferences(services, kept, thumbnails);
	const jobs = createPanelJobs(services, thumbnails);
	const gallery = createPanelGallery(services, thumbnails);
	let visible = false;
	let timer: NodeJS.Timeout | undefined;

	const environment = () => findEnvironment(services, kept.current.workspaceFolder);
	const today = async () => {
		const { spent, limit } = await services.ledger.today();
		return { spent, limit };
	};
	const editor = (): PanelEditor | undefined => {
		const { current } = services.lastEditor;
		return (
			current && {
				document: workspace.asRelativePath(fileOf(current.document)),
				line: current.selection.active.line + 1,
			}
		);
	};
	async function requestOf(draft: Draft): Promise<ImageRequest> {
		const { settings, workspaceFolder } = await environment();
		const { folder, file } = kept.current;
		const { prompt, preset, ...choices } = draft;
		return {
			prompt,
			preset:
				preset !== undefined && settings !== undefined && Object.hasOwn(settings.presets, preset)
					? settings.presets[preset]
					: undefined,
			args: {
				...choices,
				...(folder.trim() !== '' && { folder: folder.trim() }),
				...(file.trim() !== '' && { file: file.trim() }),
				link: 'none',
			},
			workspaceFolder,
			asked: true,
		};
	}
	const target = async () => {
		const { draft, folder, file } = kept.current;
		return findTarget(services, await requestOf(draft), { folder, file });
	};

	/** Background errors are logged; the page keeps what it has. */
	const safely = async (task: () => Promise<void>) => {
		try {
			await task();
		} catch (error) {
			services.log.error('The panel could not be brought up to date', error);
		}
	};
	const refresh = {
		environment: () =>
			safely(async () => {
				tell({ type: 'environment', environment: (await environment()).shown });
			}),
		target: () =>
			safely(async () => {
				tell({ type: 'target', target: await target() });
			}),
		references: () =>
			safely(async () => {
				tell({ type: 'references', references: await references.list() });
			}),
		today: () =>
			safely(async () => {
				tell({ type: 'today', today: await today() });
			}),
		assets: () =>
			safely(async () => {
				const changes = await gallery.changes();
				if (changes !== undefined) {
					tell({ type: 'assets', ...changes });
				}
			}),
		facts: () =>
			safely(async () => {
				const facts = await gallery.changedFacts();
				if (facts.length > 0) {
					tell({ type: 'assetFacts', facts });
				}
			}),
		jobs: () =>
			safely(async () => {
				const { changed, removed } = await jobs.changes();
				if (changed.length > 0 || removed.length > 0) {
					tell({ type: 'jobs', changed: [...changed], removed: [...removed] });
					// A job that starts, is refused or is saved changes what is left of today's limit, and which names are taken.
					await refresh.today();
					targetSoon.ask();
				}
			}),
	};
	const jobsSoon = createThrottle(jobsEvery, refresh.jobs);
	const targetSoon = createThrottle(targetEvery, refresh.target);
	const referencesSoon = createThrottle(jobsEvery, refresh.references);
	const assetsSoon = createThrottle(jobsEvery, refresh.assets);
	const factsSoon = createThrottle(targetEvery, refresh.facts);
	const editorSoon = createThrottle(targetEvery, () => {
		const current = editor();
		tell({ type: 'editor', ...(current && { editor: current }) });
		return Promise.resolve();
	});
	const environmentSoon = createThrottle(targetEvery, async () => {
		await refresh.environment();
		await refresh.today();
		await refresh.target();
		await refresh.assets();
	});
	/** Other windows don't announce changes to their jobs. */
	const keepLooking = () => {
		clearTimeout(timer);
		if (visible) {
			timer = setTimeout(() => {
				jobsSoon.ask();
				keepLooking();
			}, jobsAtLeastEvery);
		}
	};
	const whileVisible = (task: () => void) => () => {
		if (visible) {
			task();
		}
	};
	const recordWatcher = workspace.createFileSystemWatcher(`**/${recordPath}`);
	const imageWatcher = workspace.createFileSystemWatcher(imageFiles);
	/** The file may have been moved. */
	const filesChanged = () => {
		assetsSoon.ask();
		factsSoon.ask();
	};
	const listeners = Disposable.from(
		services.jobs.onDidChangeRunning(whileVisible(jobsSoon.ask)),
		services.lastEditor.onDidChange(whileVisible(editorSoon.ask)),
		services.apiKeys.onDidChange(whileVisible(environmentSoon.ask)),
		workspace.onDidChangeWorkspaceFolders(whileVisible(environmentSoon.ask)),
		workspace.onDidGrantWorkspaceTrust(whileVisible(environmentSoon.ask)),
		services.records.onDidChange(whileVisible(assetsSoon.ask)),
		recordWatcher,
		recordWatcher.onDidCreate(whileVisible(assetsSoon.ask)),
		recordWatcher.onDidChange(whileVisible(assetsSoon.ask)),
		recordWatcher.onDidDelete(whileVisible(assetsSoon.ask)),
		imageWatcher,
		imageWatcher.onDidCreate(whileVisible(filesChanged)),
		imageWatcher.onDidChange(whileVisible(factsSoon.ask)),
		imageWatcher.onDidDelete(whileVisible(factsSoon.ask)),
		workspace.onDidChangeConfiguration(change => {
			if (
				visible &&
				(change.affectsConfiguration(settingSection) || change.affectsConfiguration('markdown'))
			) {
				environmentSoon.ask();
			}
		}),
		jobsSoon,
		targetSoon,
		referencesSoon,
		assetsSoon,
		factsSoon,
		editorSoon,
		environmentSoon,
	);
	return {
		kept,
		references,
		jobs,
		gallery,
		environment,
		request: requestOf,
		refresh: {
			...refresh,
			jobs: jobsSoon.now,
			target: targetSoon.now,
			assets: assetsSoon.now,
		},
		showAssets(ids) {
			// Errors are logged; the facts are read again when the assets are next seen.
			void safely(async () => {
				tell({ type: 'assetFacts', facts: await gallery.facts(ids) });
			});
		},
		async state() {
			const current = editor();
			return {
				environment: (await environment()).shown,
				today: await today(),
				target: await target(),
				references: await references.list(),
				...(await gallery.state()),
				jobs: await jobs.cards(),
				...(current && { editor: current }),
				draft: kept.current.draft,
			};
		},
		get visible() {
			return visible;
		},
		setVisible(now) {
			visible = now;
			keepLooking();
		},
		dispose() {
			visible = false;
			clearTimeout(timer);
			listeners.dispose();
		},
	};
}
