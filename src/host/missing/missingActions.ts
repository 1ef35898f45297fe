import {
	CodeAction,
	CodeActionKind,
	Range,
	workspace,
	WorkspaceEdit,
	type CodeActionContext,
	type Diagnostic,
	type TextDocument,
	type Uri,
} from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { groupMissing } from '../../core/links/missing.ts';
import { titleWithPrice } from '../editor/titleWithPrice.ts';
import type { Mark, MissingImages } from './missingImages.ts';
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
	const vague = new Set(
		groupMissing(marks.map(({ missing }) => missing))
			.filter(({ isVague }) => isVague)
			.map(({ target }) => target),
	);
	const offered = new Set<string>();
	return marks.flatMap(mark => {
		const { target, otherSpelling } = mark.missing;
		if (folder === undefined || offered.has(target) || mark.range.intersection(range) === undefined) {
			return [];
		}
		offered.add(target);
		const diagnostics = context.diagnostics.filter(each => mark.range.intersection(each.range) !== undefined);
		return otherSpelling === undefined
			? fixes(target, { document: document.uri, folder, diagnostics, isVague: vague.has(target) })
			: respell(document, mark, otherSpelling, diagnostics);
	});
}

/** Has the document say what the file is called; none where the path is written in an encoded form. */
function respell(
	document: TextDocument,
	{ range, missing }: Mark,
	name: string,
	diagnostics: Diagnostic[],
): CodeAction[] {
	const written = document.getText(range);
	const wrong = baseNameOf(missing.target);
	const at = written.lastIndexOf(wrong);
	if (at < 0) {
		return [];
	}
	const start = document.positionAt(document.offsetAt(range.start) + at);
	const action = new CodeAction(`Change to "${name}"`, CodeActionKind.QuickFix);
	action.edit = new WorkspaceEdit();
	action.edit.replace(document.uri, new Range(start, start.translate(0, wrong.length)), name);
	action.diagnostics = diagnostics;
	action.isPreferred = true;
	return [action];
}

interface Place {
	readonly document: Uri;
	readonly folder: Uri;
	/** Then the prompt is asked for. */
	readonly isVague: boolean;
	readonly diagnostics: Diagnostic[];
}

function fixes(target: string, { document, folder, isVague, diagnostics }: Place): CodeAction[] {
	const generate = `Generate "${baseNameOf(target)}"${isVague ? '…' : ''}`;
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
