import assert from 'node:assert/strict';
import { openWithoutKey, severityIs, useService, type UiService } from './service.ts';

suite('the API key', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	test('a command that needs it asks for it, then goes on; cleared, it is asked for again', async () => {
		const workbench = await openWithoutKey(service);
		const { page, editor, quickInput, notifications, runCommand } = workbench;
		await editor.open('notes.txt');
		await runCommand('Select All');
		await runCommand('Image Assets: Generate Image from Selection');
		await quickInput.opened('Set API Key');
		assert.equal(await page.locator('.quick-input-box input').getAttribute('type'), 'password');

		await quickInput.type('sk-abc');
		await severityIs(quickInput, 'warning');
		assert.match(await quickInput.message(), /start with "cdt_"/);
		await quickInput.type('cdt_entered');
		await severityIs(quickInput, 'none');
		await quickInput.accept();
		await notifications.find(/^Saved/);
		const keys = () =>
			service.emulator.requests
				.filter(({ origin }) => origin === 'api')
				.map(({ headers }) => headers['x-api-key']);
		assert.deepEqual([...new Set(keys())], ['cdt_entered']);

		// It is kept over a reload.
		await workbench.reload();
		await editor.open('notes.txt');
		await runCommand('Select All');
		await runCommand('Image Assets: Generate Image from Selection');
		await notifications.find(/^Saved/);
		await notifications.clearAll();

		await runCommand('Image Assets: Clear API Key');
		await notifications.find(/is cleared/);
		await runCommand('Image Assets: Generate Image from Selection');
		await quickInput.opened('Set API Key');
		const before = service.emulator.requests.length;
		await quickInput.dismiss();
		assert.equal(service.emulator.requests.length, before);
	});

	test('Get an API Key leads to the site of the service, and so does the button in the box', async () => {
		const { dialog, page, quickInput, runCommand } = await openWithoutKey(service);
		const asked = async () => {
			const text = `${await dialog.message()} ${await dialog.detail()}`;
			await dialog.press('Cancel');
			return text;
		};
		await runCommand('Image Assets: Get an API Key');
		assert.match(await asked(), /https:\/\/core\.today/);
		await runCommand('Image Assets: Set API Key');
		await quickInput.opened('Set API Key');
		await quickInput.pressButton('Get an API Key');
		assert.match(await asked(), /https:\/\/core\.today/);
		assert.ok(await page.locator('.quick-input-box input').isVisible(), 'the key can be entered next');
		await quickInput.dismiss();
	});

	test('Set API Key takes a key that does not look like one, and says where it goes', async () => {
		const { quickInput, notifications, runCommand } = await openWithoutKey(service);
		await runCommand('Image Assets: Set API Key');
		await quickInput.opened('Set API Key');
		const { host } = new URL(service.emulator.baseUrl);
		assert.ok((await quickInput.message()).includes(`only sent to ${host}`));
		await quickInput.accept();
		await severityIs(quickInput, 'error');
		assert.match(await quickInput.message(), /^Enter your API key/);
		await quickInput.type('my key');
		await severityIs(quickInput, 'error');
		await quickInput.type('mykey');
		await quickInput.accept();
		await notifications.find(`The API key for ${host} is set.`);
	});
});
