import assert from 'node:assert/strict';
import { anyKey } from '../filesContaining.ts';
import { clearSharedService, closeShared } from './sharedServer.ts';
import { openWorkbenches } from './openWorkbench.ts';

setup(async () => {
	await clearSharedService();
});

/** Around every UI test: a screenshot of what a failed one left, and no window stays open. */
teardown(async function () {
	const failed = this.currentTest?.state === 'failed';
	for (const workbench of openWorkbenches()) {
		if (failed) {
			const name = this.currentTest?.fullTitle().replace(/[^\p{L}\p{N}]+/gu, '-') ?? 'test';
			const path = await workbench.screenshot(`failed-${name}`).catch(() => 'no screenshot');
			console.log(`      ${path}`);
		}
		const text = await workbench.page.locator('body').innerText();
		await workbench.close();
		assert.doesNotMatch(text, anyKey, 'an API key is shown');
	}
});

suiteTeardown(closeShared);
