import { l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import * as z from 'zod/mini';
import { parseArguments, parseWith } from '../../core/parameters/arguments.ts';
import { openImage, pickImage } from '../ask/pickImage.ts';
import { previewIconSet } from '../iconSet/iconSetPanel.ts';
import { prepareIconSet } from '../iconSet/prepareIconSet.ts';
import { writeIconSet, type WrittenIconSet } from '../iconSet/writeIconSet.ts';
import { workspaceFolderOf } from '../requests/imageRequest.ts';
import { generateImages } from '../requests/startRequest.ts';
import type { Services } from '../services.ts';
import { askPrompt } from '../ui/askPrompt.ts';
import { titleWithPrice } from '../ui/titleWithPrice.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Command } from '../command.ts';
import { fileNames, listText } from '../texts/lists.ts';

const argumentSchema = z.strictObject({
	/** Relative to the first workspace folder. */
	image: z.string(),
	/** Whether links to the icons are added to the page's head. */
	links: z.optional(z.boolean()),
	/** Whether the icons are shown before they are written. */
	preview: z.optional(z.boolean()),
});

/**
 * Create Icon Set…: for the clicked image, the open one, or one that is picked; or as an argument object says. Free.
 */
export const createIconSet: Command = async (services, first) => {
	requireWorkspace();
	const isArgument = first !== undefined && first !== null && !(first instanceof Uri);
	const args = isArgument ? parseWith(argumentSchema, first) : undefined;
	const source =
		args === undefined ? await imageFor(first as Uri | undefined | null) : inWorkspace(args.image);
	if (source === undefined) {
		return [];
	}
	const set = await window.withProgress(
		{ location: ProgressLocation.Window, title: l10n.t('Drawing icons…') },
		() => prepareIconSet(services, source),
	);
	const write = (links: boolean) => writeIconSet(services, set, links);
	const written =
		args?.preview === false
			? await write(args.links ?? false)
			: await previewIconSet(services.context, set.shown, write, services.log);
	if (written === undefined) {
		return [];
	}
	announce(services, written);
	return [...written.uris];
};

/**
 * Generate Icon Set…: generates one square image from a prompt, which costs credits, and makes the icons from it,
 * which is free.
 */
export const generateIconSet: Command = async (services, first) => {
	requireWorkspace();
	const { prompt: given, size: _, ...rest } = parseArguments(first ?? {});
	const folder = workspaceFolderOf({});
	const prompt =
		given ??
		(await askPrompt(titleWithPrice(l10n.t('Generate Icon Set'), folder, 1, rest.quality), '', [
			l10n.t('One square image is generated, then shown in every size. The icons cost nothing more.'),
		]));
	if (prompt === undefined) {
		return [];
	}
	const args = { ...rest, aspectRatio: '1:1', count: 1, link: 'none' } as const;
	const [image] = await generateImages(services, { prompt, args, asked: true, workspaceFolder: folder });
	return image === undefined ? [] : createIconSet(services, image);
};

async function imageFor(clicked: Uri | undefined | null): Promise<Uri | undefined> {
	return (
		clicked ??
		openImage() ??
		(await pickImage(l10n.t('Create Icon Set'), l10n.t('Image to draw the icons from')))
	);
}

function inWorkspace(path: string): Uri | undefined {
	const folder = workspace.workspaceFolders?.[0]?.uri;
	return folder && Uri.joinPath(folder, path);
}

function announce({ notify }: Services, { uris, undo }: WrittenIconSet): void {
	const names = fileNames(uris.map(uri => workspace.asRelativePath(uri)));
	notify('info', l10n.t('Created {0}, free.', names), [
		{
			title: l10n.t('Undo'),
			run: async () => {
				const stayed = (await undo()).map(uri => workspace.asRelativePath(uri));
				const text =
					stayed.length === 0
						? l10n.t('The icons were removed, and everything is as it was.')
						: l10n.t('Changed since then, and not removed: {0}.', listText(stayed));
				notify('info', text);
			},
		},
	]);
}
