import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, parseToolInput, type InputProblem } from '../../../src/core/agents/toolInputs.ts';
import { toolNames, type ToolName } from '../../../src/core/agents/toolNames.ts';
import { policy } from '../../../src/core/policy.ts';
import { repository } from '../../support/repository.ts';

interface Tool {
	readonly name: string;
	readonly when: string;
	readonly modelDescription: string;
	readonly inputSchema: {
		readonly properties: Record<string, { readonly maxItems?: number; readonly enum?: readonly string[] }>;
		readonly required?: readonly string[];
		readonly additionalProperties: boolean;
	};
}

const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
	contributes: { languageModelTools: Tool[] };
};
const tools = new Map(manifest.contributes.languageModelTools.map(tool => [tool.name, tool]));

function problemOf(name: ToolName, input: unknown): InputProblem {
	const parsed = parseToolInput(name, input);
	assert.ok(!parsed.ok, JSON.stringify(input));
	return parsed.problem;
}

suite('inputs of tools', () => {
	test('the schemas of the manifest are those of the code', () => {
		assert.deepEqual([...tools.keys()], Object.values(toolNames));
		for (const [name, id] of Object.entries(toolNames) as [ToolName, string][]) {
			const tool = tools.get(id);
			assert.ok(tool);
			const { properties, additionalProperties } = tool.inputSchema;
			assert.deepEqual(Object.keys(properties), argumentsOf(name), id);
			assert.equal(additionalProperties, false);
			assert.equal(tool.when, 'config.imageAssets.agentTools');
			const quality = properties.quality?.enum;
			assert.deepEqual(quality, quality && ['low', 'medium', 'high'], id);
		}
		const most = (name: ToolName, argument: string) =>
			tools.get(toolNames[name])?.inputSchema.properties[argument]?.maxItems;
		assert.equal(most('generate', 'references'), policy.reference.count);
		assert.equal(most('edit', 'references'), policy.reference.count - 1);
		assert.equal(most('createPlaceholders', 'images'), policy.agents.placeholders);
		assert.equal(most('fillMissing', 'files'), policy.agents.images);
	});

	test('what the manifest requires is what the code misses', () => {
		for (const [name, id] of Object.entries(toolNames) as [ToolName, string][]) {
			for (const argument of tools.get(id)?.inputSchema.required ?? []) {
				const whole: Record<string, unknown> = { prompt: 'x', file: 'a.png', files: ['a.png'] };
				const known = Object.entries(whole).filter(
					([key]) => argumentsOf(name).includes(key) && key !== argument,
				);
				assert.equal(problemOf(name, Object.fromEntries(known)).argument, argument);
			}
		}
	});

	test('low where no quality is given', () => {
		const parsed = parseToolInput('generate', { prompt: 'x' });
		assert.ok(parsed.ok);
		assert.deepEqual(parsed.input, { prompt: 'x', quality: 'low', references: [], cutOut: false });
	});

	test('no description gives an order to spend', () => {
		for (const { name, modelDescription } of tools.values()) {
			assert.doesNotMatch(modelDescription, /\b(?:always|must|immediately|without asking)\b/i, name);
		}
	});

	const wrong: [ToolName, unknown, InputProblem][] = [
		[
			'generate',
			undefined,
			{ argument: 'prompt', given: undefined, allowed: { kind: 'type', type: 'string' } },
		],
		['generate', 'a fox', { argument: '', given: '"a fox"', allowed: { kind: 'type', type: 'object' } }],
		[
			'generate',
			{ prompt: 5 },
			{ argument: 'prompt', given: '5', allowed: { kind: 'type', type: 'string' } },
		],
		[
			'generate',
			{ prompt: '\u200e\u0000 ' },
			{ argument: 'prompt', given: '"\\u0000 "', allowed: { kind: 'filled' } },
		],
		[
			'generate',
			{ prompt: 'x', size: '0x5' },
			{ argument: 'size', given: '"0x5"', allowed: { kind: 'size' } },
		],
		[
			'generate',
			{ prompt: 'x', count: 50 },
			{ argument: 'count', given: '50', allowed: { kind: 'names', names: argumentsOf('generate') } },
		],
		[
			'createPlaceholders',
			{ images: [{ file: 'a.png', prompt: 'x' }] },
			{ argument: 'images.0.size', given: undefined, allowed: { kind: 'type', type: 'string' } },
		],
		[
			'createPlaceholders',
			{ images: [{ file: 'a.png', prompt: 'x', size: '2x2', quality: 'high' }] },
			{
				argument: 'images.0.quality',
				given: '"high"',
				allowed: { kind: 'names', names: ['file', 'prompt', 'size'] },
			},
		],
		[
			'fillMissing',
			{ files: ['a.png', 'b.svg'] },
			{ argument: 'files.1', given: '"b.svg"', allowed: { kind: 'imageFile' } },
		],
		[
			'edit',
			{ file: 'a.png', prompt: 'x', replace: 'yes' },
			{ argument: 'replace', given: '"yes"', allowed: { kind: 'type', type: 'boolean' } },
		],
		[
			'createPlaceholders',
			{},
			{ argument: 'images', given: undefined, allowed: { kind: 'imagesOrMissing' } },
		],
	];
	for (const [name, input, problem] of wrong) {
		test(`${name} ${JSON.stringify(input)}: what is wrong, what was given, and what is allowed`, () => {
			assert.deepEqual(problemOf(name, input), problem);
		});
	}

	test('a long wrong value is shortened', () => {
		const { given = '' } = problemOf('generate', { prompt: 'x', quality: 'y'.repeat(100_000) });
		assert.ok(given.length < 120);
	});
});
