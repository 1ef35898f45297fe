import { join } from 'node:path';
import { parseMochaResult, type MochaResult } from './mochaResult.ts';
import { repository } from './repository.ts';
import { spawnTree } from './vscode/processTree.ts';

/** Runs a program in the repository; throws unless it exits with 0. */
export async function run(program: string, ...args: string[]): Promise<void> {
	const { code } = await runToEnd(program, args, {}, 'shown');
	if (code !== 0) {
		throw new Error(`${program} ${args.join(' ')} exited with ${String(code)}`);
	}
}

/** The same, but shows the program's output only if it fails. */
export async function runQuietly(program: string, ...args: string[]): Promise<void> {
	const { code, output } = await runToEnd(program, args, {}, 'kept');
	if (code !== 0) {
		throw new Error(`${program} ${args.join(' ')} exited with ${String(code)}\n${output}`);
	}
}

/** Runs mocha; a run that fails in any way, or runs nothing, counts as at least one failure. */
export async function runMocha(args: string[], env: Record<string, string> = {}): Promise<MochaResult> {
	const mocha = join(repository, 'node_modules/mocha/bin/mocha.js');
	const { code, output } = await runToEnd(process.execPath, [mocha, ...args], env, 'shown');
	const result = parseMochaResult(output);
	const complete = code === 0 && result.passes > 0;
	return complete ? result : { ...result, failures: Math.max(1, result.failures) };
}

async function runToEnd(
	program: string,
	args: string[],
	env: Record<string, string>,
	show: 'shown' | 'kept',
): Promise<{ code: number | null; output: string }> {
	const child = spawnTree(program, args, {
		cwd: repository,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let output = '';
	for (const stream of ['stdout', 'stderr'] as const) {
		child[stream]?.on('data', (chunk: Buffer) => {
			output += chunk.toString();
			if (show === 'shown') {
				process[stream].write(chunk);
			}
		});
	}
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	});
	return { code, output };
}
