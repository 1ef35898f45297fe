import { l10n, workspace, type TextDocument, type Uri } from 'vscode';
import { workspaceFolderFor } from '../requests/imageRequest.ts';
import { pickStep, withAnswer, type StepPosition, type StepResult } from '../ui/quickInput.ts';
import { isSamePlace } from '../workspace/places.ts';

/** Asks which of the workspace's folders the image is for. */
export async function folderStep(position: StepPosition, current: Uri | undefined): Promise<StepResult<Uri>> {
	const items = (workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
		label: name,
		description: uri.fsPath,
		uri,
	}));
	const active = items.find(({ uri }) => isSamePlace(uri, current));
	const placeholder = l10n.t('Folder for the image');
	const result = await pickStep({ ...position, placeholder, items, active });
	return withAnswer(result, answer => answer.uri);
}

/**
 * The workspace folder for a document's images: its own, the only one, or the one that the user chooses. Undefined if
 * dismissed.
 *
 * @throws UserError if no folder is open.
 */
export async function askWorkspaceFolder(
	title: string,
	document: TextDocument | undefined,
): Promise<Uri | undefined> {
	const known = workspaceFolderFor(document);
	if (known !== undefined) {
		return known;
	}
	const result = await folderStep({ title, step: 0, totalSteps: 0 }, undefined);
	return result.type === 'answer' ? result.answer : undefined;
}
