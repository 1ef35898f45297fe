import { l10n, type TextDocument, type Uri, workspace } from 'vscode';
import * as z from 'zod/mini';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { priceOf } from '../../core/credits/prices.ts';
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
import { priceText, qualityNote } from '../texts/priceText.ts';

const argumentSchema = z.strictObject({
	fix: z.enum(['generate', 'derive', 'placeholder', 'prompt']),
	document: z.string(),
	target: z.string(),
}) satisfies z.ZodMiniType<MissingFix>;

/**
 * Makes one image that is missing in a document; resolves to the saved file, if any.
 *
 * @throws UserError for anything that stops it before a credit is spent.
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
		throw new UserError(l10n.t('{0} is no longer missing here.', baseNameOf(target)));
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
		return drawMissing(services, [fix === 'derive' ? picture : { ...picture, source: undefined }], true);
	}
	const facts = factsOf({ ...picture, source: undefined });
	const prompt =
		fix === 'prompt' || image.isVague
			? await askPrompt(l10n.t('Prompt for "{0}"', baseNameOf(image.target)), image.prompt, facts)
			: image.prompt;
	if (prompt === undefined || !(await isConfirmed(picture, prompt, facts))) {
		return [];
	}
	const request = missingRequest(picture, workspaceFolder, prompt);
	return generateImages(services, { ...request, confirmed: priceOf(quality) });
}

/** Shows the prompt and asks, if the price is above `confirmAbove`. */
function isConfirmed(
	{ image, workspaceFolder, quality }: PricedPicture,
	prompt: string,
	facts: readonly string[],
): Promise<boolean> {
	return confirmPrice({
		question: l10n.t('Generate "{0}" for {1}?', baseNameOf(image.target), priceText(quality, 1)),
		button: l10n.t('Generate'),
		credits: priceOf(quality),
		confirmAbove: readSettings(workspaceFolder).confirmAbove,
		detail: [l10n.t('Prompt: {0}', prompt), facts.join(' · '), qualityNote(quality)],
	});
}

/** The document that a fix was offered in. @throws UserError if it was closed. */
export function documentOf(uri: string): TextDocument {
	const document = workspace.textDocuments.find(each => keyOf(each.uri) === keyOfText(uri));
	if (document === undefined) {
		throw new UserError(l10n.t('The document was closed.'));
	}
	return document;
}
