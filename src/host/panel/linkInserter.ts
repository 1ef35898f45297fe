import { l10n, Range, Selection, TextEditorRevealType, window, workspace } from 'vscode';
import { UserError } from '../../core/userError.ts';
import type { InsertedLink as LinkAnswer } from '../../shared/panel.ts';
import { insertLink, type InsertedLink } from '../editor/insertLinks.ts';
import { linkPlaceAt } from '../editor/linkPlace.ts';
import type { Services } from '../services.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { isSamePlace } from '../workspace/places.ts';
import { requireTrust } from '../workspace/trust.ts';
import type { ShownImage } from './imageActions.ts';

/** Inserts links at the cursor, and remembers the last one. */
export function createLinkInserter({ lastEditor }: Services) {
	let last: { readonly link: InsertedLink; readonly image: ShownImage } | undefined;

	const place = async () => {
		const located = await last?.link.locate();
		if (located === undefined) {
			return undefined;
		}
		const { document, range } = located;
		const own = document.getText().slice(range.start, range.end);
		// The inserted text may start with a line break.
		const start = document.positionAt(range.start + own.length - own.trimStart().length);
		return { document, range: new Range(start, document.positionAt(range.end)) };
	};
	const describeLast = async (already: boolean): Promise<LinkAnswer> => {
		const found = await place();
		if (found === undefined) {
			throw new UserError(l10n.t('The link was changed while it was being inserted.'));
		}
		return {
			document: workspace.asRelativePath(fileOf(found.document)),
			line: found.range.start.line + 1,
			already,
		};
	};
	/** Whether the cursor is still where the last link of this image was inserted. */
	const isThere = async (shown: ShownImage) => {
		const found = last && isSamePlace(last.image.uri, shown.uri) ? await place() : undefined;
		const { current } = lastEditor;
		return (
			found !== undefined &&
			current?.document === found.document &&
			Math.abs(current.selection.active.line - found.range.start.line) <= 1
		);
	};
	return {
		/** @param again inserts the link even if the same one was just inserted. @throws UserError */
		async insert(shown: ShownImage, again: boolean): Promise<LinkAnswer> {
			requireTrust();
			const { current } = lastEditor;
			if (current === undefined) {
				throw new UserError(l10n.t('Open the document that the link belongs to, and put the cursor there.'));
			}
			if (!again && (await isThere(shown))) {
				return describeLast(true);
			}
			const at = linkPlaceAt(current, 'insert');
			try {
				const link = await insertLink(at, shown);
				if (typeof link === 'string') {
					throw new UserError(l10n.t("A link can't be placed at the cursor. Put the cursor somewhere else."));
				}
				last?.link.dispose();
				last = { link, image: shown };
			} finally {
				at.dispose();
			}
			return describeLast(false);
		},
		/** Opens the document at the last link. @throws UserError */
		async show() {
			const found = await place();
			if (found === undefined) {
				throw new UserError(l10n.t('The link was changed or removed.'));
			}
			const editor = await window.showTextDocument(found.document, { preserveFocus: false });
			editor.selection = new Selection(found.range.end, found.range.end);
			editor.revealRange(found.range, TextEditorRevealType.InCenterIfOutsideViewport);
		},
		/** Removes the last link. @throws UserError */
		async undo() {
			const undone = await last?.link.undo();
			last = undefined;
			if (undone !== true) {
				throw new UserError(l10n.t("The link has changed since then, so it wasn't removed."));
			}
		},
		dispose() {
			last?.link.dispose();
		},
	};
}
