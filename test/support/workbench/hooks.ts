import assert from 'node:assert/strict';
import { anyKey } from '../filesContaining.ts';
import { clearSharedService, closeShared } from './sharedServer.ts';
import { closeLeft, openWorkbenches } from './openWorkbench.ts';

setup(() => clearSharedService({ images: 'tiny', durationMs: 300 }));

/** After every UI test: a failed one leaves a screenshot, and its windows are closed instead of reused. */
teardown(async function () {
	const failed = this.currentTest?.state === 'failed';
	for (const workbench of openWorkbenches()) {
		if (failed) {
			const name = this.currentTest?.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-') ?? 'test';
			const path = await workbench.screenshot(`failed-${name}`).catch(() => 'no screenshot');
			const told = await workbench.notifications.list().catch(() => []);
			console.log([path, ...told.map(({ text }) => text)].map(line => `      ${line}`).join('\n'));
		}
		const text = await workbench.page.locator('body').innerText();
		await (failed ? workbench.close() : workbench.leave());
		assert.doesNotMatch(text, anyKey, 'an API key is shown');
	}
});

suiteTeardown(async () => {
	await closeLeft();
	await closeShared();
});
