/**
 * Runs all that has to pass: `npm test`. With `--all` also the steps that are long or rare, with `--rest`
 * only those. With names (`npm test -- unit ui`) only the steps whose names start with one of them;
 * `desktop` is one of those that only run by name. Prints at the end what each step took.
 */
import { startEmulator } from '../test/emulator/emulator.ts';
import { addResults, type MochaResult } from '../test/support/mochaResult.ts';
import { run, runMocha } from '../test/support/runProgram.ts';
import { buildIntegrationTests } from '../test/support/vscode/buildIntegrationTests.ts';
import type { VsCodeVersion } from '../test/support/vscode/installVsCode.ts';
import { runInHost } from '../test/support/vscode/runInHost.ts';

const wanted = process.argv.slice(2).filter(name => !name.startsWith('--'));
const all = process.argv.includes('--all');
const rest = process.argv.includes('--rest');
const none: MochaResult = { passes: 0, failures: 0, pending: 0 };

/** Every step throws, or returns a failure, when something is wrong. */
const steps: Record<string, () => Promise<MochaResult>> = {
	lint: () => program('npm', 'run', '--silent', 'lint'),
	unit: () => runMocha(['test/unit/**/*.test.ts']),
	fuzz: () => runMocha(['test/fuzz/*.test.ts']),
	kill: () => runMocha(['test/kill/*.test.ts']),
	simulation: () => runMocha(['test/simulation/*.test.ts']),
	build: () => program(process.execPath, 'esbuild.js'),
	'integration-newest': () => integration('newest'),
	ui: () => runMocha(['--file', 'test/support/workbench/hooks.ts', 'test/ui/**/*.test.ts']),
};

/** What is long or rare: `--all` and `--rest` run it, after the build. */
const rareSteps: typeof steps = {
	'integration-oldest': () => integration('oldest'),
	'ui-oldest': () =>
		runMocha(['--file', 'test/support/workbench/hooks.ts', 'test/ui/smoke.test.ts'], {
			IMAGE_ASSETS_TEST_HOST: 'oldest',
		}),
};

/** The same integration tests in a desktop VS Code, which is downloaded. */
const stepsByName: typeof steps = {
	'desktop-oldest': () => integration('oldest', true),
	'desktop-newest': () => integration('newest', true),
};

async function program(name: string, ...args: string[]): Promise<MochaResult> {
	await run(name, ...args);
	return none;
}

async function integration(version: VsCodeVersion, desktop = false): Promise<MochaResult> {
	await using service = await startEmulator({ durationMs: 300, images: 'tiny' });
	return await runInHost({
		version,
		desktop,
		extensionTests: await buildIntegrationTests(),
		env: {
			IMAGE_ASSETS_API_BASE_URL: service.baseUrl,
			IMAGE_ASSETS_API_KEY: 'cdt_test',
			IMAGE_ASSETS_WAIT_SCALE: '0.05',
		},
	});
}

const known = { ...steps, ...rareSteps, ...stepsByName };
const chosen = Object.entries(chooseSteps());
if (chosen.length === 0) {
	console.error(`No such step; there are ${Object.keys(known).join(', ')}`);
	process.exit(2);
}
const started = performance.now();
let total = none;
const took: string[] = [];
for (const [name, step] of chosen) {
	console.log(`\n▶ ${name}`);
	const stepStarted = performance.now();
	const result = await step().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		return { ...none, failures: 1 };
	});
	total = addResults(total, result);
	took.push(`${result.failures === 0 ? '✔' : '✖'} ${name.padEnd(20)} ${seconds(stepStarted).padStart(9)}`);
	console.log(took.at(-1));
}
console.log(`\n${took.join('\n')}\nTotal ${seconds(started)}`);
console.log(`${total.passes} passed, ${total.failures} failed`);
process.exit(total.failures === 0 ? 0 : 1);

function chooseSteps(): typeof steps {
	if (wanted.length > 0) {
		return Object.fromEntries(
			Object.entries(known).filter(([name]) => wanted.some(prefix => name.startsWith(prefix))),
		);
	}
	if (rest) {
		return { build: () => program(process.execPath, 'esbuild.js'), ...rareSteps };
	}
	return all ? { ...steps, ...rareSteps } : steps;
}

function seconds(since: number): string {
	return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
