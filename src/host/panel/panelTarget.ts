import { UserError } from '../../core/userError.ts';
import type { PanelTarget } from '../../shared/panel.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { prepareRequest } from '../requests/prepareRequest.ts';
import { savedPathOf } from '../requests/savedPath.ts';
import type { Services } from '../services.ts';
import { errorText } from '../texts/errorText.ts';

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
		return { ...typed, resolved: await savedPathOf(prepared) };
	} catch (error) {
		if (!(error instanceof UserError)) {
			throw error;
		}
		return { ...typed, problem: errorText(error) };
	}
}
