import { randomBytes } from 'node:crypto';

export interface WebviewPage {
	readonly title: string;
	/** The webview's own. */
	readonly cspSource: string;
	/** Addresses that the webview may load: a single script, as esbuild.js builds it, and its styles in order. */
	readonly script: string;
	readonly styles: readonly string[];
	/** Whether images may also be created by the page, from bytes that it was sent. */
	readonly showsBytes?: boolean;
	/** Where the page is shown, for its style. */
	readonly place?: string;
	/** The page's texts in the user's language, by their English template. */
	readonly texts?: Readonly<Record<string, string>>;
	/** BCP 47, for numbers and dates. */
	readonly language?: string;
}

/**
 * The HTML of a webview: only its own script and styles, which build the rest. Nothing inline runs, images load
 * only from `localResourceRoots`, and no other requests are possible.
 */
export function webviewHtml(page: WebviewPage): string {
	const { title, cspSource, script, styles, showsBytes = false } = page;
	const { place = 'panel', texts = {}, language = 'en' } = page;
	const nonce = randomBytes(16).toString('base64url');
	const policy = [
		"default-src 'none'",
		`img-src ${cspSource}${showsBytes ? ' blob:' : ''}`,
		`script-src 'nonce-${nonce}'`,
		`style-src ${cspSource}`,
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
	return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${styles.map(style => `<link rel="stylesheet" href="${escapeHtml(style)}">`).join('\n')}
<script defer nonce="${nonce}" src="${escapeHtml(script)}"></script>
</head>
<body data-place="${escapeHtml(place)}" data-texts="${escapeHtml(JSON.stringify(texts))}"></body>
</html>
`;
}

function escapeHtml(text: string): string {
	const entities: Readonly<Record<string, string>> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
	};
	return text.replace(/[&<>"]/g, character => entities[character] ?? character);
}
