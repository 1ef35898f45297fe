import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newerParts, withParts, type Draft } from '../../../src/shared/panel.ts';
import { inProgress, unsaved } from '../../../src/webview/panel/jobs/jobGroups.ts';
import { changedModel, modelOf } from '../../../src/webview/panel/pageModel.ts';
import { placeAfter } from '../../../src/webview/panel/placeAfter.ts';
import { addressIn, isOwnDrag } from '../../../src/webview/panel/dropData.ts';
import { formatCredits, plural, setTexts, t } from '../../../src/webview/texts.ts';
import { repository } from '../../support/repository.ts';
import { samplePanelState } from '../../support/samplePanel.ts';
import {
	running,
	sampleCard,
	sampleSet,
	stopped,
	variation,
} from '../../support/webview/samplePanelImages.ts';

suite('page of the panel', () => {
	suite('texts', () => {
		teardown(() => {
			setTexts({}, 'en');
		});

		test('are looked up by their template, whose slots are filled', () => {
			assert.equal(t('Save {0} Chosen', 2), 'Save 2 Chosen');
			assert.equal(
				t('{0} of {1}: no more fit into one request.', 1600, 'x'),
				'1,600 of x: no more fit into one request.',
			);
			setTexts({ 'Save {0} Chosen': '{0}개 저장', Cancel: '취소' }, 'ko');
			assert.equal(t('Save {0} Chosen', 1600), '1,600개 저장');
			assert.equal(t('Cancel'), '취소');
			assert.equal(t('Show {0}', '{1} $& {0}'), 'Show {1} $& {0}', 'a value is no template');
			assert.equal(t('constructor'), 'constructor');
		});

		test('that depend on a number have a template for each form, and a language may have more', () => {
			const forms = { one: '{0} image', other: '{0} images' };
			assert.deepEqual(
				[1, 0, 2, 1000].map(count => plural(count, forms)),
				['1 image', '0 images', '2 images', '1,000 images'],
			);
			setTexts(
				{ '{0} images': 'картинки {0}', '{0} images#few': '{0} картинки', '{0} images#many': '{0} картинок' },
				'ru',
			);
			assert.deepEqual(
				[2, 5].map(count => plural(count, forms)),
				['2 картинки', '5 картинок'],
			);
			setTexts({ '{0} images': '이미지 {0}개' }, 'ko');
			assert.deepEqual(
				[1, 2].map(count => plural(count, forms)),
				['이미지 1개', '이미지 2개'],
			);
			setTexts({ '{0} credits': '{0} Credits' }, 'de');
			assert.equal(formatCredits(1920), '1.920 Credits');
			setTexts({}, 'no such language');
			assert.equal(formatCredits(1920), '1,920 credits');
		});

		test('of the page are templates that a bundle can have: written out where they are used', () => {
			const sources = globSync('src/webview/{panel,ui}/**/*.{ts,tsx}', { cwd: repository });
			assert.ok(sources.length > 40);
			const wrong = sources.flatMap(path => {
				const text = readFileSync(join(repository, path), 'utf8');
				return [...text.matchAll(/(?<![\w.])t\(\s*([^)]{0,30})/g)]
					.filter(([, first = '']) => !/^['"]/.test(first))
					.map(([call]) => `${path}: ${call}`);
			});
			assert.deepEqual(wrong, []);
		});
	});

	suite('a draft in two places', () => {
		const draft: Draft = { prompt: 'a fox', quality: 'low', count: 2 };

		test('of each part, what was typed last stays; other parts are left alone', () => {
			const times = { prompt: 20, quality: 10 };
			assert.deepEqual(newerParts(times, { changed: ['prompt', 'quality', 'count'], at: 15 }), [
				'quality',
				'count',
			]);
			assert.deepEqual(newerParts(times, { changed: ['prompt'], at: 20 }), ['prompt']);
			const other: Draft = { prompt: 'a wolf', aspectRatio: '3:2' };
			assert.deepEqual(withParts(draft, other, ['count', 'aspectRatio']), {
				prompt: 'a fox',
				quality: 'low',
				aspectRatio: '3:2',
			});
			assert.deepEqual(withParts(draft, other, ['prompt']), { ...draft, prompt: 'a wolf' });
			assert.deepEqual(withParts(draft, other, newerParts({}, { at: 1 })), other);
		});

		test('the caret stays in its place when the text around it is changed', () => {
			for (const [before, after, offset, expected] of [
				['a fox', 'a red fox', 1, 1],
				['a fox', 'a red fox', 5, 9],
				['a red fox', 'a fox', 9, 5],
				['a fox', '', 3, 0],
				['', 'a fox', 0, 0],
				['a fox', 'a wolf', 5, 6],
			] as const) {
				assert.equal(placeAfter(before, after, offset), expected, `${before} → ${after}`);
			}
		});
	});

	suite('jobs', () => {
		const heard = (...cards: ReturnType<typeof sampleCard>[]) => cards.map(card => ({ card, since: 0 }));
		const aside = sampleCard(3, variation('/a.webp', 1), {
			set: { id: 's', index: 1, size: 2 },
			prompt: 'aside',
		});

		test('what was not chosen is no longer in progress, and is found among what is not saved', () => {
			const jobs = heard(aside, sampleCard(1, running()), ...sampleSet(2));
			assert.deepEqual(
				inProgress(jobs).map(({ key, isSet }) => [key, isSet]),
				[
					[sampleCard(1, running()).id, false],
					['set:set-one', true],
				],
			);
			assert.deepEqual(
				unsaved(jobs, []).map(({ key }) => key),
				['set:set-one', 'set:s'],
			);
			assert.deepEqual(
				unsaved(jobs, ['aside']).map(({ key }) => key),
				['set:s'],
			);
		});

		test('running ones come first, the newest of them before the others', () => {
			const order = inProgress(
				heard(
					sampleCard(9, stopped('error')),
					sampleCard(1, running()),
					sampleCard(8, stopped('paused')),
					sampleCard(2, running()),
				),
			);
			assert.deepEqual(
				order.map(({ jobs: [job] }) => Number(job?.card.id.slice(-3))),
				[2, 1, 8, 9],
			);
		});

		test('a change leaves the rest as it is', () => {
			const before = modelOf(samplePanelState, { prompt: 'x' }, 5);
			const [card] = samplePanelState.jobs;
			assert.ok(card);
			const after = changedModel(
				before,
				{ type: 'jobs', changed: [{ ...card, prompt: 'y' }], removed: ['gone'] },
				9,
			);
			assert.deepEqual([...after.jobs.values()], [{ card: { ...card, prompt: 'y' }, since: 9 }]);
			assert.equal(after.environment, before.environment);
			assert.equal(changedModel(before, { type: 'prompts', prompts: ['z'] }, 9).prompts[0], 'z');
			const gone = changedModel(after, { type: 'jobs', changed: [], removed: [card.id] }, 9);
			assert.equal(gone.jobs.size, 0);
		});
	});

	test('a pasted text is an address only where it is nothing else', () => {
		assert.equal(addressIn(' https://example.com/a.png\n'), 'https://example.com/a.png');
		for (const text of [
			'',
			'http://example.com/a.png',
			'see https://example.com',
			'https://a b',
			`https://${'a'.repeat(9000)}`,
		]) {
			assert.equal(addressIn(text), undefined, text.slice(0, 40));
		}
		assert.ok(isOwnDrag({ types: ['application/vnd.image-assets.path'] }));
		assert.ok(!isOwnDrag({ types: ['text/uri-list'] }));
	});
});
