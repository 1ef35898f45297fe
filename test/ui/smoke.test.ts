import assert from 'node:assert/strict';
import { openWorkbench } from '../support/workbench/openWorkbench.ts';

suite('smoke', function () {
	this.timeout(60_000);

	test('selected text has the command in its context menu', async () => {
		const workbench = await openWorkbench();
		await workbench.editor.open('docs/guide.md');
		await workbench.editor.select('A lighthouse at dawn, calm sea, wide negative space for a headline');
		const menu = await workbench.editor.contextMenu();
		const items = await menu.items();
		assert.ok(items.includes('Generate Image from Selection'), items.join(' | '));
		await workbench.screenshot('smoke');
	});
});
