import { CodeAction, CodeActionKind, l10n, Uri, type Range, type TextDocument } from 'vscode';
import { UserError } from '../../core/userError.ts';
import { imageAt } from '../editor/imageAt.ts';
import { mayHaveRecord } from '../workspace/mayHaveRecord.ts';
import { findPlaceholders } from '../placeholders/placeholderList.ts';
import { renderPlaceholders } from '../placeholders/renderPlaceholders.ts';
import { withQuality } from '../placeholders/renderPrice.ts';
import type { LoadServices, Services } from '../services.ts';
import { keyOf } from '../workspace/places.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { internalCommands } from './missingFixes.ts';
import { priceText } from '../texts/priceText.ts';

/** Offers to render the placeholder whose path is at the start of a range, with its price. */
export async function provideRender(
	loadServices: LoadServices,
	document: TextDocument,
	range: Range,
): Promise<CodeAction[]> {
	const image = await imageAt(document, document.offsetAt(range.start));
	if (image === undefined || !(await mayHaveRecord(image.folder))) {
		return [];
	}
	const services = await loadServices();
	const { uri, folder } = image;
	const entry = await services.records.entryOf(uri);
	if (entry?.placeholder !== true) {
		return [];
	}
	const [priced] = withQuality([{ uri, folder, entry }], undefined);
	const price = priced === undefined ? '' : priceText(priced.quality, 1);
	const action = new CodeAction(l10n.t('Render Placeholder ({0})', price), CodeActionKind.QuickFix);
	action.command = {
		command: internalCommands.renderPlaceholder,
		title: action.title,
		arguments: [uri.toString()],
	};
	return [action];
}

/** Makes the image that a placeholder stands for. @throws UserError if the file is no longer a placeholder. */
export async function renderPlaceholder(services: Services, file: unknown): Promise<Uri[]> {
	requireWorkspace();
	const only = typeof file === 'string' ? new Set([keyOf(Uri.parse(file, true))]) : new Set<string>();
	const { placeholders } = await findPlaceholders(services, { folder: '', only });
	if (placeholders.length === 0) {
		throw new UserError(l10n.t("It's no longer a placeholder, or its image is already being generated."));
	}
	return renderPlaceholders(services, withQuality(placeholders, undefined));
}
