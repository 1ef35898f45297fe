import { randomUUID } from 'node:crypto';
import { l10n, env, Uri, workspace } from 'vscode';
import { contentHash } from '../../core/images/contentHash.ts';
import { policy } from '../../core/policy.ts';
import type { FileReference, Reference } from '../../core/references/reference.ts';
import { isWebAddress } from '../../core/references/referenceUrl.ts';
import { UserError } from '../../core/userError.ts';
import type { PanelReference } from '../../shared/panel.ts';
import { checkAddress, nameOf, takeSnapshotOf, takeSnapshots } from '../requests/inputImages.ts';
import { styleFile } from '../requests/styleReferences.ts';
import type { Services } from '../services.ts';
import type { KeptDraft, KeptReference } from './keptDraft.ts';
import type { PanelThumbnails } from './panelThumbnails.ts';
import { keyOfText } from '../workspace/places.ts';
import { errorText } from '../texts/errorText.ts';
import { pixelsText, bytesText } from '../texts/units.ts';

/** The images that the panel's draft refers to. */
export function createDraftReferences(services: Services, kept: KeptDraft, thumbnails: PanelThumbnails) {
	/** What is known about files, until they are read again. */
	const snapshots = new Map<string, FileReference>();

	const add = (reference: KeptReference) => {
		const { references } = kept.current;
		if (references.length >= policy.reference.count) {
			throw new UserError(l10n.t('The model takes at most {0} images.', policy.reference.count));
		}
		if (!references.some(other => contentKey(other) === contentKey(reference))) {
			kept.change({ references: [...references, reference] });
		}
	};

	async function snapshotOf(reference: KeptReference): Promise<FileReference | undefined> {
		switch (reference.type) {
			case 'url':
				return undefined;
			case 'snapshot':
				return reference.reference;
			case 'file': {
				const taken = await takeSnapshots(services, [{ type: 'file', uri: Uri.parse(reference.uri, true) }]);
				const [snapshot] = taken;
				return snapshot?.type === 'file' ? snapshot : undefined;
			}
		}
	}

	async function show(reference: KeptReference): Promise<PanelReference> {
		const { id } = reference;
		if (reference.type === 'url') {
			return { id, name: new URL(reference.url).host, detail: reference.url };
		}
		const known =
			reference.type === 'file' ? nameOf({ type: 'file', uri: Uri.parse(reference.uri) }) : undefined;
		try {
			const snapshot = snapshots.get(id) ?? (await snapshotOf(reference));
			if (snapshot === undefined) {
				throw new UserError(l10n.t("It isn't an image."));
			}
			snapshots.set(id, snapshot);
			const { sha256, bytes } = snapshot;
			const blob = await services.references.open(sha256);
			if (blob === undefined) {
				throw new UserError(l10n.t('It was pasted too long ago, and is gone.'));
			}
			const thumbnail = thumbnails.of(sha256, async () => new Uint8Array(await blob.arrayBuffer()));
			return {
				id,
				name: known ?? snapshot.name,
				detail: [known ?? snapshot.name, pixelsText(snapshot), bytesText(bytes)].join(' · '),
				...(thumbnail !== undefined && { thumbnail }),
			};
		} catch (error) {
			snapshots.delete(id);
			const problem = errorText(error);
			return { id, name: known ?? l10n.t('Image'), detail: known ?? l10n.t('Image'), problem };
		}
	}

	async function addFile(uri: Uri): Promise<void> {
		const reference = { id: randomUUID(), type: 'file', uri: uri.toString() } as const;
		const snapshot = await snapshotOf(reference);
		if (snapshot !== undefined) {
			snapshots.set(reference.id, snapshot);
		}
		add(reference);
	}

	const addUrl = (url: string) => {
		const problem = checkAddress(services, url);
		if (problem !== undefined) {
			throw new UserError(problem);
		}
		add({ id: randomUUID(), type: 'url', url });
		return Promise.resolve();
	};

	return {
		/** As the page shows them. */
		list: () => Promise.all(kept.current.references.map(show)),
		/** Images of the project's style, as the page shows them. @param paths relative to the folder */
		ofStyle: (folder: Uri, paths: readonly string[]): Promise<PanelReference[]> =>
			Promise.all(
				paths.map(async path => {
					const id = `style-${contentHash(`${folder.toString()} ${path}`).slice(0, 32)}`;
					try {
						return await show({ id, type: 'file', uri: styleFile(folder, path).toString() });
					} catch (error) {
						return { id, name: path, detail: path, problem: errorText(error) };
					}
				}),
			),
		/** @throws UserError naming the first file that can't be an input image; the others are added. */
		addFiles: (uris: readonly Uri[]) => tryAll(uris, addFile),
		/** Adds what was dropped: files of the workspace or elsewhere, and addresses. @throws UserError */
		addDropped: (texts: readonly string[]) =>
			tryAll(texts, text => (isWebAddress(text) ? addUrl(text) : addFile(droppedFile(text)))),
		/** @throws UserError */
		addUrl,
		/** Call when one of their files may have changed: the next list reads all of them again. */
		outdate() {
			snapshots.clear();
		},
		/** Adds an image that isn't a file. @throws UserError */
		async addBytes(name: string, bytes: Uint8Array) {
			const reference = await takeSnapshotOf(services, name === '' ? l10n.t('Pasted image') : name, bytes);
			add({ id: `pasted-${contentHash(bytes).slice(0, 32)}`, type: 'snapshot', reference });
		},
		remove(id: string) {
			snapshots.delete(id);
			kept.change({ references: kept.current.references.filter(other => other.id !== id) });
		},
		/** Snapshots of their current contents, to be sent. @throws UserError naming the first one that can't be. */
		async snapshots() {
			const references: Reference[] = [];
			for (const reference of kept.current.references) {
				// Send the file as it is now, not as it was when it was added.
				const taken = await snapshotOf(reference);
				if (taken !== undefined) {
					references.push(taken);
				} else if (reference.type === 'url') {
					references.push({ type: 'url', url: reference.url });
				}
			}
			return references;
		},
	};
}

/** Identifies duplicates. */
function contentKey(reference: KeptReference): string {
	switch (reference.type) {
		case 'file':
			return keyOfText(reference.uri);
		case 'url':
			return reference.url;
		case 'snapshot':
			return reference.reference.sha256;
	}
}

/** Tries all items, then throws the first error. */
async function tryAll<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
	const errors: unknown[] = [];
	for (const item of items) {
		await task(item).catch((error: unknown) => errors.push(error));
	}
	if (errors.length > 0) {
		throw errors[0];
	}
}

/** The file that was dragged from the Explorer. A remote window gives the address as its remote side knows it. */
function droppedFile(text: string): Uri {
	let uri: Uri;
	try {
		uri = Uri.parse(text, true);
	} catch {
		throw new UserError(l10n.t("What was dropped isn't a file."));
	}
	const here = new Set(['file', ...(workspace.workspaceFolders ?? []).map(folder => folder.uri.scheme)]);
	if (uri.scheme === 'vscode-remote' && env.remoteName !== undefined && !here.has(uri.scheme)) {
		return Uri.file(uri.path);
	}
	if (!here.has(uri.scheme)) {
		throw new UserError(l10n.t('Only files and https:// addresses of images can be dropped here.'));
	}
	return uri;
}
