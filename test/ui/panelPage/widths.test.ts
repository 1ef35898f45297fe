import assert from 'node:assert/strict';
import type { PanelState } from '../../../src/shared/panel.ts';
import { troubleWithBoxes } from '../../support/webview/boxes.ts';
import { openPanelPage } from '../../support/webview/openPanelPage.ts';
import { sampleAsset, sampleAssetFacts, sampleNow, wholeState } from '../../support/webview/sampleAssets.ts';
import { newcomerState, troubledState } from '../../support/webview/samplePanelImages.ts';

/** All that there can be, with a new image at the front. */
const fullState: PanelState = {
	...wholeState,
	assets: [sampleAsset(0, { name: 'a-new-one-with-a-long-name.webp' }), ...wholeState.assets],
};

/** The built page of the panel in a browser: from the least width of a side bar to a wide editor. */
suite('panel page: widths', () => {
	for (const theme of ['dark', 'light', 'hc', 'hcLight'] as const) {
		for (const zoom of [1, 2]) {
			test(`nothing overlaps, is cut or scrolls sideways, in ${theme} at ${zoom * 100} %`, async () => {
				for (const state of [fullState, newcomerState, troubledState]) {
					await using panel = await openPanelPage({ state, theme, now: sampleNow, width: 1400, height: 900 });
					const { page } = panel;
					await panel.post({ type: 'assetFacts', facts: [...sampleAssetFacts] });
					await page.locator('.more > summary').click();
					await panel.button(/project style/i).click();
					for (const width of [170, 228, 320, 700, 1400]) {
						// A window of 1,400 px shows at 200 % what one of 700 px shows.
						const shown = Math.max(170, Math.round(width / (width < 700 ? 1 : zoom)));
						await page.setViewportSize({ width: shown, height: 4200 });
						await panel.settled();
						await panel.settled();
						assert.deepEqual(await troubleWithBoxes(page), [], `${shown} px`);
					}
				}
			});
		}
	}
});
