import assert from 'node:assert/strict';
import { webviewHtml } from '../../../src/host/ui/webviewHtml.ts';

suite('webview HTML', () => {
	const html = () =>
		webviewHtml({
			cspSource: 'https://*.example',
			title: 'Review: </title><script>"&.webp',
			script: 'https://x.example/a.js?a=1&b="',
			styles: ['https://x.example/a.css', 'https://x.example/b.css?"'],
		});

	test('allows its own script and style, local images, and nothing else', () => {
		const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html()) ?? [];
		assert.deepEqual(policy.replace(/nonce-[\w-]{22}'/, "nonce-…'").split('; '), [
			"default-src 'none'",
			'img-src https://*.example',
			"script-src 'nonce-…'",
			'style-src https://*.example',
			"base-uri 'none'",
			"form-action 'none'",
		]);
		assert.doesNotMatch(html(), /unsafe|style=|onload|<script>/);
	});

	test('every page has a nonce of its own', () => {
		const nonces = Array.from({ length: 100 }, () => /nonce="([^"]+)"/.exec(html())?.[1]);
		assert.equal(new Set(nonces).size, 100);
	});

	test('text and addresses stay text and addresses', () => {
		assert.ok(html().includes('<title>Review: &lt;/title&gt;&lt;script&gt;&quot;&amp;.webp</title>'));
		assert.ok(html().includes('src="https://x.example/a.js?a=1&amp;b=&quot;"'));
		assert.deepEqual(html().match(/(?<=<link rel="stylesheet" href=")[^"]*/g), [
			'https://x.example/a.css',
			'https://x.example/b.css?&quot;',
		]);
	});
});
