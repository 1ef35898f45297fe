import { commands, ConfigurationTarget, env, l10n, Uri, window, workspace } from 'vscode';
import { curlCommand } from '../../core/jobs/curl.ts';
import { formatExtensions } from '../../core/images/imageFormat.ts';
import { priceOf } from '../../core/credits/prices.ts';
import { awaitsChoice, type Job } from '../../core/jobs/job.ts';
import { resolveParameters } from '../../core/parameters/parameters.ts';
import { storageKinds } from '../../core/state/storageKinds.ts';
import { UserError } from '../../core/userError.ts';
import type { Draft } from '../../shared/panel.ts';
import { commandIds, settingSection, walkthroughId } from '../contributions.ts';
import { pickImages } from '../ask/pickImage.ts';
import { startRequest } from '../requests/startRequest.ts';
import { runJobAction } from '../jobs/runJobAction.ts';
import { requireTrust } from '../workspace/trust.ts';
import { runJobs } from '../jobs/runJobs.ts';
import type { Services } from '../services.ts';
import { runNextStep } from '../ui/nextSteps.ts';
import { readSettings } from '../workspace/settings.ts';
import { actOnAsset, deleteAssets, finalizeAssets, shownAsset } from './assetActions.ts';
import { describeLink } from './imageActions.ts';
import type { PanelHandlers } from './panelConversation.ts';
import { folderId } from './panelEnvironment.ts';
import type { PanelContent } from './panelModel.ts';
import { savePreset } from './savePreset.ts';
import { pathFrom } from '../workspace/places.ts';

