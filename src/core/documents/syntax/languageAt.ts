import { linkLanguage } from '../languages.ts';
import type { Region } from '../tags.ts';
import { embeddedLanguage } from './embeddedLanguage.ts';
import { scanMarkup, type Markup } from './scanMarkup.ts';

/**
 * The language at an offset of a document: within markup that of a script, a stylesheet or a block of data, elsewhere the
 * document's own. The document is read once, at the first question.
 */
export function createLanguageAt(
	text: string,
	languageId: string,
	fileName: string,
): (offset: number) => string {
	const language = linkLanguage(languageId, fileName);
	if (language?.family !== 'markup') {
		return () => languageId;
	}
	let markup: Markup | undefined;
	return offset => {
		markup ??= scanMarkup(text, language);
		const isHere = ({ start, end }: Region) => start <= offset && offset < end;
		const raw = markup.raws.find(isHere);
		if (raw === undefined) {
			const island = markup.islands.find(isHere)?.languageId ?? '';
			return island === '' ? languageId : island;
		}
		if (raw.tag === undefined && language.frontMatter === true) {
			return 'typescript';
		}
		const embedded = embeddedLanguage(text, raw);
		switch (embedded.kind) {
			case 'script':
				return embedded.jsx ? 'typescriptreact' : 'typescript';
			case 'styles':
			case 'code':
				return embedded.languageId;
			default:
				return languageId;
		}
	};
}
