import assert from 'node:assert/strict';
import { workspace } from 'vscode';

/** `workspace.updateWorkspaceFolders`; resolves once VS Code has done it. */
export async function changeFolders(
	...change: Parameters<typeof workspace.updateWorkspaceFolders>
): Promise<void> {
	const changed = new Promise<void>(resolve => {
		const listening = workspace.onDidChangeWorkspaceFolders(() => {
			listening.dispose();
			resolve();
		});
	});
	assert.ok(workspace.updateWorkspaceFolders(...change), 'VS Code does not change its folders');
	await changed;
}
