import assert from 'node:assert/strict';
import { parseArguments } from '../../../src/core/parameters/arguments.ts';
import { resolveParameters } from '../../../src/core/parameters/parameters.ts';
import { parseSettings, settingNames, type SettingName } from '../../../src/core/parameters/settings.ts';
import { errorText } from '../../../src/host/texts/errorText.ts';
import type { UserError } from '../../../src/core/userError.ts';
import { defaultOf } from '../../support/manifestSettings.ts';

const defaults = Object.fromEntries(settingNames.map(name => [name, defaultOf(name)])) as Record<
	SettingName,
	unknown
>;

suite('settings', () => {
	test('the defaults of the manifest are valid', () => {
		const settings = parseSettings(defaults);
		assert.equal(settings.quality, 'low');
		assert.equal(settings.confirmAbove, 200);
	});

	const wrong: [SettingName, unknown, RegExp][] = [
		['quality', 'best', /"imageAssets\.quality" must be one of these: low, medium, high, auto\.$/],
		['outputCompression', 101, /"imageAssets\.outputCompression" must be at most 100/],
		['outputCompression', 1.5, /must be a whole number/],
		['isPublic', 'yes', /"imageAssets\.isPublic" must be true or false/],
		['outputFolder', '../x', /can't contain "\.\."/],
		['outputFolder', 'a'.repeat(257), /is too long: the limit is 256/],
		['webhookUrl', 'http://example.com', /https/],
		['presets', { hero: { quality: 'best' } }, /"imageAssets\.presets\.hero\.quality" must be one of/],
		[
			'presets',
			{ hero: { webhookUrl: 'https://x' } },
			/These names are unknown: "imageAssets\.presets\.hero\.webhookUrl"/,
		],
		['parallelJobs', 0, /at least 1/],
	];
	for (const [name, value, message] of wrong) {
		test(`${name}: ${JSON.stringify(value).slice(0, 40)} is refused, with the way to the setting`, () => {
			assert.throws(
				() => parseSettings({ ...defaults, [name]: value }),
				(error: UserError) => {
					assert.match(errorText(error), message);
					assert.deepEqual(error.nextStep, { type: 'openSetting', setting: `imageAssets.${name}` });
					return true;
				},
			);
		});
	}
});

suite('arguments', () => {
	test('every documented one of this command is taken', () => {
		const args = {
			prompt: 'a fox',
			folder: 'img',
			file: 'fox.png',
			quality: 'high',
			aspectRatio: '2:3',
			outputFormat: 'png',
			outputCompression: 0,
			background: 'opaque',
			moderation: 'low',
			outputFolder: 'x',
			isPublic: true,
			webhookUrl: 'https://example.com',
			count: 8,
			link: 'none',
		};
		assert.deepEqual(parseArguments(args), args);
	});

	const wrong: [unknown, RegExp][] = [
		[{ quality: 'best' }, /^The command's argument is wrong\. "quality" must be one of/],
		[{ count: 9 }, /"count" must be at most 8/],
		[{ count: 0 }, /"count" must be at least 1/],
		[{ prompt: 7 }, /"prompt" must be text/],
		[{ qualty: 'low' }, /These names are unknown: "qualty"/],
		['a fox', /It must be an object\./],
		[[], /It must be an object\./],
	];
	for (const [value, message] of wrong) {
		test(`${JSON.stringify(value)} is refused`, () => {
			assert.throws(
				() => parseArguments(value),
				(error: UserError) => message.test(errorText(error)),
			);
		});
	}
});

suite('parameters', () => {
	const settings = parseSettings(defaults);

	test('an argument counts before a preset, a preset before the setting', () => {
		const preset = { quality: 'medium', aspectRatio: '3:2', count: 2 } as const;
		const resolved = resolveParameters(settings, preset, { quality: 'high' });
		assert.equal(resolved.quality, 'high');
		assert.equal(resolved.aspectRatio, '3:2');
		assert.equal(resolved.outputFormat, 'webp');
		assert.equal(resolved.count, 2);
	});

	test('a false or a zero argument counts, too', () => {
		const all = { ...settings, isPublic: true };
		const resolved = resolveParameters(all, undefined, { isPublic: false, outputCompression: 0 });
		assert.deepEqual([resolved.isPublic, resolved.outputCompression], [false, 0]);
	});
});
