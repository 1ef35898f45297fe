import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface LoopbackProxy extends AsyncDisposable {
	readonly url: string;
	/** `CONNECT host:port` and `GET http://host/path`, as received. */
	readonly requests: readonly string[];
	close(): Promise<void>;
}

/** A forward proxy that connects every host to one port of this machine, by CONNECT or by absolute URL. */
export async function startLoopbackProxy(targetPort: number, refuse = false): Promise<LoopbackProxy> {
	const requests: string[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((incoming, response) => {
		requests.push(`${incoming.method ?? ''} ${incoming.url ?? ''}`);
		const { pathname, search } = new URL(incoming.url ?? '', 'http://proxy.invalid');
		const options = {
			host: '127.0.0.1',
			port: targetPort,
			path: pathname + search,
			method: incoming.method,
			headers: incoming.headers,
		};
		const onward = forward(options, answer => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.on('error', () => response.destroy());
		incoming.pipe(onward);
	});
	server.on('connect', (incoming, client: Socket) => {
		requests.push(`CONNECT ${incoming.url ?? ''}`);
		sockets.add(client);
		if (refuse) {
			client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
			return;
		}
		const upstream = connect(targetPort, '127.0.0.1', () => {
			client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
			upstream.pipe(client).pipe(upstream);
		});
		sockets.add(upstream);
		upstream.on('error', () => client.destroy());
		client.on('error', () => upstream.destroy());
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const close = async () => {
		for (const socket of sockets) {
			socket.destroy();
		}
		server.closeAllConnections();
		server.close();
		await once(server, 'close');
	};
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		requests,
		close,
		[Symbol.asyncDispose]: close,
	};
}
