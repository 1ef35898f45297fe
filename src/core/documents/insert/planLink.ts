import { codeSyntax } from '../codeLanguages.ts';
import { shortAlt } from './shortAlt.ts';
import { target, type Target } from './target.ts';
import type { LinkRequest, Planned } from './linkEdit.ts';
import { linkLanguage } from '../languages.ts';
import { planAsciiDoc } from './planAsciiDoc.ts';
import { planCode, planPlain } from './planCode.ts';
import { planLatex } from './planLatex.ts';
import { planMarkdown } from './planMarkdown.ts';
import { planMarkup } from './planMarkup.ts';
import { planMatter } from './planMatter.ts';
import { planPug } from './planPug.ts';
import { planRst } from './planRst.ts';
import { planScript } from './planScript.ts';
import { planStyles } from './planStyles.ts';
import { planTypst } from './planTypst.ts';
import { planXml, xmlLanguages } from './planXml.ts';
import { pastPragma } from './pragmas.ts';
import { frontMatter } from '../syntax/frontMatter.ts';
import { scanScript } from '../syntax/scanScript.ts';

/**
 * The edit that puts a link to an asset at a selection. `insert` adds it below whole lines or right after the
 * selection, `replace` writes it over the selected text. Where the language has no image syntax, the path goes in a
 * comment or string, so that the code still compiles. A reason where no such place exists (a whole line of JSON):
 * then nothing is written, and the caller offers the link. Takes time linear in the document's length.
 */
export function planLink(request: LinkRequest): Planned {
	const to = target({ ...request, alt: shortAlt(request.alt) });
	return planIn(pastPragma(to)) ?? planIn(to) ?? 'noComment';
}

/** What front matter begins with; other text may stand between rules. */
const entry = /^\s*(?:#|---|\+\+\+|["']?[\w-]+["']?\s*[:=])/;

function planIn(to: Target): Planned | undefined {
	const language = linkLanguage(to.languageId, to.fileName);
	const isPug =
		/^(?:pug|jade)$/.test(to.languageId) ||
		(to.languageId === 'plaintext' && /\.(?:pug|jade)$/i.test(to.fileName));
	const mayHaveMatter =
		isPug ||
		/^(?:asciidoc|styles)$/.test(language?.family ?? '') ||
		(language?.family === 'markup' && !language.blocks && !language.frontMatter);
	const matter = mayHaveMatter ? frontMatter(to.text) : undefined;
	if (matter && to.end <= matter.after && (!matter.isHashed || entry.test(to.text.slice(matter.start)))) {
		return matter.isHashed ? planMatter(to, matter) : 'noComment';
	}
	switch (language?.family) {
		case 'markdown':
			return planMarkdown(to, language);
		case 'markup':
			return planMarkup(to, language);
		case 'script':
			return planScript(to, language);
		case 'styles':
			return planStyles(to, language, to.languageId);
		case 'restructuredtext':
			return planRst(to, language);
		case 'asciidoc':
			return planAsciiDoc(to, language);
		case 'latex':
			return planLatex(to, language);
		case 'typst':
			return planTypst(to, language);
		case undefined: {
			if (xmlLanguages.has(to.languageId)) {
				return planXml(to);
			}
			if (isPug) {
				return planPug(to);
			}
			const syntax = codeSyntax(to.languageId);
			// TypeScript's regular expressions and templates need a scanner that knows them.
			const spans = to.languageId === 'typescript' ? scanScript(to.text, false).spans : undefined;
			return syntax ? planCode(to, syntax, spans) : planPlain(to);
		}
	}
}
