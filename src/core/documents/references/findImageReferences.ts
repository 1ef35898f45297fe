import { linkLanguage, linkLanguages, type LinkLanguage } from '../languages.ts';
import { findInManifest, manifestKind } from './findInManifest.ts';
import { findInMarkdown } from './findInMarkdown.ts';
import { findInMarkup } from './findInMarkup.ts';
import { findInScript } from './findInScript.ts';
import { findInStyles, hasLineComments } from './findInStyles.ts';
import { createCollector } from './collector.ts';
import { imageMarks } from './imageMarks.ts';
import type { ImageReference, SourceDocument } from './imageReference.ts';

/**
 * The image references of a document, in order of their places. Takes time linear in the text's length, whatever it
 * holds; never throws. None in a language other than Markdown, markup, scripts and stylesheets, nor in JSON that
 * isn't a manifest.
 */
export function findImageReferences(document: SourceDocument): readonly ImageReference[] {
	const marks = imageMarks(document.text);
	const manifest = manifestKind(document.fileName);
	const language = manifest === undefined ? languageOf(document) : undefined;
	if (marks.length === 0 || (language === undefined && manifest === undefined)) {
		return [];
	}
	const collector = createCollector(document.text, marks);
	if (manifest !== undefined || language === undefined) {
		findInManifest(collector, manifest ?? 'web');
		return collector.finish();
	}
	const all = { start: 0, end: document.text.length };
	if (language.family === 'markdown') {
		findInMarkdown(collector, language.languageIds.includes('mdx'));
	} else if (language.family === 'markup') {
		findInMarkup(collector, language);
	} else if (language.family === 'script') {
		findInScript(collector, all, !isTypeScript(document));
	} else if (language.family === 'styles') {
		findInStyles(collector, all, { lineComments: hasLineComments(document.languageId, document.fileName) });
	}
	return collector.finish();
}

function languageOf(document: SourceDocument): LinkLanguage | undefined {
	return isTypeScript(document)
		? linkLanguages.find(({ family }) => family === 'script')
		: linkLanguage(document.languageId, document.fileName);
}

/** TypeScript without JSX, where `<a>b` is a cast. */
function isTypeScript({ languageId, fileName }: SourceDocument): boolean {
	return languageId === 'typescript' || (languageId === 'plaintext' && /\.[mc]?ts$/i.test(fileName));
}
