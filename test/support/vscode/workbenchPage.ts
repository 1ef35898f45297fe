import { chromium, type Browser } from 'playwright-core';
import { findChromium } from './findChromium.ts';
import type { VsCodeServer } from './vsCodeServer.ts';

/** A headless browser; the caller closes it. */
export async function launchBrowser(): Promise<Browser> {
	const { executablePath, args } = await findChromium();
	return chromium.launch({ executablePath, args });
}

export interface WorkbenchAddress {
	/** An absolute folder or `.code-workspace` file; without it the window is empty. */
	workspace?: string;
	/** The absolute folder of the extension under development. */
	extension?: string;
	/** The absolute path of a module whose `run()` is called in the extension host. */
	extensionTests?: string;
}

/** The page that opens a window of `server`. */
export function workbenchUrl(server: VsCodeServer, address: WorkbenchAddress): string {
	const url = new URL(server.url);
	const { workspace, extension, extensionTests } = address;
	if (workspace === undefined) {
		url.searchParams.set('ew', 'true');
	} else {
		url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
	}
	const payload: [string, string][] = [];
	if (extension !== undefined) {
		payload.push(['extensionDevelopmentPath', `vscode-remote://${server.authority}${extension}`]);
	}
	if (extensionTests !== undefined) {
		payload.push(['extensionTestsPath', `vscode-remote://${server.authority}${extensionTests}`]);
	}
	url.searchParams.set('payload', JSON.stringify(payload));
	return url.href;
}
