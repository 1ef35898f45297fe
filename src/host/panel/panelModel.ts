import { Disposable, workspace } from 'vscode';
import {
	newerParts,
	withParts,
	type Draft,
	type DraftKey,
	type DraftTimes,
	type PanelEditor,
	type PanelState,
} from '../../shared/panel.ts';
import { recordPath } from '../../core/assets/assetRecord.ts';
import { settingSection } from '../contributions.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import type { Services } from '../services.ts';
import { createThrottle } from '../ui/throttle.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { imageFiles } from '../workspace/imageFiles.ts';
import { createDraftReferences } from './draftReferences.ts';
import { createKeptDraft } from './keptDraft.ts';
import { createLinkInserter } from './linkInserter.ts';
import type { PanelConversation, TypedDraft } from './panelConversation.ts';
import { findEnvironment } from './panelEnvironment.ts';
import { createPanelGallery } from './panelGallery.ts';
import { createPanelJobs } from './panelJobs.ts';
import { findTarget } from './panelTarget.ts';
import { createPanelThumbnails } from './panelThumbnails.ts';

/** Minimum time between two reads of the jobs, and maximum time while nothing reports a change; milliseconds. */
const jobsEvery = 500;
const jobsAtLeastEvery = 3000;
/** How closely the target path follows the prompt as it is typed, in milliseconds. */
const targetEvery = 200;

export type PanelContent = ReturnType<typeof createPanelContent>;

/**
 * What the pages show; kept up to date while one of them is visible.
 *
 * @param addressOf returns the address under which the webview may load a path.
 */
