import { l10n, Uri, window, type TextEditor } from 'vscode';
import { parseArguments, type GenerateArguments } from '../../core/parameters/arguments.ts';
import { UserError } from '../../core/userError.ts';
import { askOptions } from '../ask/askOptions.ts';
import { askWorkspaceFolder } from '../ask/folderStep.ts';
import { linkPlaceAt } from '../editor/linkPlace.ts';
import { selectedPrompts } from '../editor/selectedPrompts.ts';
import { generateTogether, type Order } from '../requests/startRequest.ts';
import type { ImageRequest } from '../requests/imageRequest.ts';
import { fileOf } from '../workspace/fileOf.ts';
import { requireWorkspace } from '../workspace/trust.ts';
import { readSettings } from '../workspace/settings.ts';
import type { Command } from '../command.ts';

const title = l10n.t('Generate Image from Selection');

/**
 * Generate Image from Selection: the selected text is the prompt, and the link is inserted there. Several selections
 * get an image each.
 */
export const generateFromSelection: Command = async (services, argument) => {
	requireWorkspace();
	// The editor's menu passes the document; only keybindings and extensions pass an argument object.
	const args = argument === undefined || argument instanceof Uri ? {} : parseArguments(argument);
	const editor = window.activeTextEditor;
	const orders = ordersOf(editor, args);
	// An argument object leaves nothing to ask for.
	const placed = argument === undefined || argument instanceof Uri ? await placeOrders(orders) : orders;
	return placed === undefined ? [] : generateTogether(services, placed);
};

/** Generate Image from Selection with Options…: all options and the price in one list. */
export const generateFromSelectionWithOptions: Command = async services => {
	requireWorkspace();
	const orders = ordersOf(window.activeTextEditor, {});
	const placed = await placeOrders(orders);
	const [first, ...others] = (placed ?? []).map(({ request }) => request);
	if (first === undefined) {
		return [];
	}
	let requests: readonly ImageRequest[] | undefined;
	try {
		requests = await askOptions(services, title, [first, ...others]);
	} finally {
		if (requests === undefined) {
			release(orders);
		}
	}
	return requests === undefined
		? []
		: generateTogether(
				services,
				requests.map((request, index) => ({ request, place: orders[index]?.place })),
			);
};

/** Asks for the folder if the document belongs to none of several. Undefined if dismissed; then the places are released. */
async function placeOrders(orders: readonly Order[]): Promise<readonly Order[] | undefined> {
	const workspaceFolder = await askWorkspaceFolder(title, orders[0]?.request.document);
	if (workspaceFolder === undefined) {
		release(orders);
		return undefined;
	}
	return orders.map(order => ({ ...order, request: { ...order.request, workspaceFolder, asked: true } }));
}

function release(orders: readonly Order[]): void {
	for (const { place } of orders) {
		place?.dispose();
	}
}

/** The requests for an editor's selections, and where their links go. @throws UserError if nothing is selected. */
function ordersOf(editor: TextEditor | undefined, args: GenerateArguments): Order[] {
	const document = editor?.document;
	const { prompt } = args;
	const link = args.link ?? readSettings(document && fileOf(document)).link;
	const placeAt = (at: Pick<TextEditor, 'document' | 'selection'> | undefined) =>
		at === undefined || link === 'none' ? undefined : linkPlaceAt(at, link);
	if (prompt !== undefined) {
		return [{ request: { prompt, args, document }, place: placeAt(editor) }];
	}
	if (editor === undefined || editor.selections.every(({ isEmpty }) => isEmpty)) {
		throw new UserError(l10n.t('Select the text that describes the image first.'));
	}
	const selected = selectedPrompts(editor);
	if (selected.length === 0) {
		// The empty prompt leads to the error that nothing is left of the text.
		return [{ request: { prompt: '', args, document } }];
	}
	return selected.map(each => ({
		request: { prompt: each.prompt, args, document },
		place: placeAt({ document: editor.document, selection: each.selection }),
	}));
}
