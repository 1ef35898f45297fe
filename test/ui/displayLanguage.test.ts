import assert from 'node:assert/strict';
import { pseudoLocalized } from '../../scripts/l10nBundles.ts';
import { walkthroughId } from '../../src/host/contributions.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useService } from './service.ts';

suite('the display language', () => {
	test('Korean: the palette, the walkthrough and what is said of a saved image', async () => {
		const { env } = await useService();
		const workbench = await openWorkbench({ env, language: 'ko' });
		const { editor, inHost, notifications, page, quickInput, runCommand, screenshot } = workbench;
		assert.equal(await inHost(vscode => vscode.env.language), 'ko');

		await page.keyboard.press('F1');
		await quickInput.opened();
		await quickInput.type('>Image Assets');
		const labels = (await quickInput.items()).map(({ label }) => label);
		await screenshot('korean-palette');
		assert.ok(labels.includes('Image Assets: 누락된 이미지 생성…'));
		assert.deepEqual(
			labels.filter(label => !/^Image Assets: .*[가-힣]/.test(label)),
			// In VS Code's own words, whose Korean comes with its language pack.
			['Image Assets: Focus on Image Assets View'],
		);
		await quickInput.dismiss();

		await editor.open('docs/guide.md');
		await editor.select('A lighthouse at dawn, calm sea, wide negative space for a headline');
		await runCommand('Image Assets: 선택 영역에서 이미지 생성');
		const saved = await notifications.find('저장했습니다');
		assert.equal(
			saved.text,
			'assets/a-lighthouse-at-dawn-calm-sea-wide-negative.webp을(를) 저장했습니다 · 45크레딧.',
		);
		assert.deepEqual(saved.buttons, ['열기', '탐색기에서 표시', '실행 취소']);
		await screenshot('korean-saved');
		await notifications.hide();

		await inHost(
			(vscode, id) =>
				vscode.commands.executeCommand('workbench.action.openWalkthrough', `image-assets.image-assets#${id}`),
			walkthroughId,
		);
		await page.getByText('Image Assets 시작하기').first().waitFor();
		await page.getByText('이미지는 core.today에서 만들므로').first().waitFor();
		await screenshot('korean-walkthrough');
	});

	test('Korean: why an image that is paid for could not be loaded, in the notification and the list', async () => {
		const { emulator, env } = await useService();
		emulator.faults.add({ on: 'download', kind: 'truncatedImage', times: 'always' });
		const workbench = await openWorkbench({ env, language: 'ko' });
		const { editor, notifications, quickInput, runCommand, screenshot } = workbench;
		await editor.open('docs/guide.md');
		await editor.select('A lighthouse at dawn, calm sea, wide negative space for a headline');
		await runCommand('Image Assets: 선택 영역에서 이미지 생성');
		const why = '불러오지 못했습니다. 이미지가 손상되었거나 일반적이지 않은 형식입니다.';
		const failed = await notifications.find('불러오지 못했습니다');
		await screenshot('korean-failed');
		assert.ok(failed.text.includes(why), failed.text);
		assert.doesNotMatch(failed.text.replace(/\(.*?\)/g, ''), /[a-z]{3,} [a-z]{2,}/i);
		await notifications.hide();

		await runCommand('Image Assets: 작업 표시');
		await waitFor('the reason in the list', async () =>
			JSON.stringify(await quickInput.items()).includes('불러오지 못했습니다'),
		);
		await screenshot('korean-failed-jobs');
		await quickInput.dismiss();

		emulator.faults.clear();
		await notifications.press('불러오지 못했습니다', '다시 시도');
		await notifications.find('저장했습니다');
		await screenshot('korean-loaded');
		assert.equal(emulator.ledger.total, 45);
	});

	test('a made-up language: the palette has its titles', async () => {
		const { env } = await useService();
		const { page, quickInput, screenshot } = await openWorkbench({ env, language: 'qps-ploc' });
		const { title = '', category = '' } = pseudoLocalized({
			title: 'Generate Missing Images…',
			category: 'Image Assets',
		});
		await page.keyboard.press('F1');
		await quickInput.opened();
		await quickInput.type(`>${category}: ${title}`);
		const labels = (await quickInput.items()).map(({ label }) => label);
		await screenshot('pseudo-palette');
		assert.deepEqual(labels, [`${category}: ${title}`]);
	});
});
