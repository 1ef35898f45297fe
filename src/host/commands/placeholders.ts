import { l10n, Uri, window, workspace } from 'vscode';
import { parseArguments } from '../../core/parameters/arguments.ts';
import { parseRenderArguments } from '../../core/parameters/renderArguments.ts';
import { selectedPrompts } from '../editor/selectedPrompts.ts';
import { selectionOf } from '../requests/inputImages.ts';
import { requestedLinkPlace } from '../editor/requestedLinkPlace.ts';
import { askRequest } from '../ask/askRequest.ts';
import { workspaceFolderFor } from '../requests/imageRequest.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { askPlaceholders } from '../placeholders/askPlaceholders.ts';
import { reportMayBePaid } from '../jobs/openPaths.ts';
import { createPlaceholder as create } from '../placeholders/createPlaceholder.ts';
import { findPlaceholders } from '../placeholders/placeholderList.ts';
import { renderPlaceholders as render } from '../placeholders/renderPlaceholders.ts';
import { withQuality } from '../placeholders/renderPrice.ts';
import type { Command } from '../command.ts';
import { keyOf } from '../workspace/places.ts';
import { plural } from '../texts/plural.ts';
import { listText } from '../texts/lists.ts';

/**
 * Create Free Placeholder…: asks for the prompt, the size and the name. With an argument object, only a missing
 * prompt is asked for.
 */
export const createPlaceholder: Command = async (services, argument) => {
	requireWorkspace();
	const args = argument === undefined || argument === null ? undefined : parseArguments(argument);
	const editor = window.activeTextEditor;
	const document = editor?.document;
	if (args?.prompt !== undefined) {
		return create(services, { prompt: args.prompt, args, document }, requestedLinkPlace(args));
	}
	const workspaceFolder = workspaceFolderFor(document);
	const title = l10n.t('Create Free Placeholder');
	const suggested = editor && selectedPrompts(editor)[0]?.prompt;
	const request = await askRequest(services, {
		title,
		workspaceFolder,
		args,
		document,
		suggested,
		placeholder: true,
	});
	if (request === undefined) {
		return [];
	}
	await services.prompts.add(request.prompt);
	return create(services, request, requestedLinkPlace(request.args));
};

/** The clicked files, or those a button passes; undefined for all. */
function filesOf(argument: unknown, others: unknown): ReadonlySet<string> | undefined {
	return argument instanceof Uri ? new Set(selectionOf(argument, others).map(keyOf)) : undefined;
}

function nothingToRender(folder: string, only: ReadonlySet<string> | undefined): string {
	if (only !== undefined) {
		return l10n.t('There is no placeholder to render there.');
	}
	return folder === ''
		? l10n.t('There is no placeholder to render in this workspace.')
		: l10n.t('There is no placeholder to render in {0}.', folder);
}

/**
 * Render Placeholders…: asks which ones to render and at what quality. With `all`, renders all of them at the given
 * quality, or each at its recorded one.
 */
export const renderPlaceholders: Command = async (services, argument, others) => {
	requireWorkspace();
	const only = filesOf(argument, others);
	const { folder = '', all, quality } = parseRenderArguments(only === undefined ? (argument ?? {}) : {});
	const { placeholders, changed, paidFor } = await findPlaceholders(services, { folder, only });
	if (changed.length > 0) {
		const names = listText(changed.map(({ uri }) => workspace.asRelativePath(uri)));
		const message = plural(
			changed.length,
			l10n.t("Skipped: {0} was changed after it was made, so it might be someone's work.", names),
			l10n.t("Skipped: {0} were changed after they were made, so they might be someone's work.", names),
		);
		services.notify('warning', message);
	}
	if (paidFor.length > 0) {
		reportMayBePaid(
			services,
			paidFor.map(({ uri }) => workspace.asRelativePath(uri)),
		);
	}
	if (placeholders.length === 0) {
		services.notify('info', nothingToRender(folder, only));
		return [];
	}
	if (all === true) {
		return render(services, withQuality(placeholders, quality));
	}
	const answer = await askPlaceholders(placeholders, only !== undefined);
	return answer === undefined ? [] : render(services, withQuality(answer.chosen, answer.quality));
};
