import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chatOf, chatSettings } from '../support/workbench/chat.ts';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { useService } from './service.ts';

suite('a chat participant', () => {
	test('its call is asked about with the price; what is allowed for the session still meets our limit', async function () {
		this.timeout(600_000);
		const { emulator, env } = await useService();
		const workbench = await openWorkbench({
			env,
			model: true,
			settings: { ...chatSettings, 'imageAssets.agentCreditLimit': 60 },
		});
		const { dialog, folder, inHost } = workbench;
		const agent = chatOf(workbench);
		const say = (query: string) =>
			inHost(
				({ commands }, text) => void commands.executeCommand('workbench.action.chat.open', { query: text }),
				query,
			);
		await say('@painter a lighthouse');
		await agent.question('Generate assets/a-lighthouse.webp for 45 credits?');
		await workbench.screenshot('agent-participant');
		assert.equal(emulator.ledger.total, 0);
		// The first button of an older VS Code allows one call only.
		const lasts = process.env.IMAGE_ASSETS_TEST_HOST !== 'oldest';
		await agent.press(lasts ? 'Allow in this Session' : 'Allow');
		const { text, images } = await agent.result(1);
		assert.match(text, /"file":"assets\/a-lighthouse\.webp"/);
		assert.equal(images.length, 1);
		await waitFor('the image', () => existsSync(join(folder, 'assets/a-lighthouse.webp')));
		assert.equal(emulator.ledger.total, 45);

		await say('@painter a mill');
		if (!lasts) {
			await agent.question('Generate assets/a-mill.webp for 45 credits?');
			await agent.press('Allow');
		}
		assert.match(await dialog.message(), /An agent wants to spend 45 credits, more than is left/);
		await dialog.press('Cancel');
		assert.match((await agent.result(2)).text, /The user declined/);
		assert.equal(emulator.ledger.total, 45);
	});
});
