import { getCACertificates } from 'node:tls';
import type { Fetch } from '../../core/api/fetch.ts';
import { EnvHttpProxyAgent, fetch } from './undici/undici.ts';

/** VS Code's `http.*` settings for outgoing connections. */
export interface ProxySettings {
	/** `http.proxy`; undefined = the environment's. */
	readonly proxy: string | undefined;
	/** `http.noProxy`: hosts, added to the environment's `NO_PROXY`. */
	readonly noProxy: readonly string[];
	/** `http.proxyStrictSSL`: whether certificates are checked. */
	readonly strictSsl: boolean;
}

/** Our own `fetch`: goes through the proxy of the settings or the environment, and trusts the system's certificates. */
export function createUndiciFetch(settings: ProxySettings): Fetch {
	const tls = {
		ca: [...getCACertificates('default'), ...getCACertificates('system')],
		rejectUnauthorized: settings.strictSsl,
	};
	const environment = process.env.no_proxy ?? process.env.NO_PROXY;
	const noProxy = [...settings.noProxy, ...(environment === undefined ? [] : [environment])];
	const dispatcher = new EnvHttpProxyAgent({
		// Over HTTP/2, undici may resend a request by itself if the server refuses a stream or is closing.
		allowH2: false,
		connect: tls,
		requestTls: tls,
		...(settings.proxy === undefined ? {} : { httpProxy: settings.proxy, httpsProxy: settings.proxy }),
		...(noProxy.length === 0 ? {} : { noProxy: noProxy.join(',') }),
	});
	// The clients behave the same by the standard; only their type declarations differ.
	const send = fetch as unknown as (input: unknown, init: unknown) => ReturnType<Fetch>;
	return (input, init) => send(input, { ...init, dispatcher });
}
