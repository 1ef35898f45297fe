import {
	Diagnostic,
	DiagnosticSeverity,
	Disposable,
	l10n,
	languages,
	Range,
	type TextDocument,
	type Uri,
	workspace,
} from 'vscode';
import { findImageReferences } from '../../core/documents/references/findImageReferences.ts';
import type { ImageReference } from '../../core/documents/references/imageReference.ts';
import {
	groupMissing,
	misspelled,
	missingAmong,
	type MissingImage,
	type MissingReference,
} from '../../core/documents/missing/missing.ts';
import { longestDocument, marksMissing } from '../../core/documents/missing/missingLanguages.ts';
import { nearestAspectRatio } from '../../core/images/orientation.ts';
import { shorten } from '../../core/text/shorten.ts';
import { settingSection } from '../contributions.ts';
import { createThrottle } from '../ui/throttle.ts';
import { createFileExistence } from './fileExistence.ts';
import { placeIn } from '../workspace/places.ts';
import { sizeTexts } from '../texts/sizeTexts.ts';

/** Milliseconds without a change before a document is checked again. */
const rest = 200;
/** Minimum milliseconds between two checks of all documents. */
const lookEvery = 100;

const diagnosticSource = 'Image Assets';
const diagnosticCode = 'missing-image';

/** A reference to a missing image, and its range. */
export interface Mark {
	readonly range: Range;
	readonly missing: MissingReference;
	/** Whether VS Code's own link validation reports it. */
	readonly reported: boolean;
}

export type MissingImages = ReturnType<typeof createMissingImages>;

interface Found {
	readonly version: number;
	readonly references: readonly ImageReference[];
}

/** Finds and marks the missing images of open documents. */
export function createMissingImages() {
	const existence = createFileExistence();
	const diagnostics = languages.createDiagnosticCollection('imageAssets.missing');
	const found = new WeakMap<TextDocument, Found>();
	const waiting = new Map<TextDocument, NodeJS.Timeout>();
	let disposed = false;

	function referencesOf(document: TextDocument): readonly ImageReference[] {
		const before = found.get(document);
		if (before?.version === document.version) {
			return before.references;
		}
		const { languageId, fileName, version } = document;
		const text = document.getText();
		const references =
			text.length > longestDocument ? [] : findImageReferences({ text, languageId, fileName });
		found.set(document, { version, references });
		return references;
	}

	async function marksOf(document: TextDocument): Promise<readonly Mark[]> {
		const folder = folderOf(document);
		if (folder === undefined || severityOf(document.uri) === undefined) {
			return [];
		}
		const references = referencesOf(document);
		// The lookup below takes time, and the text may change meanwhile.
		const ranges = new Map(references.map(each => [each, rangeOf(document, each)]));
		const validated = validatedFrom(document);
		const place = placeIn(folder, document.uri);
		const missing = await missingAmong(references, place, existence.places(folder));
		return missing.flatMap(each => {
			const range = ranges.get(each.reference);
			return range ? [{ range, missing: each, reported: isValidated(each.reference, validated) }] : [];
		});
	}

	async function mark(document: TextDocument): Promise<void> {
		const { version, uri } = document;
		const marks = await marksOf(document);
		const severity = severityOf(uri);
		if (!disposed && !document.isClosed && document.version === version) {
			diagnostics.set(
				uri,
				severity === undefined
					? []
					: diagnosticsOf(
							marks.filter(({ reported }) => !reported),
							severity,
						),
			);
		}
	}

	function markSoon(document: TextDocument, wait: number): void {
		clearTimeout(waiting.get(document));
		waiting.delete(document);
		if (isMarked(document)) {
			const timer = setTimeout(() => {
				waiting.delete(document);
				void mark(document);
			}, wait);
			waiting.set(document, timer);
		}
	}

	function forget(document: TextDocument): void {
		clearTimeout(waiting.get(document));
		waiting.delete(document);
		diagnostics.delete(document.uri);
	}

	const all = createThrottle(lookEvery, async () => {
		// The folder of an open document may have left the workspace.
		workspace.textDocuments.filter(document => !isMarked(document)).forEach(forget);
		await Promise.all(workspace.textDocuments.filter(isMarked).map(mark));
	});
	const subscriptions = Disposable.from(
		existence,
		diagnostics,
		all,
		existence.onDidChange(all.ask),
		workspace.onDidOpenTextDocument(document => {
			markSoon(document, 0);
		}),
		workspace.onDidCloseTextDocument(forget),
		workspace.onDidChangeTextDocument(({ document }) => {
			markSoon(document, rest);
		}),
		workspace.onDidChangeWorkspaceFolders(all.ask),
		workspace.onDidChangeConfiguration(event => {
			if (
				event.affectsConfiguration(`${settingSection}.missingImages`) ||
				event.affectsConfiguration('markdown.validate')
			) {
				all.ask();
			}
		}),
	);
	all.ask();
	return {
		existence,
		/** The marks for a document's current text; empty if the user has turned them off. */
		marksOf,
		dispose: () => {
			disposed = true;
			for (const timer of waiting.values()) {
				clearTimeout(timer);
			}
			subscriptions.dispose();
		},
	};
}

