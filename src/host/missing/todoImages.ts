import { CodeLens, Range, Selection, workspace, type TextDocument, type Uri } from 'vscode';
import * as z from 'zod/mini';
import { findTodoImages, type TodoImage } from '../../core/prompts/todoImages.ts';
import { longestDocument } from '../../core/documents/missing/missingLanguages.ts';
import { formatPrice } from '../../core/credits/prices.ts';
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
import { fixTitles, internalCommands, type Fix, type TodoFix } from './missingFixes.ts';

const argumentSchema = z.strictObject({
	fix: z.enum(['generate', 'placeholder', 'prompt']),
	document: z.string(),
	start: z.int(),
}) satisfies z.ZodMiniType<TodoFix>;

/** The ways to the image that each `TODO image: …` of a document asks for. */
export function todoLenses(document: TextDocument): CodeLens[] {
	const fixes: readonly (readonly [Fix, string])[] = [
		['generate', titleWithPrice(fixTitles.generate, document.uri)],
		['placeholder', fixTitles.placeholder],
		['prompt', fixTitles.prompt],
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
 * @throws UserError for whatever stops it before a credit is spent.
 */
export async function fixTodo(services: Services, argument: unknown): Promise<Uri[]> {
	requireWorkspace();
	const { fix, document: uri, start } = parseWith(argumentSchema, argument);
	const document = documentOf(uri);
	const todo = todosOf(document).find(each => each.start === start);
	if (todo === undefined) {
		throw new UserError('The comment has moved. Try again.');
	}
	const { quality, link } = readSettings(document.uri);
	const selection = new Selection(document.positionAt(todo.start), document.positionAt(todo.end));
	// Taken first, so that it is followed while the prompt is asked for.
	const place = link === 'none' ? undefined : linkPlaceAt({ document, selection }, link);
	const request: ImageRequest = { prompt: todo.prompt, args: {}, document, asked: true };
	if (fix === 'placeholder') {
		const { createPlaceholder } = await import('../placeholders/createPlaceholder.ts');
		return createPlaceholder(services, request, place);
	}
	const facts = [`for ${workspace.asRelativePath(document.uri)}`, formatPrice(quality, 1)];
	const prompt = fix === 'prompt' ? await askPrompt('Prompt for the Image', todo.prompt, facts) : todo.prompt;
	if (prompt === undefined) {
		place?.dispose();
		return [];
	}
	return generateImages(services, { ...request, prompt }, place);
}