/** Handles the panel's requests. */
export function createPanelHandlers(services: Services, content: PanelContent): PanelHandlers {
	const { kept, references, jobs, gallery, refresh } = content;
	const options = { isWatched: () => content.visible };

	/** Once a job is running, its card shows the progress; an earlier failure is the request's answer. */
	async function untilRunning(task: Promise<unknown>): Promise<void> {
		const underWay = Promise.withResolvers<unknown>();
		const listener = services.jobs.onDidChangeRunning(() => {
			underWay.resolve(undefined);
		});
		let answered = false;
		const watched = task.catch((error: unknown) => {
			if (!answered) {
				throw error;
			}
			services.reportError(error);
		});
		try {
			await Promise.race([watched, underWay.promise]);
		} finally {
			answered = true;
			listener.dispose();
			await refresh.jobs();
		}
	}

	async function generate(draft: Draft, credits: number): Promise<void> {
		kept.change({ draft });
		const request = await content.request(draft);
		const { quality, count, cutOut, outputFormat } = resolveParameters(
			readSettings(request.workspaceFolder),
			request.preset,
			request.args,
		);
		if (priceOf(quality, count) !== credits) {
			await refresh.environment();
			throw new UserError(l10n.t('The price has changed. Check it again, then generate.'));
		}
		const taken = await references.snapshots();
		const started = await startRequest(
			services,
			{
				...request,
				// The page has already said that JPEG becomes PNG.
				args: { ...request.args, ...(cutOut && { outputFormat }) },
				references: taken,
				staysStaged: count > 1,
			},
			options,
		);
		if (started !== undefined) {
			content.sendStyleAlong();
			started.ended.catch(services.reportError);
		}
		await refresh.jobs();
		refresh.prompts();
	}

	async function changeReferences(task: () => Promise<void> | void): Promise<undefined> {
		try {
			await task();
		} finally {
			await refresh.references();
		}
	}

	async function changeFolder(change: Parameters<typeof kept.change>[0]): Promise<undefined> {
		kept.change(change);
		await refresh.environment();
		await refresh.target();
		await refresh.references();
	}

	async function saveVariations(ids: readonly string[]): Promise<void> {
		requireTrust();
		const wanted = ids.map(id => jobs.job(id)).filter(awaitsChoice);
		const chosen: Job[] = [];
		for (const job of wanted) {
			const taken = await services.jobs.choose(job);
			if (taken !== undefined) {
				chosen.push(taken);
			}
		}
		const rest = wanted.flatMap(jobs.waitingSet).filter(({ intent }) => !ids.includes(intent.id));
		for (const job of new Set(rest.filter(({ dismissed }) => dismissed !== true))) {
			await services.jobs.dismiss(job);
		}
		await runJobs(services, chosen, options);
	}

	async function openVariation(job: Job): Promise<void> {
		const [image] = job.staged ?? [];
		const bytes = image && (await services.journal.staged(job.intent.id, 0));
		if (image === undefined || bytes === undefined) {
			throw new UserError(l10n.t('The image is no longer kept.'));
		}
		// A copy to look at, with an extension that VS Code's viewer knows; the job keeps its own.
		const path = `${storageKinds.opened.folder}/${image.sha256}${formatExtensions[image.format][0]}`;
		await services.state.write(path, bytes, 'quick');
		void services.keeper.added('opened', bytes.length);
		await commands.executeCommand('vscode.open', Uri.joinPath(services.context.globalStorageUri, path));
	}

	const done = (task: Promise<unknown>) => task.then(() => undefined);
	return {
		generate: ({ draft, credits }) => done(generate(draft, credits)),
		setTarget({ folder, file }) {
			kept.change({ folder, file });
			return done(refresh.target());
		},
		dropUris: ({ uris }) => changeReferences(() => references.addDropped(uris)),
		addUrl: ({ url }) => changeReferences(() => references.addUrl(url)),
		addBytes: ({ name, bytes }) => changeReferences(() => references.addBytes(name, bytes)),
		pickReferences: () => changeReferences(async () => references.addFiles(await pickImages())),
		browseReferences: () =>
			changeReferences(async () => {
				const picked = await window.showOpenDialog({
					canSelectMany: true,
					filters: { [l10n.t('Images')]: ['png', 'jpg', 'jpeg', 'webp'] },
					openLabel: l10n.t('Add'),
					title: l10n.t('Reference Images'),
				});
				await references.addFiles(picked ?? []);
			}),
		removeReference: ({ reference }) =>
			changeReferences(() => {
				references.remove(reference);
			}),
		async browseFolder() {
			const { workspaceFolder } = await content.environment();
			const picked = await window.showOpenDialog({
				canSelectFolders: true,
				canSelectFiles: false,
				...(workspaceFolder && { defaultUri: workspaceFolder }),
				openLabel: l10n.t('Choose'),
				title: l10n.t('Folder for the image'),
			});
			const [folder] = picked ?? [];
			if (folder === undefined) {
				return undefined;
			}
			const owner = workspace.getWorkspaceFolder(folder);
			if (owner === undefined) {
				throw new UserError(l10n.t('Choose a folder inside the workspace.'));
			}
			const below = pathFrom(owner.uri, folder) ?? '';
			return changeFolder({ folder: below === '' ? '.' : below, workspaceFolder: owner.uri.toString() });
		},
		async chooseWorkspaceFolder({ folder }) {
			const chosen = workspace.workspaceFolders?.find(({ uri }) => folderId(uri) === folder);
			if (chosen === undefined) {
				throw new UserError(l10n.t('This folder is no longer open.'));
			}
			return changeFolder({ workspaceFolder: chosen.uri.toString() });
		},
		async setStyle({ style }) {
			requireTrust();
			const { workspaceFolder } = await content.environment();
			const target =
				workspaceFolder === undefined ? ConfigurationTarget.Global : ConfigurationTarget.WorkspaceFolder;
			const text = style.trim();
			await workspace
				.getConfiguration(settingSection, workspaceFolder)
				.update('style', text === '' ? undefined : text, target);
			await refresh.environment();
			return undefined;
		},
		async savePreset({ draft }) {
			requireTrust();
			const { workspaceFolder, shown, settings } = await content.environment();
			const based = shown.presets.find(({ name }) => name === draft.preset);
			const { prompt: _, preset: __, styleReferences: ___, ...chosen } = draft;
			const folder = kept.current.folder.trim();
			const { cutOut, ...others } = { ...(based?.defaults ?? shown.defaults), ...chosen };
			const presets = settings?.presets ?? {};
			const whole =
				based !== undefined && Object.hasOwn(presets, based.name) ? presets[based.name] : undefined;
			const values = {
				...others,
				// The panel has no field for it; an aspect ratio that was chosen there takes precedence.
				...(whole?.size !== undefined && chosen.aspectRatio === undefined && { size: whole.size }),
				...(whole?.folder !== undefined && { folder: whole.folder }),
				...(cutOut && { cutOut }),
				...(based !== undefined && based.suffix !== '' && { prompt: based.suffix }),
				...(folder !== '' && { folder }),
			};
			const name = await savePreset(services, values, workspaceFolder);
			await refresh.environment();
			return name === undefined ? undefined : { preset: name };
		},
		job: ({ job, action }) => done(untilRunning(runJobAction(services, jobs.job(job), action, options))),
		async copyCurl({ job }) {
			const { request, references, apiBaseUrl } = jobs.job(job).intent;
			await env.clipboard.writeText(curlCommand(apiBaseUrl.replace(/\/$/, ''), request, references));
			return undefined;
		},
		saveVariations: ({ jobs: ids }) => done(untilRunning(saveVariations(ids))),
		openVariation: ({ job }) => done(openVariation(jobs.job(job))),
		async describeLink({ asset }) {
			const text = describeLink(services, await shownAsset(gallery.get(asset)));
			return text === undefined ? undefined : { link: { text } };
		},
		showLink: () => done(content.links.show()),
		undoLink: () => done(content.links.undo()),
		async asset({ asset, action, again = false }) {
			const found = gallery.get(asset);
			if (action === 'addReference') {
				return changeReferences(() => references.addFiles([found.uri]));
			}
			if (action === 'insertLink') {
				return { inserted: await content.links.insert(await shownAsset(found), again) };
			}
			await untilRunning(actOnAsset(services, found, action, options));
			await refresh.assets();
			return undefined;
		},
		async deleteAssets({ assets }) {
			requireTrust();
			await deleteAssets(services, assets.map(gallery.get), refresh.assets);
			await refresh.assets();
			return undefined;
		},
		async finalizeAssets({ assets, credits }) {
			await untilRunning(finalizeAssets(services, assets.map(gallery.get), credits, options));
			await refresh.assets();
			return undefined;
		},
		async openRecord({ problem }) {
			const step = gallery.problemStep(problem);
			await (step && runNextStep(step));
			return undefined;
		},
		setApiKey: () => done(Promise.resolve(commands.executeCommand(commandIds.setApiKey))),
		getApiKey: () => done(runNextStep({ type: 'getApiKey' })),
		openWalkthrough: () =>
			done(
				Promise.resolve(
					commands.executeCommand(
						'workbench.action.openWalkthrough',
						`${services.context.extension.id}#${walkthroughId}`,
						false,
					),
				),
			),
		openSetting: ({ setting }) =>
			done(runNextStep({ type: 'openSetting', setting: `${settingSection}.${setting}` })),
		showJobs: () => done(runNextStep({ type: 'showJobs' })),
		async takeStep() {
			const { step } = await content.environment();
			await (step && runNextStep(step));
			return undefined;
		},
	};
}
