import { randomUUID } from 'node:crypto';
import type { Position } from 'vscode';
import {
	commands,
	Hover,
	MarkdownString,
	Range,
	Uri,
	workspace,
	type Disposable,
	type TextDocument,
} from 'vscode';
import { recordPath, type AssetEntry } from '../../core/assets/assetRecord.ts';
import { prices } from '../../core/credits/prices.ts';
import { findImageReferences, mayHaveImages } from '../../core/documents/references/findImageReferences.ts';
import { createFolderListings } from '../../core/documents/roots/folderListings.ts';
import { createImagePlaces, locateImages } from '../../core/documents/roots/imagePlaces.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { cleanLine } from '../../core/text/cleanText.ts';
import { shorten } from '../../core/text/shorten.ts';
import { formatCredits } from '../../shared/units.ts';
import { commandIds, hoverCommand, settingSection } from '../contributions.ts';
import type { LoadServices } from '../services.ts';
import { projectFiles } from '../project/projectFiles.ts';
import { readerOf } from '../storage/folderReader.ts';
import { placeIn } from '../workspace/places.ts';

export interface ImageHover {
	provideHover(document: TextDocument, position: Position): Promise<Hover | undefined>;
	dispose(): void;
}

/** The number of hovers whose buttons keep working. */
const maxRemembered = 50;

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
export function createImageHover(loadServices: LoadServices): ImageHover {
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
		const further =
			placeholder === true
				? [link('Render…', 'render')]
				: input.quality === 'high'
					? []
					: [link(`Re-render at High Quality… (${formatCredits(prices.high)})`, 'finalize')];
		const text = new MarkdownString(
			[link('Edit…', 'edit'), ...further, link('Reveal in Explorer', 'reveal')].join(' · '),
		);
		text.isTrusted = { enabledCommands: [hoverCommand] };
		return text;
	}

	return {
		async provideHover(document, position) {
			const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
			const text = document.getText();
			if (
				folder === undefined ||
				text.length > longestDocument ||
				!mayHaveImages(text) ||
				!(await mayHaveRecord(folder))
			) {
				return undefined;
			}
			const { languageId, fileName } = document;
			const at = document.offsetAt(position);
			const reference = findImageReferences({ text, languageId, fileName }).find(
				({ start, end }) => start <= at && at <= end,
			);
			if (reference === undefined) {
				return undefined;
			}
			const place = placeIn(folder, document.uri);
			const { records } = await loadServices();
			const places = createImagePlaces({
				...createFolderListings(readerOf(folder)),
				...projectFiles(folder),
			});
			const [found] = locateImages(await places.search([reference], place));
			const uri = found && folder.with({ path: found.path });
			const entry = uri && (await records.entryOf(uri));
			if (uri === undefined || entry === undefined) {
				return undefined;
			}
			const range = new Range(document.positionAt(reference.start), document.positionAt(reference.end));
			return new Hover([describe(entry), buttons(uri, entry)], range);
		},
		dispose() {
			command.dispose();
		},
	};
}

function describe({ prompt, input, credits, placeholder }: AssetEntry): MarkdownString {
	const said = typeof input.quality === 'string' ? cleanLine(input.quality) : '';
	const quality = said === '' ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)} quality · `;
	const made = placeholder === true ? 'Free placeholder' : `${quality}${formatCredits(Math.round(credits))}`;
	return new MarkdownString().appendText(`“${shorten(cleanLine(prompt), 300)}”\n${made}`);
}

/** A folder that keeps no record file may have its record in the extension's own storage. */
async function mayHaveRecord(folder: Uri): Promise<boolean> {
	if (workspace.getConfiguration(settingSection, folder).get<unknown>('keepRecord') === false) {
		return true;
	}
	try {
		await workspace.fs.stat(Uri.joinPath(folder, recordPath));
		return true;
	} catch {
		return false;
	}
}
