import { l10n, Uri, workspace } from 'vscode';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { policy } from '../../core/policy.ts';
import { isWebAddress, parseReferenceUrl } from '../../core/references/referenceUrl.ts';
import type { FileReference, Reference } from '../../core/references/reference.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { serviceAddress } from '../workspace/serviceAddress.ts';
import { isSamePlace } from '../workspace/places.ts';
import { AssetError } from '../../core/assets/assetError.ts';
import { requireInside } from '../storage/workspaceFile.ts';
import { errorText } from '../texts/errorText.ts';
import { randomUUID } from 'node:crypto';
import { storageKinds } from '../../core/state/storageKinds.ts';
import { workspaceFolderOf } from './imageRequest.ts';

/** An input image as given: a workspace file, or an address that the service loads itself. */
export type InputImage =
	{ readonly type: 'file'; readonly uri: Uri } | { readonly type: 'url'; readonly url: string };

/** The Explorer passes the clicked file, then the whole selection. Other menus pass something else second. */
export function selectionOf(clicked: Uri, selected: unknown): Uri[] {
	const others = (Array.isArray(selected) ? (selected as unknown[]) : []).filter(
		(uri): uri is Uri => uri instanceof Uri && !isSamePlace(uri, clicked),
	);
	return [clicked, ...others];
}

/** The images of an argument object. @throws UserError for text that is neither a path nor an https address. */
export function inputsOf({ references = [] }: GenerateArguments): InputImage[] {
	return references.map(reference => {
		if (typeof reference !== 'string') {
			return { type: 'file', uri: Uri.from(reference) };
		}
		if (isWebAddress(reference)) {
			return { type: 'url', url: reference };
		}
		return { type: 'file', uri: Uri.joinPath(workspaceFolderOf({}), reference) };
	});
}

/**
 * Checks the images and takes private snapshots of the files, so that their current contents are sent.
 *
 * @throws UserError naming the first one that can't be sent; nothing has been spent by then.
 */
export async function takeSnapshots(services: Services, inputs: readonly InputImage[]): Promise<Reference[]> {
	if (inputs.length > policy.reference.count) {
		throw new UserError(
			l10n.t('The model takes at most {0} images, and there are {1}.', policy.reference.count, inputs.length),
		);
	}
	const references: Reference[] = [];
	for (const input of inputs) {
		if (input.type === 'file') {
			await requireNoOutsideLink(input.uri);
		}
		references.push(await referenceTo(services, input));
	}
	return references;
}

/** @throws UserError for a workspace file that links to one outside: what is sent must be what is seen there. */
export async function requireNoOutsideLink(file: Uri): Promise<void> {
	if (workspace.getWorkspaceFolder(file) === undefined) {
		return;
	}
	try {
		await requireInside(file);
	} catch (error) {
		if (error instanceof AssetError && error.code === 'outsideWorkspace') {
			const words = l10n.t(
				"{0} leads to a file outside its workspace folder, so it isn't sent.",
				workspace.asRelativePath(file),
			);
			throw new UserError(words, undefined, error);
		}
		// Any other problem is reported when the file is read.
	}
}

function referenceTo(services: Services, input: InputImage): Promise<Reference> | Reference {
	if (input.type === 'url') {
		return parseReferenceUrl(input.url, serviceAddress(services.context));
	}
	const { uri } = input;
	const name = nameOf(input);
	return services.references.add(
		uri.scheme === 'file' ? { path: uri.fsPath, name } : { uri: uri.toString(), name },
	);
}

/** Takes a snapshot of an image that isn't a file. @throws UserError if it can't be sent */
export async function takeSnapshotOf(
	{ state, keeper, references, context }: Services,
	name: string,
	bytes: Uint8Array,
): Promise<FileReference> {
	const path = `${storageKinds.pasted.folder}/${randomUUID()}`;
	await keeper.added('pasted', bytes.length);
	try {
		await state.write(path, bytes, 'quick');
		return await references.add({ path: Uri.joinPath(context.globalStorageUri, path).fsPath, name });
	} finally {
		await state.remove(path);
	}
}

/** What is wrong with the address of an image; undefined if nothing is. */
export function checkAddress(services: Services, url: string): string | undefined {
	try {
		parseReferenceUrl(url, serviceAddress(services.context));
		return undefined;
	} catch (error) {
		return errorText(error);
	}
}

/** The image's name as shown to the user. */
export function nameOf(input: InputImage): string {
	return input.type === 'url' ? input.url : workspace.asRelativePath(input.uri);
}
