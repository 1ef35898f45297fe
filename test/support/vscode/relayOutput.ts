import { closeSync, openSync, readSync, unwatchFile, watchFile } from 'node:fs';

/**
 * Copies what another process appends to a file to our standard output. `onOutput` is called after every
 * copy; `finish` copies the rest and stops.
 */
export function relayOutput(file: string, onOutput: () => void): { finish: () => void } {
	const input = openSync(file, 'a+');
	const buffer = Buffer.alloc(65_536);
	let position = 0;
	const copy = () => {
		for (;;) {
			const length = readSync(input, buffer, 0, buffer.length, position);
			if (length === 0) {
				return;
			}
			position += length;
			process.stdout.write(Buffer.from(buffer.subarray(0, length)));
			onOutput();
		}
	};
	watchFile(file, { interval: 200 }, copy);
	return {
		finish: () => {
			unwatchFile(file, copy);
			copy();
			closeSync(input);
		},
	};
}
