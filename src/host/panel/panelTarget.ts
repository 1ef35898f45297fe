import { workspace } from 'vscode';
import { assetFileName } from '../../core/assets/assetFileName.ts';
import { nameKey, nextFreeName } from '../../core/assets/freeName.ts';
import { UserError } from '../../core/userError.ts';
import type { PanelTarget } from '../../shared/panel.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { prepareRequest, type PreparedRequest } from '../requests/prepareRequest.ts';
import type { Services } from '../services.ts';
import { filesOf } from '../storage/assetSink.ts';

/** Where an image of this request would go now. @param typed the contents of the two fields. */
export async function findTarget(
	services: Services,
	request: ImageRequest,
	typed: { readonly folder: string; readonly file: string },
): Promise<PanelTarget> {
	try {
		const prepared = await prepareRequest(
			services.context,
			request.prompt.trim() === '' ? { ...request, prompt: 'image' } : request,
		);
		return { ...typed, resolved: await resolve(prepared) };
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}
		return { ...typed, problem: error.message };
	}
}

/** The name that it would get right now; another window may still take it first. */
async function resolve({ destination, parameters, workspaceFolder }: PreparedRequest) {
	const files = filesOf(workspaceFolder);
	const there = await files.stat(destination.folder);
	const names = there === 'folder' ? await files.list(destination.folder) : [];
	const taken = new Set(names.map(nameKey));
	const name = assetFileName(destination.fileName, parameters.outputFormat);
	const folder = workspace.asRelativePath(workspaceFolder.with({ path: destination.folder }), false);
	return { folder, file: nextFreeName(name, key => taken.has(key)) };
}
