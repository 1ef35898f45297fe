/**
 * Saves what the newest VS Code gives a webview in each theme, for the tests that run our pages without it:
 * `node test/support/webview/readThemes.ts`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'prettier';
import { openWorkbench } from '../workbench/openWorkbench.ts';
import { closeShared } from '../workbench/sharedServer.ts';
import type { Theme } from '../workbench/theme.ts';

/** The groups of variables that our styles use. */
const groups =
	/^--vscode-(font|editor-font|foreground|disabledForeground|descriptionForeground|errorForeground|icon|focusBorder|contrast|widget|editor-(back|fore)ground|editorWidget|editorError|editorWarning|editorInfo|button|input|checkbox|radio|dropdown|badge|progressBar|toolbar|sash|scrollbar|list|menu|panel|sideBar|textLink|textBlockQuote|settings|notifications|charts|editorGroup-border|tab-)/;

const folder = join(import.meta.dirname, 'themes');
await mkdir(folder, { recursive: true });
try {
	for (const theme of ['dark', 'light', 'hc', 'hcLight'] satisfies Theme[]) {
		const workbench = await openWorkbench({ theme, version: 'newest', extension: null, env: {} });
		const given = await workbench.inHost(
			({ window, ViewColumn }) =>
				new Promise<{ body: string; variables: Record<string, string> }>(resolve => {
					const panel = window.createWebviewPanel('themes', 'Themes', ViewColumn.One, {
						enableScripts: true,
					});
					panel.webview.onDidReceiveMessage(resolve);
					panel.webview.html = `<!DOCTYPE html><body><script>
						const { style } = document.documentElement;
						const variables = Object.fromEntries([...style].map(name => [name, style.getPropertyValue(name).trim()]));
						acquireVsCodeApi().postMessage({ body: document.body.className, variables });
					</script></body>`;
				}),
		);
		await workbench.close();
		const names = Object.keys(given.variables).filter(name => groups.test(name));
		const variables = Object.fromEntries(names.sort().map(name => [name, given.variables[name]]));
		const text = JSON.stringify({ body: given.body, variables });
		await writeFile(join(folder, `${theme}.json`), await format(text, { parser: 'json', useTabs: true }));
		console.log(`${theme}: ${names.length} variables`);
	}
} finally {
	await closeShared();
}