const isMarked = (document: TextDocument): boolean =>
	marksMissing(document.languageId, document.fileName) && folderOf(document) !== undefined;

function folderOf({ uri }: TextDocument): Uri | undefined {
	return workspace.getWorkspaceFolder(uri)?.uri;
}

function rangeOf(document: TextDocument, { start, end }: ImageReference): Range {
	return new Range(document.positionAt(start), document.positionAt(end));
}

const severities: Readonly<Record<string, DiagnosticSeverity | undefined>> = {
	off: undefined,
	hint: DiagnosticSeverity.Hint,
	information: DiagnosticSeverity.Information,
	warning: DiagnosticSeverity.Warning,
};

/** Undefined if the user has turned the marks off. */
function severityOf(scope: Uri): DiagnosticSeverity | undefined {
	const wanted = workspace.getConfiguration(settingSection, scope).get<unknown>('missingImages');
	return typeof wanted === 'string' && wanted in severities
		? severities[wanted]
		: DiagnosticSeverity.Information;
}

/** For HTML in Markdown, VS Code validates only `src`. */
function isValidated({ kind, start }: ImageReference, from: number): boolean {
	return start >= from && (kind === 'markdown' || kind === 'html');
}

/** The offset from which VS Code validates a document's links itself: the end of the front matter. */
function validatedFrom(document: TextDocument): number {
	const validate = workspace.getConfiguration('markdown.validate', document);
	if (
		document.languageId !== 'markdown' ||
		validate.get<unknown>('enabled') !== true ||
		validate.get<unknown>('fileLinks.enabled') === 'ignore'
	) {
		return Infinity;
	}
	return /^---[ \t]*\r?\n[^]*?\n---[ \t]*(?:\r?\n|$)/.exec(document.getText())?.[0].length ?? 0;
}

function diagnosticsOf(marks: readonly Mark[], severity: DiagnosticSeverity): Diagnostic[] {
	const images = new Map(
		groupMissing(marks.map(({ missing }) => missing)).flatMap(image =>
			image.references.map(reference => [reference, image] as const),
		),
	);
	return marks.map(({ range, missing }) => {
		const diagnostic = new Diagnostic(range, messageOf(missing, images.get(missing)), severity);
		diagnostic.source = diagnosticSource;
		diagnostic.code = diagnosticCode;
		return diagnostic;
	});
}

/** `stairs.png does not exist. Prompt: “A spiral staircase” · 600 × 400` */
function messageOf(reference: MissingReference, image: MissingImage | undefined): string {
	const { otherSpelling } = reference;
	const name = misspelled(reference);
	const missing = l10n.t("{0} doesn't exist.", name);
	if (otherSpelling !== undefined) {
		return l10n.t("{0} doesn't exist, but {1} does.", name, otherSpelling);
	}
	if (image === undefined || image.isVague) {
		return missing;
	}
	const { size } = image;
	const facts = size === undefined ? [] : sizeTexts(size, nearestAspectRatio(size));
	return [
		l10n.t({
			message: '{0} Prompt: “{1}”',
			args: [missing, shorten(image.prompt, 200)],
			comment: ['A sentence, and the prompt of the image'],
		}),
		...facts,
	].join(' · ');
}
