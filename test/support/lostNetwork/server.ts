import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';

/**
 * The service in its own network: counts the create calls that it has received completely, and is cut off before it
 * answers the first one. Prints `ready`, and then the count after each call.
 */
let posts = 0;

createServer((incoming, response) => {
	incoming.resume().once('end', () => {
		if (incoming.method === 'POST') {
			posts += 1;
			console.log(`posts ${posts}`);
			// By then, neither this answer nor the last acknowledgement gets out.
			setTimeout(() => response.end('{"job_id":"abc","status":"pending"}'), 500);
			return;
		}
		response.end('{}');
		setTimeout(() => {
			execFileSync('ip', ['route', 'add', 'blackhole', '10.9.0.1/32']);
			execFileSync('ip', ['link', 'set', 'inner', 'arp', 'off']);
		}, 200);
	});
}).listen(8080, '10.9.0.2', () => {
	console.log('ready');
});
