import assert from 'node:assert/strict';
import { composePrompt } from '../../../src/core/text/composePrompt.ts';

type Case = readonly [prompt: string, suffix: string | undefined, style: string | undefined, wire: string];

const cases: readonly Case[] = [
	['a fox', undefined, undefined, 'a fox'],
	['a fox', '', '  ', 'a fox'],
	['a fox', 'flat icon', 'pastel', 'a fox, flat icon, pastel'],
	['a fox', undefined, 'pastel', 'a fox, pastel'],
	['A fox.', 'Flat icon.', 'Pastel.', 'A fox. Flat icon. Pastel.'],
	['A fox!', 'flat icon', undefined, 'A fox! flat icon'],
	['a fox,', 'flat icon', undefined, 'a fox, flat icon'],
	['a fox, ', ', flat icon', undefined, 'a fox, flat icon'],
	['a fox', ', flat icon', undefined, 'a fox, flat icon'],
	['a fox', '. Flat icon', undefined, 'a fox. Flat icon'],
	['A fox.', ', flat icon', undefined, 'A fox. flat icon'],
	['a sign that says "open."', 'neon', undefined, 'a sign that says "open." neon'],
	['지도를 읽는 여우。', '파스텔', undefined, '지도를 읽는 여우。 파스텔'],
	['a fox\nat night', 'flat icon', 'pastel', 'a fox\nat night\nflat icon\npastel'],
	['a fox, pastel', undefined, 'pastel', 'a fox, pastel'],
	['', 'flat icon', 'pastel', 'flat icon, pastel'],
	['', ', flat icon', undefined, 'flat icon'],
	['a\u202e fox', 'fl\u0000at', undefined, 'a fox, flat'],
];

suite('composePrompt', () => {
	for (const [prompt, suffix, style, wire] of cases) {
		test(JSON.stringify([prompt, suffix, style]), () => {
			assert.equal(composePrompt({ prompt, suffix, style }), wire);
		});
	}
});