export function createPanelContent(
	services: Services,
	addressOf: (path: string) => string,
	notify: PanelConversation['notify'],
) {
	const kept = createKeptDraft(services.context.workspaceState);
	const thumbnails = createPanelThumbnails(services.thumbnails, addressOf, () => {
		jobsSoon.ask();
		referencesSoon.ask();
		factsSoon.ask();
	});
	const references = createDraftReferences(services, kept, thumbnails);
	const jobs = createPanelJobs(services, thumbnails);
	const gallery = createPanelGallery(services, thumbnails);
	const links = createLinkInserter(services);
	/** When each part of the draft was last changed, by the clock of the pages. */
	const times: DraftTimes = {};
	let sentPrompts = '';
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
	async function styleReferences() {
		const { settings, workspaceFolder } = await environment();
		return workspaceFolder === undefined
			? []
			: references.ofStyle(workspaceFolder, settings?.styleReferences ?? []);
	}
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

	/** The task, whose errors are logged: the page keeps what it has. */
	const safely = (task: () => Promise<void>) => async () => {
		try {
			await task();
		} catch (error) {
			services.log.error('The panel could not be brought up to date', error);
		}
	};
	const refresh = {
		environment: safely(async () => {
			notify({ type: 'environment', environment: (await environment()).shown });
		}),
		target: safely(async () => {
			notify({ type: 'target', target: await target() });
		}),
		references: safely(async () => {
			const [own, style] = [await references.list(), await styleReferences()];
			notify({ type: 'references', references: own, styleReferences: style });
		}),
		today: safely(async () => {
			notify({ type: 'today', today: await today() });
		}),
		assets: safely(async () => {
			const changes = await gallery.changes();
			if (changes !== undefined) {
				notify({ type: 'assets', ...changes });
			}
		}),
		facts: safely(async () => {
			const facts = await gallery.changedFacts();
			if (facts.length > 0) {
				notify({ type: 'assetFacts', facts });
			}
		}),
		jobs: safely(async () => {
			const { changed, removed } = await jobs.changes();
			if (changed.length > 0 || removed.length > 0) {
				notify({ type: 'jobs', changed: [...changed], removed: [...removed] });
				// A job that starts, is refused or is saved changes what is left of today's limit, and which names are taken.
				await refresh.today();
				targetSoon.ask();
				refresh.prompts();
			}
		}),
		prompts: () => {
			const prompts = [...services.prompts.list()];
			const key = JSON.stringify(prompts);
			if (key !== sentPrompts) {
				sentPrompts = key;
				notify({ type: 'prompts', prompts });
			}
		},
	};
	const rememberPrompt = async (prompt: string) => {
		if (prompt.trim() !== '') {
			await services.prompts.add(prompt);
			refresh.prompts();
		}
	};
	/** Changes the draft here and in the pages. */
	const changeDraft = (draft: Draft, changed: readonly DraftKey[], takesFocus = false) => {
		const at = Math.max(Date.now(), kept.current.draftAt + 1);
		Object.assign(times, Object.fromEntries(changed.map(key => [key, at])));
		kept.change({ draft, draftAt: at });
		notify({ type: 'draft', draft, changed: [...changed], at, ...(takesFocus && { focus: true }) });
	};
	const jobsSoon = createThrottle(jobsEvery, refresh.jobs);
	const targetSoon = createThrottle(targetEvery, refresh.target);
	const referencesSoon = createThrottle(jobsEvery, refresh.references);
	const assetsSoon = createThrottle(jobsEvery, refresh.assets);
	const factsSoon = createThrottle(targetEvery, refresh.facts);
	const editorSoon = createThrottle(targetEvery, () => {
		const current = editor();
		notify({ type: 'editor', ...(current && { editor: current }) });
		return Promise.resolve();
	});
	const environmentSoon = createThrottle(targetEvery, async () => {
		await refresh.environment();
		await refresh.today();
		await refresh.target();
		await refresh.assets();
		await refresh.references();
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
		contentChanged();
	};
	const contentChanged = () => {
		factsSoon.ask();
		references.outdate();
		referencesSoon.ask();
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
		imageWatcher.onDidChange(whileVisible(contentChanged)),
		imageWatcher.onDidDelete(whileVisible(contentChanged)),
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
		links,
		environment,
		/** The request that the draft describes now. */
		request: requestOf,
		/** Each reads the current state and sends it to the pages. */
		refresh: {
			...refresh,
			jobs: jobsSoon.now,
			target: targetSoon.now,
			assets: assetsSoon.now,
			async all() {
				await environmentSoon.now();
				await referencesSoon.now();
				await jobsSoon.now();
				await refresh.facts();
			},
		},
		/** These assets are visible now. */
		showAssets(ids: readonly string[]) {
			// Errors are logged; the facts are read again when the assets are next seen.
			void safely(async () => {
				notify({ type: 'assetFacts', facts: await gallery.facts(ids) });
			})();
		},
		/**
		 * Applies what was typed in a page. If a part was changed in two places, what was typed last wins; a prompt that
		 * loses is added to the recent prompts.
		 *
		 * @returns the parts that changed.
		 */
		setDraft(typed: TypedDraft): readonly DraftKey[] {
			const changed = newerParts(times, typed);
			const { at } = typed;
			if (typed.changed.includes('prompt') && !changed.includes('prompt')) {
				void safely(() => rememberPrompt(typed.draft.prompt))();
			}
			Object.assign(times, Object.fromEntries(changed.map(key => [key, at])));
			const { draft, draftAt } = kept.current;
			kept.change({ draft: withParts(draft, typed.draft, changed), draftAt: Math.max(at, draftAt) });
			void refresh.target();
			return changed;
		},
		/** After a request without the project's style images, sends them along again with the next one. */
		sendStyleAlong() {
			const { styleReferences, ...draft } = kept.current.draft;
			if (styleReferences === false) {
				changeDraft(draft, ['styleReferences']);
			}
		},
		/** Starts a new draft with the focus on the prompt; the previous prompt is added to the recent prompts. */
		async startAgain() {
			const { draft } = kept.current;
			kept.change({ file: '' });
			changeDraft({ ...draft, prompt: '' }, ['prompt'], true);
			await rememberPrompt(draft.prompt);
			await refresh.target();
		},
		async state(): Promise<PanelState> {
			const shown = (await environment()).shown;
			const [spent, place, images] = [await today(), await target(), await references.list()];
			// Other pages get anything new as a change; this page gets the state that includes it.
			await refresh.assets();
			await refresh.jobs();
			const current = editor();
			const { draft, draftAt } = kept.current;
			return {
				environment: shown,
				today: spent,
				target: place,
				references: images,
				styleReferences: await styleReferences(),
				...gallery.state,
				jobs: [...jobs.cards],
				...(current && { editor: current }),
				draft,
				draftAt,
				prompts: [...services.prompts.list()],
			};
		},
		/** Whether a page is visible; nothing is read for hidden ones. */
		get visible(): boolean {
			return visible;
		},
		setVisible(now: boolean) {
			visible = now;
			keepLooking();
		},
		dispose() {
			visible = false;
			clearTimeout(timer);
			listeners.dispose();
			links.dispose();
		},
	};
}
