import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface DeafServer extends AsyncDisposable {
	/** `http://127.0.0.1:<port>` */
	readonly origin: string;
}

/** Listens, prints the port, and then blocks forever: connections that the system queues are never accepted. */
const program = `
	const server = require('node:net').createServer();
	server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
		require('node:fs').writeSync(1, String(server.address().port));
		Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
	});
`;

/** Milliseconds within which the system makes a local connection if it makes it at all. */
const soon = 200;

/** A port whose connection queue is full, so that the system answers no further one: connecting takes forever. */
export async function startDeafServer(): Promise<DeafServer> {
	const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
	const [port] = (await once(child.stdout, 'data')) as [Buffer];
	const waiting: Socket[] = [];
	for (let connected = true; connected;) {
		const socket = connect(Number(port.toString()), '127.0.0.1').on('error', () => undefined);
		waiting.push(socket);
		connected = await Promise.race([once(socket, 'connect').then(() => true), delay(soon).then(() => false)]);
	}
	return {
		origin: `http://127.0.0.1:${port.toString()}`,
		[Symbol.asyncDispose]: async () => {
			const gone = once(child, 'exit');
			child.kill('SIGKILL');
			await gone;
			for (const socket of waiting) {
				socket.destroy();
			}
		},
	};
}
