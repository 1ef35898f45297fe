import { l10n } from 'vscode';
import type { ToolInput } from '../../core/agents/toolInputs.ts';
import type { FailedResult } from '../../core/agents/toolResult.ts';
import { contentHash } from '../../core/images/contentHash.ts';
import { isFileReference, type FileReference } from '../../core/references/reference.ts';
import { UserError } from '../../core/userError.ts';
import { takeSnapshots } from '../requests/inputImages.ts';
import type { Delivered } from '../results/delivered.ts';
import { replaceImage } from '../results/replaceImage.ts';
import type { Services } from '../services.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import type { AgentTool } from './agentTool.ts';
import { confirmation } from './confirmation.ts';
import { spend } from './spend.ts';
import { newItem, type SpendItem } from './spendItem.ts';
import { toolFile, toolInputs, toolPath } from './toolPaths.ts';
import { imagesResult } from './toolResults.ts';
import { Uri } from 'vscode';
import { errorText } from '../texts/errorText.ts';

export const editImageTool: AgentTool<'edit'> = {
	async prepare(services, input) {
		const { item, original } = await plan(services, input);
		return confirmation(services, [input.replace ? { ...item, uri: original, replaces: true } : item]);
	},
	async invoke(services, input, signal) {
		const { item, original, reference } = await plan(services, input);
		const { delivered, failed } = await spend(services, [item], signal);
		const left: FailedResult[] = [...failed];
		const files = [];
		for (const [index, image] of delivered.entries()) {
			const { credits } = image.job.intent;
			const placed =
				input.replace && index === 0
					? await replace(services, image, original, reference)
					: { uri: image.uri };
			if ('why' in placed) {
				const reason = `${placed.why} ${l10n.t('The edited image is {0}.', toolPath(image.uri))}`;
				left.push({ file: toolPath(original), reason, charged: true });
			}
			files.push({ ...image, uri: placed.uri, credits });
		}
		return imagesResult(services, files, left);
	},
};

interface Plan {
	readonly item: SpendItem;
	readonly original: Uri;
	/** The snapshot of the original that is sent. */
	readonly reference: FileReference;
}

async function plan(services: Services, input: ToolInput<'edit'>): Promise<Plan> {
	const { uri: original, workspaceFolder } = await toolFile('file', input.file);
	const inputs = [{ type: 'file' as const, uri: original }, ...toolInputs(input.references)];
	const references = await takeSnapshots(services, inputs);
	const [reference] = references;
	if (reference === undefined || !isFileReference(reference)) {
		throw new UserError(l10n.t('"file" isn\'t valid. It must be an image in the workspace.'));
	}
	const request = {
		prompt: input.prompt,
		args: { quality: input.quality, link: 'none', count: 1 } as const,
		references,
		source: { uri: original, reference },
		workspaceFolder,
		asked: true,
	};
	return { item: await newItem(services, request, false), original, reference };
}

/**
 * Replaces the original with the edit, unless someone has changed the original meanwhile. Never throws: the edit is
 * paid for.
 */
async function replace(
	services: Services,
	{ job, image, uri }: Delivered,
	original: Uri,
	{ sha256 }: FileReference,
): Promise<{ readonly uri: Uri; readonly why?: string }> {
	try {
		if (contentHash(await readWorkspaceFile(original)) !== sha256) {
			return { uri, why: l10n.t("The image was changed in the meantime, so it wasn't replaced.") };
		}
		const saved = { ...image, uri: uri.toString() };
		const replacement = await replaceImage(services, job, saved, original);
		return replacement === undefined
			? { uri, why: l10n.t("The user declined, so the image wasn't replaced.") }
			: { uri: Uri.parse(replacement.replaced, true) };
	} catch (error) {
		services.log.error(`${uri.toString()} did not get its place`, error);
		return { uri, why: errorText(error) };
	}
}
