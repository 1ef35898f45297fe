import assert from 'node:assert/strict';
import type { Workbench } from '../support/workbench/openWorkbench.ts';
import { openUntrusted, openWithoutKey, useService, type UiService } from './service.ts';

/** Calls a tool as another extension would; resolves to the message of what it rejects with. */
function refusal({ inHost }: Workbench, tool: string, input: object): Promise<string> {
	return inHost(
		async ({ lm, CancellationTokenSource }, call) => {
			const { token } = new CancellationTokenSource();
			try {
				await lm.invokeTool(call.tool, { input: call.input, toolInvocationToken: undefined }, token);
				return 'it was done';
			} catch (error) {
				return error instanceof Error ? error.message : String(error);
			}
		},
		{ tool, input },
	);
}

suite('what agents may not do', () => {
	let service: UiService;

	suiteSetup(async () => {
		service = await useService();
	});

	test('anything in a workspace that is not trusted', async () => {
		const workbench = await openUntrusted(service);
		const calls: [string, object][] = [
			['image_assets_generate_image', { prompt: 'a trap' }],
			['image_assets_edit_image', { file: 'assets/a.png', prompt: 'a trap' }],
			['image_assets_find_missing_images', {}],
			['image_assets_create_placeholders', { missing: true }],
			['image_assets_fill_missing_images', { files: ['assets/stairs.png'] }],
		];
		for (const [tool, input] of calls) {
			assert.match(
				await refusal(workbench, tool, input),
				/This workspace isn't trusted.*No credits were spent/,
			);
		}
		assert.equal(service.emulator.requests.length, 0);
	});

	test('spend without a key: the user is told once, with the button; what is free works', async () => {
		const workbench = await openWithoutKey(service);
		const { dialog, notifications, inHost } = workbench;
		for (let time = 0; time < 2; time += 1) {
			const refused = refusal(workbench, 'image_assets_generate_image', { prompt: 'a fox' });
			// VS Code's own question.
			assert.match(await dialog.message(), /Generate assets\/a-fox\.webp for 45 credits\?/);
			await dialog.press('Yes');
			assert.match(await refused, /There is no API key.*placeholders are free.*No credits were spent/);
		}
		const { buttons } = await notifications.find("there's no API key");
		assert.deepEqual(buttons, ['Set API Key']);
		const told = (await notifications.list()).filter(({ text }) => text.includes("there's no API key"));
		assert.equal(told.length, 1);
		const drawn = await inHost(async ({ lm, CancellationTokenSource }) => {
			const input = { images: [{ file: 'assets/mill.png', prompt: 'a mill', size: '64x64' }] };
			const { token } = new CancellationTokenSource();
			const result = await lm.invokeTool(
				'image_assets_create_placeholders',
				{ input, toolInvocationToken: undefined },
				token,
			);
			return JSON.stringify(result.content[0]);
		});
		assert.match(drawn, /assets\/mill\.png/);
		assert.equal(service.emulator.requests.length, 0);
	});
});
