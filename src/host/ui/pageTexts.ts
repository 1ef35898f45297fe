import { readFileSync } from 'node:fs';
import { env, Uri, type ExtensionContext } from 'vscode';

/** The texts of the pages, and the language in which they format numbers. */
interface PageTexts {
	readonly texts: Readonly<Record<string, string>>;
	readonly language: string;
}

const english: PageTexts = { texts: {}, language: 'en' };

/** The texts of the pages in the display language; if there are none, the pages use their English ones. */
export function pageTexts({ extensionUri }: Pick<ExtensionContext, 'extensionUri'>): PageTexts {
	const { language } = env;
	if (language === 'en' || !/^[a-z]+(-[a-z]+)*$/i.test(language)) {
		return english;
	}
	try {
		const file = Uri.joinPath(extensionUri, 'l10n', `page.l10n.${language}.json`).fsPath;
		return { texts: JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>, language };
	} catch {
		return english;
	}
}
