import { join } from 'node:path';
import { parseMochaResult, type MochaResult } from './mochaResult.ts';
import { repository } from './repository.ts';
import { spawnTree } from './vscode/processTree.ts';

/** Runs a program in the repository and shows what it prints; throws unless it exits with 0. Returns the output. */
export async function run(
	program: string,
	args: string[],
	env: Record<string, string> = {},
): Promise<string> {
	const { code, output } = await runToEnd(program, args, env);
	if (code !== 0) {
		throw new Error(`${program} ${args.join(' ')} exited with ${String(code)}`);
	}
	return output;
}

/** Runs mocha; a run that fails in any way, or runs nothing, counts as at least one failure. */
export async function runMocha(args: string[], env: Record<string, string> = {}): Promise<MochaResult> {
	const mocha = join(repository, 'node_modules/mocha/bin/mocha.js');
	const { code, output } = await runToEnd(process.execPath, [mocha, ...args], env);
	const result = parseMochaResult(output);
	const complete = code === 0 && result.passes > 0;
	return complete ? result : { ...result, failures: Math.max(1, result.failures) };
}

async function runToEnd(
	program: string,
	args: string[],
	env: Record<string, string>,
): Promise<{ code: number | null; output: string }> {
	const child = spawnTree(program, args, {
		cwd: repository,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	let output = '';
	child.stdout?.on('data', (chunk: Buffer) => {
		output += chunk.toString();
		process.stdout.write(chunk);
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	});
	return { code, output };
}
