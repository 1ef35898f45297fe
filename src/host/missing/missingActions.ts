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
import { titleWithPrice } from '../ui/titleWithPrice.ts';
import type { Mark, MissingImages } from './missingImages.ts';
import { fixTitles, internalCommands, type ImageFix, type MissingFix } from './missingFixes.ts';
import { pictureWith, type PricedPicture } from './pricedPicture.ts';
import { priceMissing } from './priceMissing.ts';

/** The ways to an image that is missing in a range, also where VS Code's own validation has reported it. */
export async function provideFixes(
	images: MissingImages,
	document: TextDocument,
	range: Range,
	context: CodeActionContext,
): Promise<CodeAction[]> {
	const folder = workspace.getWorkspaceFolder(document.uri)?.uri;
	const marks = folder === undefined ? [] : await images.marksOf(document);
	const here = marks.filter(mark => mark.range.intersection(range) !== undefined);
	if (folder === undefined || here.length === 0) {
		return [];
	}
	const pictures = await priceMissing(
		marks.map(({ missing }) => missing),
		folder,
		here.map(({ missing }) => missing.target),
	);
	const offered = new Set<string>();
	return here.flatMap(mark => {
		const { target, otherSpelling } = mark.missing;
		const picture = pictureWith(pictures, target);
		if (offered.has(target)) {
			return [];
		}
		offered.add(target);
		const diagnostics = context.diagnostics.filter(each => mark.range.intersection(each.range) !== undefined);
		if (otherSpelling !== undefined) {
			return workspace.isTrusted ? respell(document, mark, otherSpelling, diagnostics) : [];
		}
		return picture === undefined ? [] : fixes(target, picture, document.uri, diagnostics);
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

function fixes(
	target: string,
	picture: PricedPicture,
	document: Uri,
	diagnostics: Diagnostic[],
): CodeAction[] {
	return titlesFor(target, picture).map(([fix, title]) => {
		const action = new CodeAction(title, CodeActionKind.QuickFix);
		const argument: MissingFix = { fix, document: document.toString(), target };
		action.command = { command: internalCommands.fixMissing, title, arguments: [argument] };
		action.diagnostics = diagnostics;
		return action;
	});
}

function titlesFor(
	target: string,
	{ image, variants, source, workspaceFolder }: PricedPicture,
): readonly (readonly [ImageFix, string])[] {
	// Where it is not evident which folder is meant, the user sees which one it would be.
	const path = image.isUnsure
		? workspace.asRelativePath(workspaceFolder.with({ path: target }))
		: baseNameOf(target);
	const name = `"${path}"`;
	const more = variants.length;
	const what = more === 0 ? name : `${name} and ${more} More ${more === 1 ? 'Size' : 'Sizes'}`;
	const derive: readonly (readonly [ImageFix, string])[] =
		source === undefined ? [] : [['derive', `Create ${what} from "${baseNameOf(source.path)}" (free)`]];
	return [
		...derive,
		['generate', titleWithPrice(`Generate ${what}${image.isVague ? '…' : ''}`, workspaceFolder)],
		['placeholder', fixTitles.placeholder],
		['prompt', fixTitles.prompt],
	];
}
