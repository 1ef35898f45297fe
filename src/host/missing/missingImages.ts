import {
	Diagnostic,
	DiagnosticSeverity,
	Disposable,
	languages,
	Range,
	workspace,
	type TextDocument,
	type Uri,
} from 'vscode';
import { baseNameOf } from '../../core/assets/assetPath.ts';
import { sizeFacts } from '../../core/images/pixelSize.ts';
import { findImageReferences } from '../../core/documents/references/findImageReferences.ts';
import type { ImageReference } from '../../core/documents/references/imageReference.ts';
import {
	groupMissing,
	missingAmong,
	type MissingImage,
	type MissingReference,
} from '../../core/documents/missing/missing.ts';
import { longestDocument, marksMissing } from '../../core/documents/missing/missingLanguages.ts';
import { nearestAspectRatio } from '../../core/images/orientation.ts';
import { shorten } from '../../core/text/shorten.ts';
import { settingSection } from '../contributions.ts';
import { createThrottle } from '../ui/throttle.ts';
import { createFileExistence, type FileExistence } from './fileExistence.ts';
import { placeIn } from '../workspace/places.ts';

/** Milliseconds without a change after which a document is looked at again. */
const rest = 200;
/** Least milliseconds between two looks at all documents. */
const lookEvery = 100;

export const diagnosticSource = 'Image Assets';
export const diagnosticCode = 'missing-image';

/** A reference to a missing image, where it stands. */
export interface Mark {
	readonly range: Range;
	readonly missing: MissingReference;
	/** VS Code's own validation of links reports it. */
	readonly reported: boolean;
}

/** Knows and marks the missing images of the open documents. */
export interface MissingImages {
	readonly existence: FileExistence;
	/** Those of a document as it is now; none where the user wants no marks. */
	marksOf(document: TextDocument): Promise<readonly Mark[]>;
	dispose(): void;
}

interface Found {
	readonly version: number;
	readonly references: readonly ImageReference[];
}

export function createMissingImages(): MissingImages {
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
		// What is asked for below takes time; the text may change meanwhile.
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

/** Undefined where the user wants no marks. */
function severityOf(scope: Uri): DiagnosticSeverity | undefined {
	const wanted = workspace.getConfiguration(settingSection, scope).get<unknown>('missingImages');
	return typeof wanted === 'string' && wanted in severities
		? severities[wanted]
		: DiagnosticSeverity.Information;
}

/** Of HTML in Markdown, VS Code validates `src` alone. */
function isValidated({ kind, start }: ImageReference, from: number): boolean {
	return start >= from && (kind === 'markdown' || kind === 'html');
}

/** The offset from which on VS Code validates a document's links itself, which it does behind the front matter. */
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
function messageOf({ target, otherSpelling }: MissingReference, image: MissingImage | undefined): string {
	const name = baseNameOf(target);
	if (otherSpelling !== undefined) {
		return `${name} does not exist, but ${otherSpelling} does.`;
	}
	if (image === undefined || image.isVague) {
		return `${name} does not exist.`;
	}
	const { size } = image;
	const facts = size === undefined ? [] : sizeFacts(size, nearestAspectRatio(size));
	return [`${name} does not exist. Prompt: “${shorten(image.prompt, 200)}”`, ...facts].join(' · ');
}
