import { workspace, type TextDocument, type Uri } from 'vscode';
import {
	chooseDestination,
	type Destination,
	type DestinationRequest,
} from '../../core/assets/destination.ts';
import { confine } from '../../core/assets/confine.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { filesOf, folderPaths } from './assetSink.ts';

/** What determines a destination, besides the workspace and its Markdown settings. */
interface NewAsset extends Pick<
	DestinationRequest,
	'argument' | 'clickedFolder' | 'assetsFolder' | 'fileName' | 'now'
> {
	/** The document that the asset is for. */
	readonly document: TextDocument | undefined;
}

/**
 * Chooses the folder and name of a new asset in a workspace folder. Refuses a folder that a link leads out of it.
 *
 * @throws AssetError like `chooseDestination` and `confine`
 */
export async function destinationIn(
	workspaceFolder: Uri,
	{ document, ...rest }: NewAsset,
): Promise<Destination> {
	const files = filesOf(workspaceFolder);
	const workspaceFolders = folderPaths(workspaceFolder);
	const file = document && fileOf(document);
	const inWorkspace = file !== undefined && workspace.getWorkspaceFolder(file) !== undefined;
	const destination = await chooseDestination({
		...rest,
		files,
		workspaceFolders,
		workspaceFolder: workspaceFolder.path,
		document: inWorkspace ? { path: file.path, isMarkdown: document?.languageId === 'markdown' } : undefined,
		markdownDestination: workspace
			.getConfiguration('markdown', file ?? workspaceFolder)
			.get<Record<string, string>>('copyFiles.destination'),
	});
	await confine(files, workspaceFolders, destination.folder);
	return destination;
}
