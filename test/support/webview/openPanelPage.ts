import type { Locator } from 'playwright-core';
import type { FromPanel, PanelState, ToPanel } from '../../../src/shared/panel.ts';
import { openPage, type CommonPageOptions, type OpenPage } from './openPage.ts';
import { panelImages } from './samplePanelImages.ts';

export interface PanelPageOptions extends CommonPageOptions {
	readonly state: PanelState;
}

/** The built page of the panel in a browser. */
export interface PanelPage extends OpenPage<FromPanel, ToPanel> {
	/** Resolves when everything posted is drawn. */
	settled(): Promise<void>;
	hasFocus(locator: Locator): Promise<boolean>;
	/** Answers the last request of a kind. */
	answer(type: FromPanel['type'], failure?: string): Promise<void>;
}

export async function openPanelPage(options: PanelPageOptions): Promise<PanelPage> {
	const opened = await openPage<FromPanel, ToPanel>({
		...options,
		name: 'panel',
		title: 'Image Assets',
		images: await panelImages(),
		answer: { type: 'state', state: options.state },
	});
	const { page } = opened;
	const settled = async () => {
		await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))');
	};
	// The first state puts the focus where a key pressed next should go.
	await settled();
	return {
		...opened,
		settled,
		hasFocus: async locator => (await locator.and(page.locator(':focus')).count()) === 1,
		answer: async (type, failure) => {
			const message = await opened.request(type);
			const id = 'id' in message ? message.id : '';
			await opened.post(
				failure === undefined ? { type: 'result', id } : { type: 'failed', id, message: failure },
			);
		},
	};
}
