import { l10n, LanguageModelToolResult } from 'vscode';
import type { MissingResult } from '../../core/agents/toolResult.ts';
import { priceOf } from '../../core/credits/prices.ts';
import { sizeText } from '../../core/images/pixelSize.ts';
import { policy } from '../../core/policy.ts';
import type { PricedPicture } from '../missing/pricedPicture.ts';
import type { AgentTool } from './agentTool.ts';
import { createLineFinder, findIn } from './missingPictures.ts';
import { toolPath } from './toolPaths.ts';
import { jsonPart } from './toolResults.ts';

export const findMissingTool: AgentTool<'findMissing'> = {
	prepare: (_services, { folder }) =>
		Promise.resolve({
			invocationMessage:
				folder === undefined
					? l10n.t('Looking for missing images')
					: l10n.t('Looking for missing images in {0}', folder),
		}),
	async invoke(services, { folder }, signal) {
		const { pictures } = await findIn(services, folder, signal);
		const lineOf = createLineFinder();
		const missing: MissingResult[] = [];
		const { listed } = policy.agents;
		for (const picture of pictures.slice(0, listed)) {
			missing.push(await resultOf(picture, lineOf));
		}
		const more = pictures.length - missing.length;
		return new LanguageModelToolResult([jsonPart(services, { missing, ...(more > 0 && { more }) })]);
	},
};

async function resultOf(
	{ image, workspaceFolder, source, prompt }: PricedPicture,
	lineOf: ReturnType<typeof createLineFinder>,
): Promise<MissingResult> {
	const [first] = image.references;
	const document = workspaceFolder.with({ path: first?.path ?? workspaceFolder.path });
	return {
		file: toolPath(workspaceFolder.with({ path: image.target })),
		document: toolPath(document),
		line: first === undefined ? 1 : await lineOf(document, first.reference.start),
		prompt,
		...(image.size && { size: sizeText(image.size) }),
		credits: source === undefined ? priceOf('low') : 0,
	};
}
