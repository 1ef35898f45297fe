import assert from 'node:assert/strict';
import { parseArguments } from '../../../src/core/parameters/arguments.ts';
import { parseRenderArguments } from '../../../src/core/parameters/renderArguments.ts';
import { parseSettings, settingNames, type SettingName } from '../../../src/core/parameters/settings.ts';
import { UserError } from '../../../src/core/userError.ts';
import { typeOfMessage } from '../../../src/shared/messages.ts';
import { parseDraft, parseFromPanel, parseToPanel } from '../../../src/shared/panel.ts';
import { parseFromReview, parseToReview } from '../../../src/shared/review.ts';
import { defaultOf } from '../../support/manifestSettings.ts';
import { sampleFromPanel, sampleToPanel } from '../../support/samplePanel.ts';
import { allowing, type Target } from '../target.ts';

const settings = {
	...Object.fromEntries(settingNames.map(name => [name, defaultOf(name)])),
	presets: { hero: { prompt: 'flat', quality: 'high' } },
	linkTemplates: { html: '<img src="${path}">' },
};
const args = {
	...{
		prompt: 'a fox',
		folder: 'img',
		file: 'fox.png',
		quality: 'high',
		aspectRatio: '2:3',
		outputFormat: 'png',
	},
	...{
		outputCompression: 5,
		background: 'auto',
		moderation: 'low',
		count: 2,
		preset: 'x',
		link: 'none',
		size: '10x10',
	},
	...{
		references: ['a.png', { scheme: 'file', path: '/a.png' }],
		review: true,
		webhookUrl: 'https://example.com',
	},
};
const review = [
	{ type: 'retry', id: 'a', prompt: 'a wolf' },
	{ type: 'openFile', id: 'a', side: 'after' },
	{ type: 'failed', id: 'a', message: 'No.' },
];

/** What a text of JSON says; the text itself where it is none. */
function valueOf(input: string): unknown {
	try {
		return JSON.parse(input);
	} catch {
		return input;
	}
}

const plain = (value: unknown): string => JSON.stringify(value);

function unchanged(read: (value: unknown) => unknown): (input: string) => void {
	return input => {
		const value = valueOf(input);
		const message = read(value);
		if (message !== undefined) {
			// Nothing that is not known comes through, and nothing is added.
			assert.deepEqual(JSON.parse(plain(message)), JSON.parse(plain(value)));
		}
		assert.ok(typeOfMessage(value).length <= 250);
	};
}

const json = (values: readonly unknown[]) => values.map(value => JSON.stringify(value));

export const messageTargets: readonly Target[] = [
	{ name: 'fromPanel', seeds: json(sampleFromPanel()), json: true, run: unchanged(parseFromPanel) },
	{ name: 'toPanel', seeds: json(sampleToPanel), json: true, run: unchanged(parseToPanel) },
	{ name: 'draft', seeds: json([{ prompt: 'x', quality: 'low' }]), json: true, run: unchanged(parseDraft) },
	{
		name: 'review',
		seeds: json(review),
		json: true,
		run(input) {
			const value = valueOf(input);
			parseFromReview(value);
			parseToReview(value);
		},
	},
	{
		name: 'settings',
		seeds: json([settings]),
		json: true,
		tokens: settingNames,
		run: input => allowing([UserError], () => parseSettings(valueOf(input) as Record<SettingName, unknown>)),
	},
	{
		name: 'arguments',
		seeds: json([args, { all: true, quality: 'low' }]),
		json: true,
		run(input) {
			const value = valueOf(input);
			allowing([UserError], () => parseArguments(value));
			allowing([UserError], () => parseRenderArguments(value));
		},
	},
];
