import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer, type TlsOptions } from 'node:tls';
import { selfSigned } from './selfSigned.ts';

export interface TlsFront extends AsyncDisposable {
	/** `https://127.0.0.1:<port>` */
	readonly origin: string;
	/** Connections on which a client sent something after the handshake. */
	readonly used: () => number;
}

/** Terminates TLS, with an untrusted certificate, in front of one port of this machine. */
export async function startTlsFront(targetPort: number, options: TlsOptions = {}): Promise<TlsFront> {
	const sockets = new Set<Socket>();
	let used = 0;
	const server = createServer({ ...selfSigned(), ...options }, client => {
		client.once('data', () => {
			used += 1;
		});
		const upstream = connect(targetPort, '127.0.0.1');
		client.pipe(upstream).pipe(client);
		upstream.on('error', () => client.destroy());
		client.on('error', () => upstream.destroy());
		sockets.add(upstream);
	});
	server.on('connection', (socket: Socket) => sockets.add(socket));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
		used: () => used,
		[Symbol.asyncDispose]: async () => {
			const closed = once(server, 'close');
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
			await closed;
		},
	};
}
