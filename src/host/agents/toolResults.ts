import {
	l10n,
	LanguageModelDataPart,
	LanguageModelTextPart,
	LanguageModelToolResult,
	type TextDocument,
} from 'vscode';
import { agentCreditsLeft } from '../../core/agents/agentCredits.ts';
import type { FailedResult, ImagesResult, SavedResult } from '../../core/agents/toolResult.ts';
import { detectFormat } from '../../core/images/imageFormat.ts';
import { policy } from '../../core/policy.ts';
import type { CutOutRefusal } from '../../core/images/cutOut/keyColor.ts';
import { uncutText } from '../results/cutOutDoubt.ts';
import type { Delivered } from '../results/delivered.ts';
import type { SavedFile } from '../results/savedFile.ts';
import type { Services } from '../services.ts';
import { readWorkspaceFile } from '../storage/workspaceFile.ts';
import { NothingSavedError } from './toolErrors.ts';
import { linkIn } from './toolDocument.ts';
import { toolPath } from './toolPaths.ts';
import { errorText } from '../texts/errorText.ts';

/** A saved image, and what it cost. */
export interface PaidFile extends SavedFile, Pick<Delivered, 'uncut'> {
	readonly credits: number;
}

/**
 * A tool's result: a text part that is sufficient on its own, then previews of the first images.
 *
 * @param document the result contains a link for it to each image; nothing is written into it.
 * @throws NothingSavedError if no image was saved
 */
export async function imagesResult(
	services: Services,
	files: readonly PaidFile[],
	failed: readonly FailedResult[],
	document?: TextDocument,
): Promise<LanguageModelToolResult> {
	if (files.length === 0 && failed.length > 0) {
		throw new NothingSavedError(failed);
	}
	const saved: SavedResult[] = [];
	for (const file of files) {
		const { uri, image, credits, uncut } = file;
		const { width, height, format } = image;
		const link = document && (await linkIn(document, file));
		saved.push({
			file: toolPath(uri),
			width,
			height,
			format,
			credits,
			...(link !== undefined && { link }),
			...(uncut !== undefined && { note: uncutNote(toolPath(uri), uncut) }),
		});
	}
	const [agents, day] = await Promise.all([services.ledger.agentsToday(), services.ledger.today()]);
	const result: ImagesResult = {
		saved,
		failed,
		creditsToday: day.spent,
		agentCreditsLeft: agentCreditsLeft(agents, day),
	};
	const shown = await Promise.all(files.slice(0, policy.agents.shown).map(file => previewOf(services, file)));
	return new LanguageModelToolResult([
		jsonPart(services, result),
		...shown.filter(part => part !== undefined),
	]);
}

function uncutNote(file: string, refusal: CutOutRefusal): string {
	return [
		uncutText(file, refusal),
		l10n.t('The user can adjust the cut-out for free with the command “Cut Out Background…”.'),
	].join(' ');
}

/** An image that wasn't made, and cost nothing. */
export function freeFailure(file: string, error: unknown): FailedResult {
	return { file, reason: errorText(error), charged: false };
}

/** Never contains an API key of the user, whatever a service or a file returned. */
export function jsonPart({ log }: Services, value: unknown): LanguageModelTextPart {
	return new LanguageModelTextPart(log.redact(JSON.stringify(value)));
}

/** The image is saved: a failing preview must not hide it. */
async function previewOf(
	{ engine, log }: Services,
	{ uri }: SavedFile,
): Promise<LanguageModelDataPart | undefined> {
	try {
		const { bytes } = await engine.preview(await readWorkspaceFile(uri));
		return LanguageModelDataPart.image(bytes, `image/${detectFormat(bytes) ?? 'jpeg'}`);
	} catch (error) {
		log.error(`${uri.toString()} could not be made small for a model`, error);
		return undefined;
	}
}
