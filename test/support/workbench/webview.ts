import type { FrameLocator, Page } from 'playwright-core';

/** The page of the webview that is visible; VS Code lays it into two frames. */
export function webviewOf(page: Page): FrameLocator {
	return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}
