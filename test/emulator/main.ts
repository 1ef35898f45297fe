import { parseArgs } from 'node:util';
import { startEmulator, type StartOptions } from './emulator.ts';

const usage = `node test/emulator/main.ts [--port 8787] [--time-scale 0.2] [--duration-ms 3000] [--form job|prediction]
  [--balance 5000] [--images scene|tiny]`;

/** Converts flags to options; throws on an unknown flag or a bad value. */
function startOptions(args: string[]): StartOptions {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: {
			port: text,
			'time-scale': text,
			'duration-ms': text,
			form: text,
			balance: text,
			images: text,
		},
	});
	const number = (value: string) => {
		const parsed = Number(value);
		if (value === '' || !(parsed >= 0)) {
			throw new TypeError(`"${value}" is not a number.`);
		}
		return parsed;
	};
	const oneOf = <T extends string>(value: string, ...choices: T[]): T => {
		const choice = choices.find(each => each === value);
		if (choice === undefined) {
			throw new TypeError(`"${value}" is none of ${choices.join(', ')}.`);
		}
		return choice;
	};
	return {
		port: number(values.port ?? '8787'),
		...(values['time-scale'] === undefined ? {} : { timeScale: number(values['time-scale']) }),
		...(values['duration-ms'] === undefined ? {} : { durationMs: number(values['duration-ms']) }),
		...(values.form === undefined ? {} : { form: oneOf(values.form, 'job', 'prediction') }),
		...(values.balance === undefined ? {} : { balance: number(values.balance) }),
		...(values.images === undefined ? {} : { images: oneOf(values.images, 'scene', 'tiny') }),
	};
}

let options: StartOptions;
try {
	options = startOptions(process.argv.slice(2));
} catch (error) {
	console.error(`${(error as Error).message}\n${usage}`);
	process.exit(2);
}
const emulator = await startEmulator({
	...options,
	print: line => {
		console.log(line);
	},
});
console.log(emulator.baseUrl);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void emulator.close());
}
