/**
 * `npm test`: runs what every change has to pass. With `--all` also the slow and rarely needed steps, with `--rest`
 * only those. With names (`npm test -- unit ui`) only the steps whose names start with one of them; some, such as
 * `desktop`, only run by name. Several steps run two at a time, each in its own process, whose output is printed
 * when it ends. Prints at the end what failed, and the time of each step.
 */
import { spawn } from 'node:child_process';
import { startEmulator } from '../test/emulator/emulator.ts';
import { addResults, type MochaResult } from '../test/support/mochaResult.ts';
import { run, runMocha } from '../test/support/runProgram.ts';
import { buildIntegrationTests } from '../test/support/vscode/buildIntegrationTests.ts';
import type { VsCodeVersion } from '../test/support/vscode/installVsCode.ts';
import { runInHost, type HostRun } from '../test/support/vscode/runInHost.ts';

const wanted = process.argv.slice(2).filter(name => !name.startsWith('--'));
const all = process.argv.includes('--all');
const rest = process.argv.includes('--rest');
const none: MochaResult = { passes: 0, failures: 0, pending: 0 };

/** Steps that run at the same time: most are one busy process, or two of which one waits for the other. */
const lanes = 2;
/** Marks the result in the output of a step that runs in another process (`--step` and its name). */
const resultMark = 'RESULT ';

/** The UI tests of the most used features: running all of them takes most of an hour on two cores. */
const mainWays = uiTests('smoke', 'fromSelection', 'edit', 'jobs');
/** Suites and tests of the integration tests that name no title of a quick fix or a hover: those are not in English. */
const mainWaysInKorean =
	'^(?:editing with arguments|an image that is dropped into code|taking a link back|notebooks|text of files)|is asked for again';

/** Every step throws, or returns a failure, if something is wrong. After the build, the longest come first. */
const steps: Record<string, () => Promise<MochaResult>> = {
	build,
	ui: () => ui(mainWays),
	'integration-newest': () => integration('newest'),
	unit: () => runMocha(['--timeout', '120000', 'test/unit/**/*.test.ts']),
	lint: () => program('npm', 'run', '--silent', 'lint'),
	fuzz: () => runMocha(['test/fuzz/*.test.ts']),
	simulation: () => runMocha(['test/simulation/*.test.ts']),
	kill: () => runMocha(['test/kill/*.test.ts']),
};

/** Slow or rarely needed steps: `--all` and `--rest` run them, after the build. */
const rareSteps: typeof steps = {
	'ui-rest': () => ui(['test/ui/**/*.test.ts', ...mainWays.flatMap(file => ['--ignore', file])]),
	'integration-oldest': () => integration('oldest'),
	'integration-korean': () =>
		integration('newest', { language: 'ko', env: { IMAGE_ASSETS_TEST_GREP: mainWaysInKorean } }),
	'ui-oldest': () => ui(uiTests('smoke', 'agentsParticipant'), { IMAGE_ASSETS_TEST_HOST: 'oldest' }),
};

/** The same integration tests in a desktop VS Code, which is downloaded. */
const stepsByName: typeof steps = {
	'desktop-oldest': () => integration('oldest', { desktop: true }),
	'desktop-newest': () => integration('newest', { desktop: true }),
};

function build(): Promise<MochaResult> {
	return program(process.execPath, 'esbuild.js');
}

/** The timeout ends a test that hangs, but not a slow one whose window opens on a busy machine. */
function ui(files: readonly string[], env: Record<string, string> = {}): Promise<MochaResult> {
	return runMocha(['--timeout', '300000', '--file', 'test/support/workbench/hooks.ts', ...files], env);
}

function uiTests(...names: readonly string[]): readonly string[] {
	return names.map(name => `test/ui/${name}.test.ts`);
}

async function program(name: string, ...args: string[]): Promise<MochaResult> {
	await run(name, ...args);
	return none;
}

