import assert from 'node:assert/strict';
import { extensions, version } from 'vscode';

suite('host', () => {
	test('VS Code is the version that was asked for', () => {
		assert.equal(version, process.env.IMAGE_ASSETS_TEST_VSCODE ?? version);
	});

	test('the extension is present and activates', async () => {
		const extension = extensions.getExtension('image-assets.image-assets');
		assert.ok(extension, 'the extension is not there');
		await extension.activate();
		assert.ok(extension.isActive);
	});
});
