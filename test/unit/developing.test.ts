import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../support/repository.ts';

const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const json = (path: string): unknown => JSON.parse(read(path));

const { scripts } = json('package.json') as { scripts: Record<string, string> };
const { tasks } = json('.vscode/tasks.json') as {
	tasks: { label: string; script?: string; dependsOn?: string[] }[];
};
const { configurations } = json('.vscode/launch.json') as {
	configurations: { name: string; preLaunchTask?: string; env?: Record<string, string> }[];
};

suite('what F5 and the workflow start', () => {
	test('every task runs a script that there is, after tasks that there are', () => {
		const labels = tasks.map(({ label }) => label);
		for (const { script, dependsOn = [] } of tasks) {
			assert.ok(script === undefined || script in scripts, script);
			assert.deepEqual(
				dependsOn.filter(label => !labels.includes(label)),
				[],
			);
		}
		for (const { name, preLaunchTask } of configurations) {
			assert.ok(preLaunchTask === undefined || labels.includes(preLaunchTask), name);
		}
	});

	test('nothing started from the editor speaks to the service', () => {
		for (const { name, env = {} } of configurations.filter(
			({ preLaunchTask }) => preLaunchTask !== undefined,
		)) {
			assert.match(env.IMAGE_ASSETS_API_BASE_URL ?? '', /^http:\/\/127\.0\.0\.1:8787\//, name);
		}
	});

	test('the workflow runs scripts and steps that there are', () => {
		const workflow = read('.github/workflows/test.yml');
		const named = [...workflow.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
		assert.ok(named.length > 0);
		for (const name of named) {
			assert.ok(name in scripts, name);
		}
		const steps = [...workflow.matchAll(/npm test -- (.*)/g)].flatMap(([, names = '']) => names.split(' '));
		const known = read('scripts/test.ts');
		assert.ok(steps.length > 0);
		for (const step of steps) {
			assert.match(known, new RegExp(`^\\t'?${step}`, 'm'));
		}
	});

	test('no script needs a shell of its own', () => {
		for (const [name, line] of Object.entries(scripts)) {
			assert.doesNotMatch(line, /'|\$|^\w+=|\brm\b|\bcp\b/, name);
		}
	});
});
