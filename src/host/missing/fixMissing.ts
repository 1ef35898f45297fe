import { InputBoxValidationSeverity, window, workspace, type TextDocument, type Uri } from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { formatPrice, priceOf } from '../../core/credits/prices.ts';
import { groupMissing, type MissingImage } from '../../core/links/missing.ts';
import { checkPrompt } from '../../core/prompts/promptLimits.ts';
import { UserError } from '../../core/userError.ts';
import { generateWish } from '../generate/generateImages.ts';
import { requireWorkspace } from '../generate/order.ts';
import type { Services } from '../services.ts';
import { inputStep } from '../ui/quickInput.ts';
import { readSettings } from '../workspace/settings.ts';
import { readerOf } from '../storage/folderReader.ts';
import type { MissingFix } from './missingFixes.ts';
import type { MissingImages } from './missingImages.ts';
import { missingWish, targetsUnderWay } from './missingWish.ts';
import { factsOf } from './pricedImage.ts';

/**
 * Makes one image that a document lacks; resolves to the saved file, if there is one.
 *
 * @throws UserError for whatever stops it before a credit is spent.
 */
export async function fixMissing(
	services: Services,
	images: MissingImages,
	{ fix, document: uri, target }: MissingFix,
): Promise<Uri[]> {
	requireWorkspace();
	const document = documentOf(uri);
	const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
	const marks = (await images.marksOf(document)).filter(({ missing }) => missing.target === target);
	const [image] = groupMissing(marks.map(({ missing }) => missing));
	const name = baseNameOf(target);
	if (image === undefined || folder === undefined) {
		throw new UserError(`Nothing here lacks ${name} any more.`);
	}
	if (await readerOf(folder).exists(target)) {
		images.existence.forget(folder.with({ path: target }));
		throw new UserError(`${name} is there by now.`);
	}
	if ((await targetsUnderWay(services)).has(folder.with({ path: target }).toString())) {
		throw new UserError(`${name} is being made already.`, { type: 'showJobs' });
	}
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
		fix === 'prompt' || image.prompt === ''
			? await askPrompt(`Generate "${name}"`, image.prompt, facts)
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

/** Asks what an image is to show, with the facts below the box; undefined when it is dismissed. */
export async function askPrompt(
	title: string,
	value: string,
	facts: readonly string[],
): Promise<string | undefined> {
	const result = await inputStep({
		title,
		step: 0,
		totalSteps: 0,
		value,
		selection: [value.length, value.length],
		prompt: facts.join(' · '),
		validate: text =>
			checkPrompt(text).kind === 'empty'
				? {
						message: {
							message: 'Describe what the image should show.',
							severity: InputBoxValidationSeverity.Error,
						},
						accepted: false,
					}
				: { message: undefined, accepted: true },
	});
	return result.type === 'answer' ? result.answer.trim() : undefined;
}
