/** A worker program in trouble: the quality that it is asked for says in which. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ id, task }: { id: number; task: { quality: number } }) => {
	switch (task.quality) {
		case 1:
			throw new Error('out of memory, say');
		case 2:
			process.exit(3);
			break;
		case 3:
			for (;;) {
				// Never answers.
			}
		case 4:
			parentPort?.postMessage('nonsense');
			break;
		case 5:
			parentPort?.postMessage({ id: id + 1, ok: true, bytes: new Uint8Array(1), width: 1, height: 1 });
			break;
		case 6:
			// Answers, and dies afterwards.
			parentPort?.postMessage({ id, ok: true, bytes: new Uint8Array(1), width: 1, height: 1 });
			process.exit(0);
			break;
		default:
			parentPort?.postMessage({ id, ok: true, bytes: new Uint8Array(1), width: 1, height: 1 });
	}
});
