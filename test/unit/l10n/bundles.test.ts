import assert from 'node:assert/strict';
import { join } from 'node:path';
import { extractTexts, l10nFaults, languages } from '../../../scripts/l10nBundles.ts';
import { messagesOf, uncommented, withComments, type Bundle } from '../../../scripts/l10nComments.ts';
import { extractPageTexts, textsIn } from '../../../scripts/pageTexts.ts';
import { keyIn, manifestTexts } from '../../../scripts/manifestTexts.ts';
import { readRepositoryJson } from '../../support/manifest.ts';
import { repository } from '../../support/repository.ts';

suite('texts', () => {
	test('of the host are extracted, all of them and no others', async function () {
		this.timeout(60_000);
		const bundle = readRepositoryJson('l10n/bundle.l10n.json') as Bundle;
		const extracted = withComments(await extractTexts(join(repository, 'src/host')), bundle);
		assert.deepEqual(bundle, extracted, 'run npm run l10n');
	});

	test('of the pages are extracted, all of them and no others', async () => {
		const bundle = readRepositoryJson('l10n/page.l10n.json') as Bundle;
		const extracted = withComments(await extractPageTexts(join(repository, 'src/webview')), bundle);
		assert.deepEqual(bundle, extracted, 'run npm run l10n');
	});

	test('of the pages must be written out', () => {
		assert.deepEqual(textsIn('a.tsx', "<p>{t('Save {0}', 1)}{plural(n, { one: 'a', other: 'b' })}</p>"), [
			'Save {0}',
			'a',
			'b',
		]);
		assert.throws(() => textsIn('a.ts', '\nt(text);'), /a\.ts:2: a text of a page is not written out/);
		assert.throws(() => textsIn('a.ts', 'plural(1, forms);'), /not written out/);
	});

	test('of the manifest stand in its bundle, all of them and no others', () => {
		const keys = manifestTexts(readRepositoryJson('package.json') as object).map(({ key, value }) => {
			assert.notEqual(keyIn(value), undefined, `${key} is written out: run npm run l10n`);
			return keyIn(value) ?? '';
		});
		const bundle = Object.keys(readRepositoryJson('package.nls.json') as object);
		assert.deepEqual([...new Set(keys)].sort(), bundle.sort(), 'run npm run l10n');
	});

	for (const language of languages) {
		for (const [file, english] of [
			[`package.nls.${language}.json`, 'package.nls.json'],
			[`l10n/bundle.l10n.${language}.json`, 'l10n/bundle.l10n.json'],
			[`l10n/page.l10n.${language}.json`, 'l10n/page.l10n.json'],
		] as const) {
			test(`are complete in ${file}, with the same slots, links and code`, () => {
				const faults = l10nFaults(
					messagesOf(readRepositoryJson(english) as Bundle),
					readRepositoryJson(file) as Record<string, string>,
				);
				assert.deepEqual(faults, []);
			});
		}
	}

	for (const file of ['package.nls.json', 'l10n/bundle.l10n.json', 'l10n/page.l10n.json']) {
		test(`of one word or with several slots have a comment for translators in ${file}`, () => {
			assert.deepEqual(uncommented(readRepositoryJson(file) as Bundle), []);
		});
	}

	test('that need a comment for translators are found', () => {
		const comment = ['Button. Verb'];
		assert.deepEqual(
			uncommented({
				a: 'Open',
				b: 'Open {0}',
				c: 'Open the file {0} in {1}',
				d: 'Open file',
				e: 'Move {0} below {0}',
				f: { message: 'Open', comment },
				g: { message: '{0}: {1}', comment: [''] },
			}),
			['a', 'b', 'c', 'g'].map(key => `no comment for translators of “${key}”`),
		);
	});

	test('keep the comments of their bundle, unless the source has one or the text is gone', () => {
		const comment = ['Button. Verb'];
		assert.deepEqual(
			withComments(
				{ Open: 'Open', Save: 'Save', 'Low/Quality': { message: 'Low', comment: ['Quality'] } },
				{
					Open: { message: 'Opn', comment },
					'Low/Quality': { message: 'Low', comment },
					Gone: { message: 'Gone', comment },
				},
			),
			{
				Open: { message: 'Open', comment },
				Save: 'Save',
				'Low/Quality': { message: 'Low', comment: ['Quality'] },
			},
		);
	});

	test('that are missing, unused or have other slots are found', () => {
		const english = { a: 'Save {0} in {1}', b: '[Go](command:x.y)', c: 'See `a.png`', d: 'Open' };
		assert.deepEqual(
			l10nFaults(english, { a: '{1}에 {0} 저장', b: '[이동](command:x.y)', c: '`a.png` 참조', d: '열기' }),
			[],
		);
		assert.deepEqual(
			l10nFaults(english, { a: '{0} 저장', b: '[이동](command:x.z)', c: '`b.png` 참조', d: '', e: '없음' }),
			[
				'no translation of “d”',
				'no text is called “e”',
				'slots, links or code differ in “a”',
				'slots, links or code differ in “b”',
				'slots, links or code differ in “c”',
			],
		);
	});

	test('of the manifest are found wherever VS Code shows them, and named after their place', () => {
		const texts = manifestTexts({
			name: 'not shown',
			contributes: {
				commands: [{ command: 'imageAssets.generate', title: 'Generate', category: 'Ours' }],
				views: { imageAssets: [{ id: 'imageAssets.view', name: 'Images' }] },
				languageModelTools: [
					{
						name: 'image_assets_edit_image',
						displayName: 'Edit',
						modelDescription: 'for a model',
						inputSchema: { properties: { file: { description: 'for a model' } } },
					},
				],
				configuration: {
					properties: {
						'imageAssets.title': { type: 'string', enum: ['1:1'], enumDescriptions: ['Square'] },
					},
				},
			},
		});
		assert.deepEqual(Object.fromEntries(texts.map(({ key, value }) => [key, value])), {
			'commands.generate.title': 'Generate',
			category: 'Ours',
			'views.imageAssets.view.name': 'Images',
			'languageModelTools.edit_image.displayName': 'Edit',
			'configuration.title.enum.1-1': 'Square',
		});
	});
});
