import assert from 'node:assert/strict';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';
import { openUntrusted, useService, type UiService } from './service.ts';

suite('workspaces that cannot take an image', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	test('an untrusted one: nothing is sent, and the reason is said', async () => {
		const { notifications, runCommand } = await openUntrusted(service);
		await runCommand('Image Assets: Generate Image…');
		const message = await notifications.find("This workspace isn't trusted");
		assert.equal(message.severity, 'error');
		assert.deepEqual(message.buttons, ['Manage Workspace Trust']);
		assert.equal(service.emulator.requests.length, 0);
	});

	test('none at all: opening one is offered', async () => {
		const { notifications, runCommand } = await openWorkbench({ env: service.env, openInPlace: '' });
		await runCommand('Image Assets: Generate Image…');
		const message = await notifications.find('Open a folder first');
		assert.deepEqual(message.buttons, ['Open Folder…']);
		assert.equal(service.emulator.requests.length, 0);
	});
});
