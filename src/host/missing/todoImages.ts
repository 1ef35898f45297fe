import { CodeLens, l10n, Range, Selection, type TextDocument, type Uri, workspace } from 'vscode';
import * as z from 'zod/mini';
import { findTodoImages, type TodoImage } from '../../core/prompts/todoImages.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { parseWith } from '../../core/parameters/arguments.ts';
import { UserError } from '../../core/userError.ts';
import { linkPlaceAt } from '../editor/linkPlace.ts';
import { titleWithPrice } from '../ui/titleWithPrice.ts';
import { generateImages } from '../requests/startRequest.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import type { Services } from '../services.ts';
import { readSettings } from '../workspace/settings.ts';
import { askPrompt } from '../ui/askPrompt.ts';
import { documentOf } from './fixMissing.ts';
import { internalCommands, type Fix, type TodoFix } from './missingFixes.ts';
import { priceText } from '../texts/priceText.ts';

const argumentSchema = z.strictObject({
	fix: z.enum(['generate', 'placeholder', 'prompt']),
	document: z.string(),
	start: z.int(),
}) satisfies z.ZodMiniType<TodoFix>;

/** The code lenses for each `TODO image: …` in a document. */
export function todoLenses(document: TextDocument): CodeLens[] {
	const fixes: readonly (readonly [Fix, string])[] = [
		['generate', titleWithPrice(l10n.t('Generate Image'), document.uri)],
		['placeholder', l10n.t('Create Free Placeholder')],
		['prompt', l10n.t('Edit Prompt First…')],
	];
	return todosOf(document).flatMap(({ start }) => {
		const position = document.positionAt(start);
		return fixes.map(([fix, title]) => {
			const argument: TodoFix = { fix, document: document.uri.toString(), start };
			const command = { command: internalCommands.fixTodo, title, arguments: [argument] };
			return new CodeLens(new Range(position, position), command);
		});
	});
}

function todosOf(document: TextDocument): readonly TodoImage[] {
	const text = document.getText();
	const { languageId, fileName } = document;
	return text.length > longestDocument ? [] : findTodoImages({ text, languageId, fileName });
}

/**
 * Makes the image that a comment asks for, as if the comment were selected; resolves to the saved file, if any.
 *
 * @throws UserError for anything that stops it before a credit is spent.
 */
export async function fixTodo(services: Services, argument: unknown): Promise<Uri[]> {
	requireWorkspace();
	const { fix, document: uri, start } = parseWith(argumentSchema, argument);
	const document = documentOf(uri);
	const todo = todosOf(document).find(each => each.start === start);
	if (todo === undefined) {
		throw new UserError(l10n.t('The comment has moved. Try again.'));
	}
	const { quality, link } = readSettings(document.uri);
	const selection = new Selection(document.positionAt(todo.start), document.positionAt(todo.end));
	// Start tracking the place now, since asking for the prompt takes time.
	const place = link === 'none' ? undefined : linkPlaceAt({ document, selection }, link);
	const request: ImageRequest = { prompt: todo.prompt, args: {}, document, asked: true };
	if (fix === 'placeholder') {
		const { createPlaceholder } = await import('../placeholders/createPlaceholder.ts');
		return createPlaceholder(services, request, place);
	}
	const facts = [
		l10n.t({
			message: 'for {0}',
			args: [workspace.asRelativePath(document.uri)],
			comment: ['The document that an image is for'],
		}),
		priceText(quality, 1),
	];
	const prompt =
		fix === 'prompt' ? await askPrompt(l10n.t('Prompt for the Image'), todo.prompt, facts) : todo.prompt;
	if (prompt === undefined) {
		place?.dispose();
		return [];
	}
	return generateImages(services, { ...request, prompt }, place);
}
