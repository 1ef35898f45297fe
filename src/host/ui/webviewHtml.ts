import { randomBytes } from 'node:crypto';

export interface WebviewPage {
	readonly title: string;
	/** The webview's own. */
	readonly cspSource: string;
	/** Addresses that the webview may load: a single script, as esbuild.js builds it, and its styles in order. */
	readonly script: string;
	readonly styles: readonly string[];
}

/**
 * The HTML of a webview: only its own script and styles, which build the rest. Nothing inline runs, images load
 * only from `localResourceRoots`, and no other requests are possible.
 */
export function webviewHtml({ title, cspSource, script, styles }: WebviewPage): string {
	const nonce = randomBytes(16).toString('base64url');
	const policy = [
		"default-src 'none'",
		`img-src ${cspSource}`,
		`script-src 'nonce-${nonce}'`,
		`style-src ${cspSource}`,
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
${styles.map(style => `<link rel="stylesheet" href="${escapeHtml(style)}">`).join('\n')}
<script defer nonce="${nonce}" src="${escapeHtml(script)}"></script>
</head>
<body></body>
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
