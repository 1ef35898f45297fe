import { l10n } from 'vscode';
import type { ToolInput } from '../../core/agents/toolInputs.ts';
import type { FailedResult } from '../../core/agents/toolResult.ts';
import { policy } from '../../core/policy.ts';
import { announceDerived, drawPictures } from '../missing/drawMissing.ts';
import { announcePlaceholders } from '../placeholders/announcePlaceholders.ts';
import { drawPlaceholders } from '../placeholders/createPlaceholder.ts';
import type { SavedFile } from '../results/savedFile.ts';
import type { Services } from '../services.ts';
import type { AgentTool } from './agentTool.ts';
import { findIn } from './missingPictures.ts';
import { toolPlace } from './toolPaths.ts';
import { freeFailure, imagesResult } from './toolResults.ts';

export const createPlaceholdersTool: AgentTool<'createPlaceholders'> = {
	prepare: (_services, { images }) =>
		Promise.resolve({
			invocationMessage:
				images === undefined
					? l10n.t('Creating free placeholders for missing images')
					: images.length === 1
						? l10n.t('Creating a free placeholder')
						: l10n.t('Creating {0} free placeholders', images.length),
		}),
	async invoke(services, input, signal) {
		const { drawn, derived, failed } = await (input.images === undefined
			? drawMissing(services, input, signal)
			: drawImages(services, input.images, signal));
		announcePlaceholders(services, drawn, true);
		announceDerived(services, derived);
		const files = [...derived, ...drawn].map(file => ({ ...file, credits: 0 }));
		return imagesResult(services, files, failed);
	},
};

interface Drawn {
	readonly drawn: readonly SavedFile[];
	readonly derived: readonly SavedFile[];
	readonly failed: readonly FailedResult[];
}

async function drawMissing(
	services: Services,
	{ folder }: ToolInput<'createPlaceholders'>,
	signal: AbortSignal,
): Promise<Drawn> {
	const { pictures } = await findIn(services, folder, signal);
	const placed = pictures.filter(({ image }) => !image.isUnsure).slice(0, policy.agents.listed);
	const { refusals, ...drawn } = await drawPictures(services, placed, { by: 'agent' });
	return { ...drawn, failed: refusals.map(({ name, error }) => freeFailure(name, error)) };
}

async function drawImages(
	services: Services,
	images: NonNullable<ToolInput<'createPlaceholders'>['images']>,
	signal: AbortSignal,
): Promise<Drawn> {
	const drawn: SavedFile[] = [];
	const failed: FailedResult[] = [];
	for (const [index, { file, prompt, size }] of images.entries()) {
		if (signal.aborted) {
			failed.push({ file, reason: l10n.t('It was canceled.'), charged: false });
			continue;
		}
		try {
			const { path, workspaceFolder } = toolPlace(`images.${index}.file`, file);
			const args = { file: `./${path}`, size, link: 'none' } as const;
			const request = { prompt, args, workspaceFolder, exactFormat: true, asked: true, by: 'agent' } as const;
			drawn.push(...(await drawPlaceholders(services, request)));
		} catch (error) {
			failed.push(freeFailure(file, error));
		}
	}
	return { drawn, derived: [], failed };
}
