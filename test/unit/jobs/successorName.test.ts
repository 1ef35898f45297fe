import assert from 'node:assert/strict';
import type { Intent } from '../../../src/core/jobs/intent.ts';
import { nameForPrompt } from '../../../src/core/jobs/successorName.ts';
import { sampleIntent } from '../../support/sampleIntent.ts';

suite('the name of an image whose prompt was edited', () => {
	const named = (name: string, more: Partial<Intent> = {}) => {
		const intent = sampleIntent({ prompt: 'a refused owl', ...more });
		return { ...intent, target: { ...intent.target, name } };
	};
	const cases: readonly [string, Intent, string, string][] = [
		['made of the prompt', named('a-refused-owl'), '${slug}', 'a-friendly-owl'],
		[
			'made of a template',
			named('owl-low-a-refused-owl'),
			'owl-${quality}-${slug}',
			'owl-low-a-friendly-owl',
		],
		['chosen by the user', named('logo.webp'), '${slug}', 'logo.webp'],
		[
			'chosen, and the same but for its extension',
			named('a-refused-owl.png'),
			'${slug}',
			'a-refused-owl.png',
		],
		['of a document', named('a-refused-owl', { exactFormat: true }), '${slug}', 'a-refused-owl'],
		['of an edited image', named('hero-edited'), '${slug}', 'hero-edited'],
	];
	for (const [name, intent, template, expected] of cases) {
		test(name, () => {
			assert.equal(nameForPrompt(intent, 'a friendly owl', template), expected);
		});
	}
});
