import type { TextDocument } from 'vscode';
import type { ToolInput } from '../../core/agents/toolInputs.ts';
import type { GenerateArguments } from '../../core/parameters/arguments.ts';
import { takeSnapshots } from '../requests/inputImages.ts';
import type { Services } from '../services.ts';
import { isSamePlace } from '../workspace/places.ts';
import type { AgentTool } from './agentTool.ts';
import { confirmation } from './confirmation.ts';
import { spend } from './spend.ts';
import { newItem, type SpendItem } from './spendItem.ts';
import { toolDocument } from './toolDocument.ts';
import { toolInputs, toolPlace, type ToolPlace } from './toolPaths.ts';
import { imagesResult } from './toolResults.ts';

export const generateImageTool: AgentTool<'generate'> = {
	async prepare(services, input) {
		const { item } = await plan(services, input);
		return confirmation(services, [item]);
	},
	async invoke(services, input, signal) {
		const { item, document } = await plan(services, input);
		const { delivered, failed } = await spend(services, [item], signal);
		const files = delivered.map(each => ({ ...each, credits: each.job.intent.credits }));
		return imagesResult(services, files, failed, document);
	},
};

interface Plan {
	readonly item: SpendItem;
	/** The document that will show the image. */
	readonly document: TextDocument | undefined;
}

async function plan(services: Services, input: ToolInput<'generate'>): Promise<Plan> {
	const { prompt, quality, size, aspectRatio } = input;
	const document = input.document === undefined ? undefined : await toolDocument(input.document);
	const place = placeOf(input);
	const args: GenerateArguments = {
		quality,
		link: 'none',
		count: 1,
		...(size !== undefined && { size }),
		...(aspectRatio !== undefined && { aspectRatio }),
		...place?.args,
		...(input.cutOut && { cutOut: true }),
	};
	const references = await takeSnapshots(services, toolInputs(input.references));
	// A document in another workspace folder doesn't affect where the image goes.
	const near =
		place === undefined || isSamePlace(place.workspaceFolder, document && folderOf(input))
			? document
			: undefined;
	const request = {
		prompt,
		args,
		references,
		document: near,
		workspaceFolder: place?.workspaceFolder,
		asked: true,
	};
	return { item: await newItem(services, request, input.file !== undefined), document };
}

function folderOf({ document }: ToolInput<'generate'>) {
	return document === undefined ? undefined : toolPlace('document', document).workspaceFolder;
}

/** The place that `file` or `folder` names; undefined if neither is given. */
function placeOf({
	file,
	folder,
}: ToolInput<'generate'>): (ToolPlace & { readonly args: GenerateArguments }) | undefined {
	if (file !== undefined) {
		const isName = folder !== undefined && !file.includes('/');
		const place = toolPlace('file', isName ? `${folder}/${file}` : file);
		return { ...place, args: { file: `./${place.path}` } };
	}
	if (folder !== undefined) {
		const place = toolPlace('folder', folder);
		return { ...place, args: { folder: `./${place.path}` } };
	}
	return undefined;
}
