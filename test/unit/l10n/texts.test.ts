import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { l10n } from 'vscode';
import { errorText } from '../../../src/host/texts/errorText.ts';
import { inEnglish } from '../../../src/host/texts/inEnglish.ts';
import { priceText, qualityNote } from '../../../src/host/texts/priceText.ts';
import { imageNames, lineList } from '../../../src/host/texts/lists.ts';
import { bytesText, creditsText, imagesText, timeText } from '../../../src/host/texts/units.ts';
import { notRestoredText } from '../../../src/host/texts/notRestoredText.ts';
import { RefusedError } from '../../../src/core/refusal.ts';
import { StateError } from '../../../src/core/state/stateFiles.ts';
import { repository } from '../../support/repository.ts';
import { display } from '../../support/vscodeStub/vscode.ts';

suite('the display language', () => {
	teardown(() => {
		display('en');
	});

	/** A text in English and in Korean. */
	function both(text: () => string): readonly [english: string, korean: string] {
		display('en');
		const english = text();
		display('ko');
		return [english, text()];
	}

	test('words errors of core, whose message stays English', () => {
		const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
		const error = new RefusedError(
			{ code: 'promptTooLong', length: 40_000, limit: 32_000 },
			undefined,
			new StateError('x', { cause: full }),
		);
		assert.deepEqual(
			both(() => errorText(error)),
			[
				"The prompt has 40,000 characters; the model takes at most 32,000. Select less text. Image Assets can't use its own storage. The disk is full.",
				'프롬프트가 40,000자입니다. 모델은 최대 32,000자까지 받습니다. 텍스트를 더 적게 선택하세요. Image Assets가 자체 저장소를 사용할 수 없습니다. 디스크가 가득 찼습니다.',
			],
		);
		assert.match(error.message, /^[\x20-\x7e]+$/);
	});

	test('has its own numbers, units and plurals', () => {
		const texts = () =>
			[creditsText(1), creditsText(1920), priceText('high', 4), bytesText(950), bytesText(4_230_000)].join(
				'; ',
			);
		assert.deepEqual(both(texts), [
			'1 credit; 1,920 credits; 4 × 480 = 1,920 credits; 950 bytes; 4.2 MB',
			'1크레딧; 1,920크레딧; 4 × 480 = 1,920크레딧; 950바이트; 4.2MB',
		]);
		assert.deepEqual(
			both(() => [timeText(1, 'minute'), timeText(7, 'day')].join('; ')),
			['1 minute; 7 days', '1분; 7일'],
		);
		assert.deepEqual(
			both(() => notRestoredText(['taken']) ?? ''),
			[
				"1 image wasn't restored: another file has its name now.",
				'이미지 1개를 복원하지 못했습니다. 다른 파일이 같은 이름을 사용하고 있습니다.',
			],
		);
	});

	test('names few images and counts many, and lists ten lines', () => {
		assert.deepEqual(
			both(() => imageNames(['a.webp', 'b.webp', 'c.webp'])),
			['a.webp, b.webp, and c.webp', 'a.webp, b.webp 및 c.webp'],
		);
		assert.deepEqual(
			both(() => imageNames(['a', 'b', 'c', 'd'])),
			['4 images', '이미지 4개'],
		);
		const lines = Array.from({ length: 12 }, (_, index) => `${index}`);
		assert.equal(lineList(lines.slice(0, 10)), lines.slice(0, 10).join('\n'));
		assert.deepEqual(both(() => lineList(lines))[0], [...lines.slice(0, 10), 'and 2 more'].join('\n'));
		assert.equal(lineList([]), '');
	});

	test('is turned to English for the log, with the texts in it', () => {
		for (const text of [
			() => qualityNote('high'),
			() => errorText(new StateError('x', { code: 'held' })),
			() => errorText(new StateError('x', { cause: Object.assign(new Error(), { code: 'ENOSPC' }) })),
		]) {
			const [english, korean] = both(text);
			assert.match(korean, /[가-힣]/);
			assert.equal(inEnglish(korean), english);
		}
		assert.equal(inEnglish('ECONNRESET 10.0.0.1'), 'ECONNRESET 10.0.0.1');
	});

	test('has one text for singular and plural, and the log both', () => {
		const string = String.raw`('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")`;
		const calls = new RegExp(
			String.raw`\bplural\([^(;]*?l10n\.t\(\s*${string}[^;]*?l10n\.t\(\s*${string}`,
			'g',
		);
		const pairs = readdirSync(join(repository, 'src/host'), { recursive: true, encoding: 'utf8' })
			.filter(name => name.endsWith('.ts'))
			.map(name => readFileSync(join(repository, 'src/host', name), 'utf8'))
			.flatMap(text => [...text.matchAll(calls)])
			.map(([, one = '', other = '']) => [one, other].map(each => each.slice(1, -1).replaceAll('\\', '')));
		assert.ok(pairs.length > 15, `${pairs.length} pairs`);
		display('ko');
		for (const pair of pairs.filter(([one, other]) => l10n.t(one ?? '') === l10n.t(other ?? ''))) {
			for (const [index, count] of ['1', '12'].entries()) {
				const english = pair[index]?.replace(/\{\d\}/g, count);
				assert.equal(inEnglish(l10n.t(pair[index] ?? '', count, count)), english);
			}
		}
		assert.equal(
			inEnglish(l10n.t("{0} of today's limit of {1} are used; this needs {2}.", creditsText(990), '?', '?')),
			"990 credits of today's limit of ? are used; this needs ?.",
		);
		for (const deleted of [
			['1 image', '{0} was deleted. It is kept for {1}.'],
			['12 images', '{0} were deleted. They are kept for {1}.'],
		] as const) {
			const [count, text] = deleted;
			const korean = l10n.t(text, imagesText(parseInt(count)), timeText(7, 'day'));
			assert.equal(inEnglish(korean), text.replace('{0}', count).replace('{1}', '7일'));
		}
	});
});
