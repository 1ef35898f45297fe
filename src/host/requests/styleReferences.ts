import { l10n, workspace, type Uri } from 'vscode';
import { joinPath } from '../../core/assets/assetPath.ts';
import { isWithinFolder } from '../../core/assets/samePath.ts';
import { policy } from '../../core/policy.ts';
import type { Reference } from '../../core/references/reference.ts';
import { UserError } from '../../core/userError.ts';
import type { Services } from '../services.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { readSettings } from '../workspace/settings.ts';
import { workspaceFolderOf, type ImageRequest } from './imageRequest.ts';
import { takeSnapshots } from './inputImages.ts';

const openSetting = { type: 'openSetting', setting: 'imageAssets.styleReferences' } as const;

/**
 * The style images that are sent along with a request: those of the style that an image was made with before,
 * otherwise the project's. None for an edit, where they would change which image "Image 2" is, and none if the
 * request says so.
 *
 * @param own how many images the request has of its own
 * @throws UserError for a path that leads out of the folder, and for what can't be sent.
 */
export async function styleReferencesFor(
	services: Services,
	request: ImageRequest,
	own: number,
): Promise<readonly Reference[]> {
	const { source, styleImages, args, document } = request;
	if (source !== undefined || args.styleReferences === false) {
		return [];
	}
	if (styleImages !== undefined) {
		return styleImages;
	}
	const folder = workspaceFolderOf(request);
	const { styleReferences: paths } = readSettings(document === undefined ? folder : fileOf(document));
	if (paths.length === 0) {
		return [];
	}
	if (own + paths.length > policy.reference.count) {
		const message = l10n.t(
			"The model takes at most {0} images. There are {1}, including {2} from the project's style.",
			policy.reference.count,
			own + paths.length,
			paths.length,
		);
		throw new UserError(message, openSetting);
	}
	const files = paths.map(path => styleFile(folder, path));
	return takeSnapshots(
		services,
		files.map(uri => ({ type: 'file', uri })),
	);
}

/** The file that a path of the setting leads to. @throws UserError if it leads out of the folder. */
export function styleFile(folder: Uri, path: string): Uri {
	const file = joinPath(folder.path, path);
	if (/^(?:[a-z][a-z\d+.-]*:|[\\/])/i.test(path) || !isWithinFolder(file, folder.path)) {
		const message = l10n.t(
			'The setting "imageAssets.styleReferences" has "{0}", which isn\'t in {1}. Its paths begin at the workspace folder.',
			path,
			workspace.getWorkspaceFolder(folder)?.name ?? '',
		);
		throw new UserError(message, openSetting);
	}
	return folder.with({ path: file });
}
