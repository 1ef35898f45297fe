import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';

/**
 * A service that takes a POST whole, and of which nothing comes back any more after the first GET: so the client sends
 * its last segments again until the connection fails with `read EHOSTUNREACH`, made by a real kernel.
 */
let posts = 0;
createServer((request, response) => {
	request.resume();
	request.on('end', () => {
		if (request.method === 'GET') {
			response.end('{}');
			setTimeout(vanish, 200);
			return;
		}
		posts += 1;
		process.stdout.write(`post ${posts}\n`);
		response.end('{"job_id":"abc","status":"pending"}');
	});
}).listen(8080, '10.9.0.2', () => process.stdout.write('ready\n'));

/** From now on nothing leaves this host, and nobody finds it. */
function vanish(): void {
	execFileSync('ip', ['route', 'add', 'blackhole', '10.9.0.1/32']);
	execFileSync('ip', ['link', 'set', 'there', 'arp', 'off']);
}
