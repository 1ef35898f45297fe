import type { FrameLocator, Page } from 'playwright-core';

/** The page of the visible webview; VS Code puts it into two nested frames. */
export function webviewOf(page: Page): FrameLocator {
	return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}