async function integration(
	version: VsCodeVersion,
	{ env, ...options }: Pick<HostRun, 'desktop' | 'language' | 'env'> = {},
): Promise<MochaResult> {
	await using service = await startEmulator({ durationMs: 300, images: 'tiny' });
	return await runInHost({
		version,
		...options,
		extensionTests: await buildIntegrationTests(),
		env: {
			...env,
			IMAGE_ASSETS_API_BASE_URL: service.baseUrl,
			IMAGE_ASSETS_API_KEY: 'cdt_test',
			IMAGE_ASSETS_WAIT_SCALE: '0.05',
		},
	});
}

const known = { ...steps, ...rareSteps, ...stepsByName };
const ofAnother = process.argv.find(argument => argument.startsWith('--step='))?.slice('--step='.length);
const names = ofAnother === undefined ? chooseSteps() : [ofAnother];
if (names.length === 0) {
	console.error(`No such step; there are ${Object.keys(known).join(', ')}`);
	process.exit(2);
}
const started = performance.now();
let total = none;
const took: string[] = [];
/** What the failed steps said of their failures. */
const failed: string[] = [];
if (names.length === 1) {
	await note(names[0] ?? '', runHere);
	if (ofAnother !== undefined) {
		console.log(resultMark + JSON.stringify(total));
		process.exit(0);
	}
} else {
	// All other steps need the build.
	const [first, ...others] = names.sort((a, b) => Number(b === 'build') - Number(a === 'build'));
	const queue = first === 'build' ? others : names;
	if (first === 'build') {
		await note(first, runHere);
	}
	const lane = async () => {
		for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
			await note(name, runElsewhere);
		}
	};
	await Promise.all(Array.from({ length: lanes }, lane));
}
console.log(`${failed.join('')}\n${took.join('\n')}\nTotal ${seconds(started)}`);
console.log(`${total.passes} passed, ${total.failures} failed`);
process.exit(total.failures === 0 ? 0 : 1);

/** Runs a step, and notes its result and how long it took. */
async function note(name: string, runStep: (name: string) => Promise<MochaResult>): Promise<void> {
	const stepStarted = performance.now();
	const result = await runStep(name);
	total = addResults(total, result);
	if (ofAnother === undefined) {
		took.push(`${result.failures === 0 ? '✔' : '✖'} ${name.padEnd(20)} ${seconds(stepStarted).padStart(9)}`);
		console.log(took.at(-1));
	}
}

/** Shows a step's output as it comes. */
async function runHere(name: string): Promise<MochaResult> {
	console.log(`\n▶ ${name}`);
	try {
		return (await known[name]?.()) ?? { ...none, failures: 1 };
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return { ...none, failures: 1 };
	}
}

/** Runs a step in its own process, and shows the output when it has ended. */
async function runElsewhere(name: string): Promise<MochaResult> {
	// In our own process group: what ends us in a terminal ends it as well.
	const child = spawn(process.execPath, [import.meta.filename, `--step=${name}`], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const end = () => child.kill();
	process.once('exit', end);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	await new Promise((resolve, reject) => {
		child.on('error', reject).on('close', resolve);
	});
	process.off('exit', end);
	const found = new RegExp(`^${resultMark}(.*)\\n`, 'm').exec(output);
	output = output.replace(found?.[0] ?? '', '');
	process.stdout.write(output);
	const result = found === null ? { ...none, failures: 1 } : (JSON.parse(found[1] ?? '') as MochaResult);
	if (result.failures > 0) {
		failed.push(`\n▶ ${name}, again\n${failuresIn(output)}`);
	}
	return result;
}

/** The list of failures that mocha ends with; the last lines of a step that has none. */
function failuresIn(output: string): string {
	const lines = output.split(/(?<=\n)/);
	const list = lines.findIndex(line => /^ +\d+ failing/.test(line));
	return lines.slice(list === -1 ? -40 : list).join('');
}

function chooseSteps(): string[] {
	if (wanted.length > 0) {
		return Object.keys(known).filter(name => wanted.some(prefix => name.startsWith(prefix)));
	}
	if (rest) {
		return ['build', ...Object.keys(rareSteps)];
	}
	return Object.keys(all ? { ...steps, ...rareSteps } : steps);
}

function seconds(since: number): string {
	return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
