import { randomUUID } from 'node:crypto';
import type { Position, Uri } from 'vscode';
import { l10n, commands, Hover, MarkdownString, workspace, type Disposable, type TextDocument } from 'vscode';
import type { AssetEntry } from '../../core/assets/assetRecord.ts';
import { prices } from '../../core/credits/prices.ts';
import { qualities } from '../../shared/model.ts';
import { cleanLine } from '../../core/text/cleanText.ts';
import { shorten } from '../../core/text/shorten.ts';
import { commandIds, hoverCommand } from '../contributions.ts';
import type { LoadServices } from '../services.ts';
import { imageFacts } from '../storage/imageFacts.ts';
import { imageAt } from './imageAt.ts';
import { mayHaveRecord } from '../workspace/mayHaveRecord.ts';
import { creditsText, pixelsText } from '../texts/units.ts';
import { qualityName } from '../texts/priceText.ts';

export type ImageHover = ReturnType<typeof createImageHover>;

/** The number of hovers whose buttons keep working. */
const maxRemembered = 50;
/** The longer side of a preview, in pixels. */
const previewSide = 200;

const actions = {
	edit: commandIds.edit,
	finalize: commandIds.finalize,
	render: commandIds.renderPlaceholders,
	reveal: 'revealInExplorer',
} as const;

/**
 * The prompt is untrusted text, so its Markdown string can't run commands. The buttons are our own text in a
 * second, trusted string; they name their image by an id that only this window can resolve.
 */
export function createImageHover(loadServices: LoadServices) {
	const images = new Map<string, Uri>();
	const command: Disposable = commands.registerCommand(hoverCommand, async (action: unknown, id: unknown) => {
		const uri = typeof id === 'string' ? images.get(id) : undefined;
		if (uri !== undefined && typeof action === 'string' && action in actions) {
			await commands.executeCommand(actions[action as keyof typeof actions], uri);
		}
	});

	function remember(uri: Uri): string {
		const id = randomUUID();
		images.set(id, uri);
		for (const old of [...images.keys()].slice(0, -maxRemembered)) {
			images.delete(old);
		}
		return id;
	}

	function buttons(uri: Uri, { placeholder, input }: AssetEntry): MarkdownString {
		const id = remember(uri);
		const link = (title: string, action: keyof typeof actions) =>
			`[${title}](command:${hoverCommand}?${encodeURIComponent(JSON.stringify([action, id]))})`;
		const edit = link(l10n.t('Edit Image…'), 'edit');
		const own =
			// An edit of a placeholder would be one of its stripes.
			placeholder === true
				? [link(l10n.t('Render…'), 'render')]
				: input.quality === 'high'
					? [edit]
					: [edit, link(l10n.t('Re-render at High Quality… ({0})', creditsText(prices.high)), 'finalize')];
		const text = new MarkdownString([...own, link(l10n.t('Reveal in Explorer'), 'reveal')].join(' · '));
		text.isTrusted = { enabledCommands: [hoverCommand] };
		return text;
	}

	return {
		async provideHover(document: TextDocument, position: Position): Promise<Hover | undefined> {
			const image = await imageAt(document, document.offsetAt(position));
			if (image === undefined) {
				return undefined;
			}
			const { uri, folder, range } = image;
			const entry = (await mayHaveRecord(folder))
				? await (await loadServices()).records.entryOf(uri)
				: undefined;
			const parts = [
				...(hasOwnPreview(document) ? [] : [await preview(uri)]),
				...(entry === undefined ? [] : [describe(entry), buttons(uri, entry)]),
			];
			return parts.length === 0 ? undefined : new Hover(parts, range);
		},
		dispose() {
			command.dispose();
		},
	};
}

function describe({ prompt, input, credits, placeholder }: AssetEntry): MarkdownString {
	const quality = qualities.find(each => each === input.quality);
	const facts =
		placeholder === true
			? [l10n.t('Free placeholder')]
			: [
					...(quality === undefined ? [] : [l10n.t('{0} quality', qualityName(quality))]),
					creditsText(Math.round(credits)),
				];
	return new MarkdownString().appendText(`“${shorten(cleanLine(prompt), 300)}”\n${facts.join(' · ')}`);
}

/** VS Code itself previews images in Markdown. */
function hasOwnPreview({ languageId }: TextDocument): boolean {
	return languageId === 'markdown';
}

/** The image itself, small, with its size in pixels. */
async function preview(uri: Uri): Promise<MarkdownString> {
	const { size } = await imageFacts(uri).catch(() => ({ size: undefined }));
	const text = new MarkdownString();
	// Encoded, so that no file name can end the link.
	const address = uri.toString().replace(/[()|]/g, each => `%${each.charCodeAt(0).toString(16)}`);
	const isTall = size !== undefined && size.height > size.width;
	text.appendMarkdown(`![](${address}|${isTall ? 'height' : 'width'}=${previewSide})\n\n`);
	text.appendText([workspace.asRelativePath(uri), ...(size ? [pixelsText(size)] : [])].join(' · '));
	return text;
}
