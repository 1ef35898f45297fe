import { workspace } from 'vscode';
import type { Fetch, Http } from '../../core/api/fetch.ts';
import type { ProxySettings } from './undiciFetch.ts';

/**
 * VS Code's own `fetch`, which knows its proxy settings and certificates. For hosts where it doesn't, our own client,
 * loaded on first use.
 */
export function createHttp(): Http {
	let made: { readonly for: string; readonly fetch: Fetch } | undefined;
	return {
		fetch: (input, init) => globalThis.fetch(input, init),
		async loadFallback() {
			const { createUndiciFetch } = await import('./undiciFetch.ts');
			const settings = readProxySettings();
			const key = JSON.stringify(settings);
			if (made?.for !== key) {
				made = { for: key, fetch: createUndiciFetch(settings) };
			}
			return made.fetch;
		},
	};
}

function readProxySettings(): ProxySettings {
	const http = workspace.getConfiguration('http');
	const proxy = http.get<string>('proxySupport') === 'off' ? '' : http.get<string>('proxy');
	return {
		proxy: proxy === '' && http.get<string>('proxySupport') !== 'off' ? undefined : proxy,
		noProxy: http.get<string[]>('noProxy', []),
		strictSsl: http.get('proxyStrictSSL', true),
	};
}
