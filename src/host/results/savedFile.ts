import { l10n, type Uri, window, workspace } from 'vscode';
import type { ImageFacts } from '../../core/jobs/job.ts';
import { insertTogether, type InsertedLink, type NoLink } from '../editor/insertLinks.ts';
import { linkPlaceAt, type LinkPlace } from '../editor/linkPlace.ts';
import { removeImage, restoreAll, type Restore } from './removeImage.ts';
import type { Services } from '../services.ts';
import type { Log } from '../ui/log.ts';
import { keyOf } from '../workspace/places.ts';
import { listText } from '../texts/lists.ts';
import { plural } from '../texts/plural.ts';
import { numberText } from '../texts/units.ts';

/** A saved image, and its link if one was inserted into a document. */
export interface SavedFile {
	readonly uri: Uri;
	readonly image: ImageFacts;
	/** Alternative text, not escaped. */
	readonly alt: string;
	/** Whether it has the size that the user asked for. */
	readonly sizeAsked: boolean;
	link: InsertedLink | NoLink | undefined;
}

/**
 * Inserts links: those in one document as a single undo step; those with the same place follow each other. The images
 * are saved, and an error must not hide that.
 */
export async function insertLinksAt<T extends SavedFile>(
	log: Log,
	items: readonly T[],
	placeOf: (item: T) => LinkPlace | undefined,
): Promise<void> {
	const links = items.flatMap(item => {
		const place = placeOf(item);
		return place === undefined ? [] : [{ item, place }];
	});
	for (const group of Map.groupBy(links, ({ place }) => keyOf(place.uri)).values()) {
		try {
			const written = await insertTogether(
				group.map(({ item: { uri, alt, image, sizeAsked }, place }) => ({
					place,
					asset: { uri, alt, width: image.width, height: image.height, sizeAsked },
				})),
			);
			for (const [index, { item }] of group.entries()) {
				item.link = written[index];
			}
		} catch (error) {
			log.error('Links could not be inserted', error);
			for (const { item } of group) {
				item.link = 'noPlace';
			}
		}
	}
}

export function hasLink<T extends SavedFile>(item: T): item is T & { readonly link: InsertedLink } {
	return typeof item.link === 'object';
}

/** Explains why links that were wanted could not be inserted. */
export function linkNotes(items: readonly SavedFile[]): readonly string[] {
	return (['changed', 'noPlace'] as const)
		.filter(reason => items.some(({ link }) => link === reason))
		.map(noLinkText);
}

function noLinkText(reason: NoLink): string {
	return reason === 'changed'
		? l10n.t('No link was inserted, because the text it belongs to has changed.')
		: l10n.t("No link was inserted, because a link can't be placed there in this language.");
}

/** Gives up the option of undoing the links. */
export function releaseLinks(items: readonly SavedFile[]): void {
	for (const { link } of items.filter(hasLink)) {
		link.dispose();
	}
}

/** Inserts links at the cursor of the active text editor. */
export async function insertLinks(services: Services, items: readonly SavedFile[]): Promise<void> {
	const editor = window.activeTextEditor;
	if (editor === undefined) {
		services.notify('info', l10n.t('Open the document for the link, and put the cursor where it belongs.'), [
			{ title: l10n.t('Insert Link'), run: () => insertLinks(services, items) },
		]);
		return;
	}
	const place = linkPlaceAt(editor, 'insert');
	try {
		await insertLinksAt(services.log, items, () => place);
	} finally {
		place.dispose();
	}
	if (!items.every(hasLink)) {
		services.notify(
			'warning',
			l10n.t("A link can't be placed at the cursor. Put the cursor somewhere else."),
			[{ title: l10n.t('Insert Link'), run: () => insertLinks(services, items) }],
		);
	}
}

/** Undoes links and files that no one has changed. */
export async function undoSaved(services: Services, items: readonly SavedFile[]): Promise<void> {
	const restores: Restore[] = [];
	const gone: string[] = [];
	const stayed: string[] = [];
	for (const item of items) {
		const { uri, image } = item;
		const name = workspace.asRelativePath(uri);
		if (hasLink(item) && !(await item.link.undo())) {
			// A link that someone has edited needs its image.
			stayed.push(l10n.t('the link to {0}', name));
			continue;
		}
		const restore = await removeImage(services, uri, image.sha256);
		if (restore === undefined) {
			stayed.push(name);
		} else {
			restores.push(restore);
			gone.push(name);
		}
	}
	const removed = plural(
		restores.length,
		l10n.t('{0} was removed.', listText(gone)),
		l10n.t('{0} images were removed.', numberText(restores.length)),
	);
	const parts = restores.length > 0 ? [removed] : [];
	if (stayed.length > 0) {
		parts.push(l10n.t('Changed since then, and not removed: {0}.', listText(stayed)));
	}
	services.notify(
		'info',
		parts.join(' '),
		restores.length > 0 ? [{ title: l10n.t('Restore'), run: () => restoreAll(services, restores) }] : [],
	);
}
