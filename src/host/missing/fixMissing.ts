import { workspace, type TextDocument, type Uri } from 'vscode';
import * as z from 'zod/mini';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { formatPrice, priceOf } from '../../core/credits/prices.ts';
import { parseWith } from '../../core/parameters/arguments.ts';
import { UserError } from '../../core/userError.ts';
import { askPrompt } from '../ui/askPrompt.ts';
import { generateImages } from '../requests/startRequest.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { requireNoOpenJob } from '../jobs/openPaths.ts';
import { requireNoFile } from '../storage/existence.ts';
import type { Services } from '../services.ts';
import { confirmPrice } from '../ui/confirm.ts';
import { readSettings } from '../workspace/settings.ts';
import type { MissingFix } from './missingFixes.ts';
import type { MissingImages } from './missingImages.ts';
import { missingRequest } from './missingRequest.ts';
import { factsOf, filesOf, type PricedPicture } from './pricedPicture.ts';
import { priceMissing } from './priceMissing.ts';
import { keyOf, keyOfText } from '../workspace/places.ts';

const argumentSchema = z.strictObject({
	fix: z.enum(['generate', 'derive', 'placeholder', 'prompt']),
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
	const missing = (await images.marksOf(document)).map(mark => mark.missing);
	const picture = folder && (await priceMissing(missing, folder, [target]))[0];
	if (picture === undefined) {
		throw new UserError(`Nothing here lacks ${baseNameOf(target)} any more.`);
	}
	const saved = await make(services, images, picture, fix);
	for (const each of saved) {
		images.existence.forget(each);
	}
	return saved;
}

async function make(
	services: Services,
	images: MissingImages,
	picture: PricedPicture,
	fix: MissingFix['fix'],
): Promise<Uri[]> {
	const { image, workspaceFolder, quality } = picture;
	const files = filesOf(picture);
	files.forEach(file => {
		images.existence.forget(file);
	});
	await requireNoFile(workspaceFolder.with({ path: image.target }));
	await requireNoOpenJob(services, files);
	if (fix === 'derive' || fix === 'placeholder') {
		const { drawMissing } = await import('./drawMissing.ts');
		return drawMissing(services, [fix === 'derive' ? picture : { ...picture, source: undefined }]);
	}
	const facts = factsOf({ ...picture, source: undefined });
	const prompt =
		fix === 'prompt' || image.isVague
			? await askPrompt(`Prompt for "${baseNameOf(image.target)}"`, image.prompt, facts)
			: image.prompt;
	if (prompt === undefined || !(await isConfirmed(picture, prompt, facts))) {
		return [];
	}
	const request = missingRequest(picture, workspaceFolder, prompt);
	return generateImages(services, { ...request, confirmed: priceOf(quality) });
}

/** Shows the prompt before a spend that is more than the user wants to be asked for. */
function isConfirmed(
	{ image, workspaceFolder, quality }: PricedPicture,
	prompt: string,
	facts: readonly string[],
): Promise<boolean> {
	return confirmPrice({
		question: `Generate "${baseNameOf(image.target)}" for ${formatPrice(quality, 1)}?`,
		button: 'Generate',
		credits: priceOf(quality),
		confirmAbove: readSettings(workspaceFolder).confirmAbove,
		detail: [`Prompt: ${prompt}`, facts.join(' · '), `Quality: ${quality}.`],
	});
}

/** The document that a fix was offered in. @throws UserError when it was closed. */
export function documentOf(uri: string): TextDocument {
	const document = workspace.textDocuments.find(each => keyOf(each.uri) === keyOfText(uri));
	if (document === undefined) {
		throw new UserError('The document was closed.');
	}
	return document;
}
