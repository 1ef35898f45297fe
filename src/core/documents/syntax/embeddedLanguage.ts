import type { RawContent } from './scanMarkup.ts';
import { attributeOf } from '../tags.ts';

/** The content of an element or block that isn't markup of its document. */
type Embedded =
	| { readonly kind: 'script'; readonly jsx: boolean }
	| { readonly kind: 'styles'; readonly languageId: string }
	| { readonly kind: 'code'; readonly languageId: 'json' | 'yaml' | 'toml' | 'pug' | 'sass' | 'stylus' }
	/** Markup that is shown elsewhere: a template in a script. */
	| { readonly kind: 'markup' }
	/** The text of an element that holds only text. */
	| { readonly kind: 'text' }
	| { readonly kind: 'unknown' };

const scripts =
	/^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|babel|type|j)script|text\/babel|jsx)$/i;
const data = /json|importmap|speculationrules/i;
const templates =
	/^text\/(?:html|x-template|x-handlebars(?:-template)?|template|ng-template|x-jquery-tmpl|mustache)$/i;

/** The content of an element, by its name and its attributes `type` and `lang`. */
export function embeddedLanguage(text: string, raw: RawContent): Embedded {
	const lang = value(text, raw, 'lang').toLowerCase();
	const type = value(text, raw, 'type');
	switch (raw.name) {
		case 'style': {
			const [id = 'css'] = /scss|sass|less|stylus|styl$/i.exec(lang || type) ?? [];
			return id === 'sass' || id.startsWith('styl')
				? { kind: 'code', languageId: id === 'sass' ? 'sass' : 'stylus' }
				: { kind: 'styles', languageId: id.toLowerCase() };
		}
		case 'script':
			if (lang === 'json' || data.test(type)) {
				return { kind: 'code', languageId: 'json' };
			}
			if (templates.test(type)) {
				return { kind: 'markup' };
			}
			return scripts.test(type) && /^(?:|[jt]sx?|typescript|javascript|module)$/.test(lang)
				? { kind: 'script', jsx: /^[jt]sx$/.test(lang) || /babel|jsx/i.test(type) }
				: { kind: 'unknown' };
		case 'title':
		case 'textarea':
		case 'iframe':
		case 'noembed':
		case 'noframes':
		case 'xmp':
			return { kind: 'text' };
		default:
			return blockLanguage(text, raw, lang);
	}
}

/** What a block of a component's file holds; where it doesn't state it, its first character decides. */
function blockLanguage(text: string, raw: RawContent, lang: string): Embedded {
	if (/^(?:json5?|jsonc)$/.test(lang)) {
		return { kind: 'code', languageId: 'json' };
	}
	if (/^ya?ml$/.test(lang)) {
		return { kind: 'code', languageId: 'yaml' };
	}
	if (lang === 'toml' || lang === 'pug') {
		return { kind: 'code', languageId: lang };
	}
	const isObject = /^\s*[[{]/.test(text.slice(raw.start, Math.min(raw.end, raw.start + 200)));
	return lang === '' && isObject ? { kind: 'code', languageId: 'json' } : { kind: 'unknown' };
}

function value(text: string, { tag }: RawContent, name: string): string {
	const found = tag && attributeOf(tag, name)?.value;
	return found ? text.slice(found.start, Math.min(found.end, found.start + 60)).trim() : '';
}
