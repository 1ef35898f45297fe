import assert from 'node:assert/strict';
import { qualities } from '../../../src/shared/model.ts';
import type { PanelState } from '../../../src/shared/panel.ts';
import { changedDraft, choicesOf, creditsOf, withoutLostPreset } from '../../../src/webview/panel/choices.ts';
import { isImage, mayBringImages, readDrop } from '../../../src/webview/panel/dropData.ts';
import { obstacleOf, type Situation } from '../../../src/webview/panel/obstacle.ts';
import { formatDay, formatElapsed, progressOf } from '../../../src/webview/panel/times.ts';
import { asksForTransparency } from '../../../src/webview/panel/transparency.ts';
import { samplePanelState } from '../../support/samplePanel.ts';

const { environment } = samplePanelState;

suite('composing in the panel', () => {
	test('a wish for transparency is noticed, and nothing else is', () => {
		for (const prompt of [
			'a fox, transparent background',
			'A fox on a Transparent PNG',
			'the background must be transparent',
			'a logo with transparency',
			'icon without a background',
			'투명 배경의 여우',
			'배경을 투명하게',
			'배경은 투명한 여우',
			'背景透明的狐狸',
			'狐、透過背景',
			'un zorro, fondo transparente',
		]) {
			assert.ok(asksForTransparency(prompt), prompt);
		}
		for (const prompt of [
			'',
			'a transparent glass bottle on a white background',
			'transparent pricing, hero image',
			'a fox in the background',
			'투명한 유리병',
			'透明なガラス',
		]) {
			assert.ok(!asksForTransparency(prompt), prompt);
		}
	});

	test('own choices go before the preset, which goes before the settings', () => {
		assert.equal(choicesOf(environment, { prompt: '' }).quality, 'low');
		assert.equal(choicesOf(environment, { prompt: '', preset: 'hero' }).quality, 'medium');
		assert.equal(choicesOf(environment, { prompt: '', preset: 'hero', quality: 'high' }).quality, 'high');
		assert.equal(choicesOf(environment, { prompt: '', preset: 'gone' }).quality, 'low');
		assert.deepEqual(withoutLostPreset(environment, { prompt: 'x', preset: 'gone' }), { prompt: 'x' });
		assert.deepEqual(changedDraft({ prompt: 'x', count: 2 }, { count: undefined, quality: 'high' }), {
			prompt: 'x',
			quality: 'high',
		});
	});

	test("the price is the quality's times the count", () => {
		for (const quality of qualities) {
			for (let count = 1; count <= 8; count += 1) {
				assert.equal(
					creditsOf(environment, { prompt: '', quality, count }),
					environment.prices[quality] * count,
				);
			}
		}
	});

	suite('what stands in the way', () => {
		const situation = (part: Partial<PanelState> = {}): Situation => ({ ...samplePanelState, ...part });
		const message = (part: Partial<PanelState>) => obstacleOf(situation(part))?.message;

		test('nothing, an empty prompt, a bad target, a bad reference', () => {
			assert.equal(obstacleOf(situation()), undefined);
			assert.equal(message({ draft: { prompt: ' \n' } }), 'Describe the image first.');
			assert.equal(message({ target: { folder: '', file: '', problem: 'No.' } }), 'No.');
			assert.match(
				message({ references: [{ id: 'r', name: 'a', detail: 'a', problem: 'broken' }] }) ?? '',
				/^Reference 1 can't be sent/,
			);
			const styleReferences = [{ id: 's', name: 'a', detail: 'a', problem: 'broken' }];
			assert.match(message({ styleReferences }) ?? '', /^An image of the project's style can't be sent/);
			assert.equal(message({ styleReferences, draft: { prompt: 'a', styleReferences: false } }), undefined);
			assert.equal(
				message({ environment: { ...environment, problem: { message: 'No folder.' } } }),
				'No folder.',
			);
		});

		test('the limit, exactly', () => {
			assert.equal(message({ today: { spent: 4955, limit: 5000 } }), undefined);
			assert.deepEqual(obstacleOf(situation({ today: { spent: 4956, limit: 5000 } })), {
				message: "44 credits are left of today's 5,000.",
				setting: 'dailyCreditLimit',
			});
			assert.equal(message({ today: { spent: 9000, limit: 5000 } }), "0 credits are left of today's 5,000.");
			assert.equal(message({ today: { spent: 9000, limit: 0 } }), undefined);
		});
	});

	suite('drops', () => {
		const data = (texts: Record<string, string>, files: readonly string[] = []) => ({
			types: [...Object.keys(texts), ...(files.length > 0 ? ['Files'] : [])],
			files,
			getData: (type: string) => texts[type] ?? '',
		});

		test("VS Code's list goes before files, and files before a plain list", () => {
			const own = { 'application/vnd.code.uri-list': 'file:///a.png\r\nvscode-remote://x/b.png\r\n' };
			const plain = { 'text/uri-list': '# a comment\r\nhttps://example.com/a.png\r\nfile:///c.png' };
			assert.deepEqual(readDrop(data({ ...own, ...plain }, ['x'])), {
				uris: ['file:///a.png', 'vscode-remote://x/b.png'],
				urls: [],
				files: [],
			});
			assert.deepEqual(readDrop(data(plain, ['x'])), { uris: [], urls: [], files: ['x'] });
			assert.deepEqual(readDrop(data(plain)), {
				uris: ['file:///c.png'],
				urls: ['https://example.com/a.png'],
				files: [],
			});
		});

		test('57 what does not fit the protocol is left out', () => {
			const long = `file:///${'a'.repeat(9000)}`;
			const many = Array.from({ length: 100 }, (_, index) => `file:///${index}.png`);
			assert.equal(readDrop(data({ 'text/uri-list': [long, ...many].join('\n') })).uris.length, 64);
			assert.ok(!mayBringImages(data({ 'text/plain': 'x' })));
			assert.ok(!mayBringImages(null));
			assert.ok(mayBringImages(data({}, ['x'])));
		});

		test('images are told by their type, or by their name where there is none', () => {
			assert.ok(isImage({ type: 'image/png', name: 'x' }));
			assert.ok(isImage({ type: '', name: 'x.JPG' }));
			assert.ok(!isImage({ type: '', name: 'x.txt' }));
			assert.ok(!isImage({ type: 'text/plain', name: 'x.png' }));
		});
	});

	test('times are short, and no number breaks them', () => {
		assert.equal(formatElapsed(18_900), '18 s');
		assert.equal(formatElapsed(72_000), '1 min 12 s');
		assert.equal(formatDay(Date.UTC(2026, 11, 1, 12)), '1 Dec');
		assert.match(formatDay(Number.MAX_VALUE), /Sept?$/);
		assert.equal(progressOf(10, 20), 0.5);
		assert.equal(progressOf(100, 20), 0.95);
		assert.equal(progressOf(0, 0), 0.95);
		assert.equal(progressOf(Number.MAX_VALUE, 1), 0.95);
	});
});
