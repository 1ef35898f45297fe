import { decodeEntities } from '../text/entities.ts';

/** Decodes what is written at a place by the rules of that place. */
export type Decode = (written: string) => string;

/** The longest path that is read, in UTF-16 units; anything longer is taken for data. */
export const longestPath = 1024;

/** What marks a path as not plain text: interpolations, globs, placeholders (`IMG_URL/`), control characters. */
const notLiteral =
	// eslint-disable-next-line no-control-regex -- control characters are what it looks for
	/[\u0000-\u001f*<>{|}]|\$\(|\[\w*(?::\w+)?\]|%\(|%[sd]\b|%[A-Z_]{3,}%|%%|\bvar\(|^[A-Z_]{1,40}_(?:URL|PATH|DIR|ROOT)\//;

const elsewhere = /^(?:[a-z][a-z\d+.-]*:|[\\/]{2})/i;
const imageName = /[^/]\.(?:png|jpe?g|webp|ico)$/i;
/** Placeholders that a site generator replaces with the site's address. */
const siteAddress =
	/^(?:\{(?:base|assets)\}|%(?:PUBLIC_URL|BASE_URL|sveltekit\.assets)%|<%[=-]?\s{0,9}BASE_URL\s{0,9}%>|\{\{-?\s{0,9}(?:site\.(?:base)?url|\$?\.Site\.BaseURL|base_?url|SITEURL(?=\s{0,9}\}\}\/theme\/))\s{0,9}(?:\|[^{}|]{0,40})?-?\}\})+\/?/i;

/** A path that a filter of Jekyll, Hugo or Eleventy puts after the site's address. */
const filtered =
	/^\{\{-?\s{0,9}(["'])(?![a-z][a-z\d+.-]{0,30}:|[\\/]{2})\/?([^"'{}|]{1,500})\1\s{0,9}\|\s{0,9}(?:relative_url|absolute_url|rel(?:Lang)?URL|abs(?:Lang)?URL|url)\s{0,9}-?\}\}$/;

/**
 * The path in a URL reference, without query and fragment, percent-encoding decoded, with `/` between its segments.
 * Undefined where it doesn't name a PNG, JPEG, WebP or ICO file, leads out of the site, or isn't known before a
 * template runs.
 */
export function imagePath(written: string): string | undefined {
	const url = /^[%<{]/.test(written) ? written.replace(filtered, '/$2').replace(siteAddress, '/') : written;
	if (url.length > longestPath || notLiteral.test(url) || elsewhere.test(url)) {
		return undefined;
	}
	const end = url.search(/[?#]/);
	const path = percentDecoded((end < 0 ? url : url.slice(0, end)).replaceAll('\\', '/')).trim();
	return imageName.test(path) && !path.includes('\0') ? path : undefined;
}

/** Percent-encoding decoded where it is UTF-8; the rest stays as it is. */
function percentDecoded(text: string): string {
	return text.replace(/(?:%[\da-f]{2})+/gi, run => {
		try {
			return decodeURIComponent(run);
		} catch {
			return run;
		}
	});
}

/** The value of an attribute of HTML or JSX. */
export const fromAttribute: Decode = written => (written.includes('&') ? decodeEntities(written) : written);

/** A destination, title or text of Markdown. */
export const fromMarkdown: Decode = written =>
	/[\\&]/.test(written)
		? written.replace(
				/\\([!-/:-@[-`{-~])|&#?\w{1,8};/g,
				(whole: string, escaped?: string) => escaped ?? decodeEntities(whole),
			)
		: written;

/** Where nothing is escaped. */
export const asWritten: Decode = written => written;

/** A string or URL of CSS. */
export const fromStyles: Decode = written =>
	written.includes('\\')
		? written.replace(/\\(?:([\da-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\r\n\f])|([^]))/gi, (...found) => {
				const [, hex, , character] = found as (string | undefined)[];
				return hex === undefined ? (character ?? '') : codePoint(Number.parseInt(hex, 16));
			})
		: written;

const scriptEscapes: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	b: '\b',
	f: '\f',
	v: '\v',
};

/** The inside of a string of JavaScript. */
export const fromScript: Decode = written =>
	written.includes('\\')
		? written.replace(
				/\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|x([\da-f]{2})|(\r\n|[\r\n])|([^]))/gi,
				(...found) => {
					const [, braced, four, two, , character = ''] = found as (string | undefined)[];
					const hex = braced ?? four ?? two;
					return hex === undefined
						? (scriptEscapes[character] ?? character)
						: String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff));
				},
			)
		: written;

/**
 * The string of an `import` or `require()` as a URL: bundlers treat it as a path, in which `%20` is not a space, and
 * `#` begins an alias.
 */
export const fromSpecifier: Decode = written =>
	fromScript(written).replaceAll('%', '%25').replace(/^#/, '%23');

function codePoint(code: number): string {
	return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
