import { window, workspace, type TextDocument, type Uri } from 'vscode';
import * as z from 'zod/mini';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { formatPrice, priceOf } from '../../core/credits/prices.ts';
import { groupMissing, type MissingImage } from '../../core/links/missing.ts';
import { parseWith } from '../../core/parameters/arguments.ts';
import { UserError } from '../../core/userError.ts';
import { askPrompt } from '../generate/askPrompt.ts';
import { generateWish } from '../generate/generateImages.ts';
import { requireWorkspace } from '../generate/order.ts';
import { requireNoFile, requireNoOpenJob } from '../jobs/openPaths.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../workspace/settings.ts';
import type { MissingFix } from './missingFixes.ts';
import type { MissingImages } from './missingImages.ts';
import { missingWish } from './missingWish.ts';
import { factsOf } from './pricedImage.ts';

const argumentSchema = z.strictObject({
	fix: z.enum(['generate', 'placeholder', 'prompt']),
	document: z.string(),
	target: z.string(),
}) satisfies z.ZodMiniType<MissingFix>;

/**
 * Makes one image that a document lacks; resolves to the saved file, if there is one.
 *
 * @throws UserError for whatever stops it before a credit is spent.
 */
export async function fixMissing(
	services: Services,
	images: MissingImages,
	argument: unknown,
): Promise<Uri[]> {
	requireWorkspace();
	const { fix, document: uri, target } = parseWith(argumentSchema, argument);
	const document = documentOf(uri);
	const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
	const marks = (await images.marksOf(document)).filter(({ missing }) => missing.target === target);
	const [image] = groupMissing(marks.map(({ missing }) => missing));
	if (image === undefined || folder === undefined) {
		throw new UserError(`Nothing here lacks ${baseNameOf(target)} any more.`);
	}
	const file = folder.with({ path: target });
	images.existence.forget(file);
	await requireNoFile(file);
	await requireNoOpenJob(services, file);
	const saved = await make(services, image, folder, fix);
	for (const each of saved) {
		images.existence.forget(each);
	}
	return saved;
}

async function make(
	services: Services,
	image: MissingImage,
	folder: Uri,
	fix: MissingFix['fix'],
): Promise<Uri[]> {
	const name = baseNameOf(image.target);
	if (fix === 'placeholder') {
		const { createPlaceholder } = await import('../placeholders/createPlaceholder.ts');
		// A placeholder may be of something that nobody has described yet.
		return createPlaceholder(services, missingWish(image, folder, image.prompt === '' ? name : image.prompt));
	}
	const { quality, confirmAbove } = readSettings(folder);
	const facts = factsOf(image, quality);
	const prompt =
		fix === 'prompt' || image.isVague
			? await askPrompt(`Prompt for "${name}"`, image.prompt, facts)
			: image.prompt;
	if (prompt === undefined) {
		return [];
	}
	const price = priceOf(quality);
	if (price > confirmAbove) {
		const detail = `Prompt: ${prompt}\n\n${facts.join(' · ')}\n\nQuality: ${quality}. You are asked because this is more than ${confirmAbove} credits (setting "imageAssets.confirmAbove").`;
		const question = `Generate "${name}" for ${formatPrice(quality, 1)}?`;
		if ((await window.showWarningMessage(question, { modal: true, detail }, 'Generate')) !== 'Generate') {
			return [];
		}
	}
	return generateWish(services, { ...missingWish(image, folder, prompt), confirmed: price });
}

/** The document that a fix was offered in. @throws UserError when it was closed. */
export function documentOf(uri: string): TextDocument {
	const document = workspace.textDocuments.find(each => each.uri.toString() === uri);
	if (document === undefined) {
		throw new UserError('The document was closed.');
	}
	return document;
}
