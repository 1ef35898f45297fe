import {
	CodeAction,
	type CodeActionContext,
	CodeActionKind,
	type Diagnostic,
	l10n,
	Range,
	type TextDocument,
	type Uri,
	workspace,
	WorkspaceEdit,
} from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { titleWithPrice } from '../ui/titleWithPrice.ts';
import { misspelled } from '../../core/documents/missing/missing.ts';
import type { Mark, MissingImages } from './missingImages.ts';
import { internalCommands, type ImageFix, type MissingFix } from './missingFixes.ts';
import { pictureWith, type PricedPicture } from './pricedPicture.ts';
import { priceMissing } from './priceMissing.ts';
import { plural } from '../texts/plural.ts';
import { numberText } from '../texts/units.ts';

/** The fixes for a missing image in a range, including those that VS Code's own validation reports. */
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

/** Changes the document to the file's actual name; empty if the path is written in an encoded form. */
function respell(
	document: TextDocument,
	{ range, missing }: Mark,
	name: string,
	diagnostics: Diagnostic[],
): CodeAction[] {
	const written = document.getText(range);
	const wrong = misspelled(missing);
	const at = written.lastIndexOf(wrong);
	if (at < 0) {
		return [];
	}
	const start = document.positionAt(document.offsetAt(range.start) + at);
	const action = new CodeAction(l10n.t('Change to "{0}"', name), CodeActionKind.QuickFix);
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
	// If it is unclear which folder is meant, show which one would be used.
	const path = image.isUnsure
		? workspace.asRelativePath(workspaceFolder.with({ path: target }))
		: baseNameOf(target);
	const what = fileTitle(path, variants.length);
	const derive: readonly (readonly [ImageFix, string])[] =
		source === undefined
			? []
			: [['derive', l10n.t('Create {0} from "{1}" (free)', what, baseNameOf(source.path))]];
	const generate = image.isVague ? l10n.t('Generate {0}…', what) : l10n.t('Generate {0}', what);
	return [
		...derive,
		['generate', titleWithPrice(generate, workspaceFolder)],
		['placeholder', l10n.t('Create Free Placeholder')],
		['prompt', l10n.t('Edit Prompt First…')],
	];
}

/** `"hero.webp" and 2 More Sizes` */
function fileTitle(path: string, more: number): string {
	return more === 0
		? `"${path}"`
		: plural(
				more,
				l10n.t('"{0}" and {1} More Size', path, numberText(more)),
				l10n.t('"{0}" and {1} More Sizes', path, numberText(more)),
			);
}
