import {
	CodeAction,
	CodeActionKind,
	workspace,
	type CodeActionContext,
	type Diagnostic,
	type Range,
	type TextDocument,
	type Uri,
} from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { titleWithPrice } from '../editor/titleWithPrice.ts';
import type { MissingImages } from './missingImages.ts';
import { fixTitles, internalCommands, type Fix, type MissingFix } from './missingFixes.ts';

/** The ways to an image that is missing in a range, also where VS Code's own validation has reported it. */
export async function provideFixes(
	images: MissingImages,
	document: TextDocument,
	range: Range,
	context: CodeActionContext,
): Promise<CodeAction[]> {
	const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
	const marks = folder === undefined ? [] : await images.marksOf(document);
	const offered = new Set<string>();
	return marks.flatMap(mark => {
		const { target } = mark.missing;
		if (folder === undefined || offered.has(target) || mark.range.intersection(range) === undefined) {
			return [];
		}
		offered.add(target);
		const diagnostics = context.diagnostics.filter(each => mark.range.intersection(each.range) !== undefined);
		return fixes(target, { document: document.uri, folder, diagnostics });
	});
}

interface Place {
	readonly document: Uri;
	readonly folder: Uri;
	readonly diagnostics: Diagnostic[];
}

function fixes(target: string, { document, folder, diagnostics }: Place): CodeAction[] {
	const generate = `Generate "${baseNameOf(target)}"`;
	const titles: readonly (readonly [Fix, string])[] = [
		['generate', titleWithPrice(generate, folder)],
		['placeholder', fixTitles.placeholder],
		['prompt', fixTitles.prompt],
	];
	return titles.map(([fix, title]) => {
		const action = new CodeAction(title, CodeActionKind.QuickFix);
		const argument: MissingFix = { fix, document: document.toString(), target };
		action.command = { command: internalCommands.fixMissing, title, arguments: [argument] };
		action.diagnostics = diagnostics;
		return action;
	});
}
