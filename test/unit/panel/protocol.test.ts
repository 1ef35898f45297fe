import assert from 'node:assert/strict';
import { fields } from '../../../src/shared/messages.ts';
import { maxCount, qualities } from '../../../src/shared/model.ts';
import { parseDraft, parseFromPanel, parseToPanel } from '../../../src/shared/panel.ts';
import { anything, mutated, pick, seeded } from '../../support/mutations.ts';
import { panelWords, sampleFromPanel, samplePanelState, sampleToPanel } from '../../support/samplePanel.ts';

/** Without what a message cannot carry. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

suite('panel protocol', () => {
	test('every message comes through as it is', () => {
		const from = sampleFromPanel();
		assert.deepEqual(from.map(parseFromPanel), from);
		assert.deepEqual(sampleToPanel.map(parseToPanel), sampleToPanel);
	});

	test('a message goes one way only', () => {
		assert.deepEqual(
			sampleFromPanel()
				.filter(({ type }) => type !== 'draft')
				.filter(message => parseToPanel(message) !== undefined),
			[],
		);
		assert.deepEqual(
			sampleToPanel
				.filter(({ type }) => type !== 'draft')
				.filter(message => parseFromPanel(message) !== undefined),
			[],
		);
	});

	const id = 'one';
	const refused: [name: string, message: unknown][] = [
		['a job named by a path', { type: 'copyCurl', id, job: '../x' }],
		['an image named by an address', { type: 'asset', id, asset: 'https://x', action: 'open' }],
		['an image action that is none', { type: 'asset', id, asset: 'a.0', action: 'delete' }],
		['a setting that the panel has no button for', { type: 'openSetting', id, setting: 'apiBaseUrl' }],
		['no image at all', { type: 'generate', id, draft: { prompt: 'x', count: 0 }, credits: 0 }],
		['too many images', { type: 'generate', id, draft: { prompt: 'x', count: maxCount + 1 }, credits: 1 }],
		[
			'an address in the draft',
			{ type: 'draft', draft: { prompt: 'x', webhookUrl: 'https://x' }, changed: ['prompt'], at: 1 },
		],
		['credits below nothing', { type: 'generate', id, draft: { prompt: 'x' }, credits: -1 }],
		['bytes that are a list', { type: 'addBytes', id, name: 'a', bytes: [1, 2] }],
		['no bytes', { type: 'addBytes', id, name: 'a', bytes: new Uint8Array() }],
		['a request without an id', { type: 'showJobs' }],
		['a command', { type: 'command', id, command: 'workbench.action.quit' }],
	];
	for (const [name, message] of refused) {
		test(`refused: ${name}`, () => {
			assert.equal(parseFromPanel(message), undefined);
		});
	}

	test('57 a draft that VS Code kept counts only where it is one', () => {
		assert.deepEqual(parseDraft({ prompt: 'x', quality: 'low' }), { prompt: 'x', quality: 'low' });
		for (const value of [
			undefined,
			null,
			1,
			'x',
			{},
			{ prompt: 1 },
			{ prompt: 'x', quality: 'free' },
			{ prompt: 'x', key: 1 },
		]) {
			assert.equal(parseDraft(value), undefined);
		}
	});

	test('56 of 10,000 random and mutated messages none throws, and what is accepted is whole', () => {
		const random = seeded(7);
		const samples = [...sampleFromPanel(), ...sampleToPanel];
		for (let turn = 0; turn < 10_000; turn += 1) {
			const value =
				turn % 4 === 0 ? anything(random, panelWords, 3) : mutated(random, panelWords, pick(random, samples));
			const from = parseFromPanel(value);
			if (from !== undefined) {
				// What was accepted is exactly what was given: nothing is added, and nothing unknown let through.
				assert.deepEqual(plain(from), plain(value));
			}
			const to = parseToPanel(value);
			if (to !== undefined) {
				assert.deepEqual(plain(to), plain(value));
			}
		}
	});

	test('the state has a price for every quality', () => {
		const { prices } = samplePanelState.environment;
		assert.deepEqual(Object.keys(prices), [...qualities]);
		assert.ok(Object.values(prices).every(price => fields.count.safeParse(price).success));
	});
});
