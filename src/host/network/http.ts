import { workspace } from 'vscode';
import type { Fetch, Http } from '../../core/api/fetch.ts';
import type { ProxySettings } from './undiciFetch.ts';

/**
 * VS Code's own `fetch`, which knows its proxy settings and certificates; and for hosts where it does not, a
 * client of our own that is loaded when it is first needed.
 */
export function createHttp(): Http {
	let fallback: Promise<Fetch> | undefined;
	return {
		fetch: (input, init) => globalThis.fetch(input, init),
		loadFallback: () =>
			(fallback ??= import('./undiciFetch.ts').then(module => module.createUndiciFetch(readProxySettings()))),
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
