import type { Locator } from 'playwright-core';
import type { Asset, AssetFacts } from '../../../src/shared/galleryMessages.ts';
import { waitFor } from '../workbench/waitFor.ts';
import { openPanelPage, type PanelPage, type PanelPageOptions } from './openPanelPage.ts';
import { galleryState, sampleAssetFacts, sampleNow } from './sampleAssets.ts';

/** The panel's page with its gallery. */
export interface GalleryPage extends PanelPage {
	/** The cards that are in the page. */
	readonly cells: Locator;
	/** The card of a file. */
	cell(name: string): Locator;
	/** Files of the cards in the page, in order. */
	names(): Promise<string[]>;
	/** Waits until these are the cards. */
	shows(names: readonly string[]): Promise<void>;
	selected(): Promise<string[]>;
	update(changed: Asset[], removed?: string[]): Promise<void>;
	takeFacts(facts: readonly AssetFacts[]): Promise<void>;
	/** The ids whose facts the page asked for, by message. */
	asked(): Promise<string[][]>;
	item(name: string | RegExp): Locator;
	said(text: string): Promise<void>;
}

export async function openGallery(options: Partial<PanelPageOptions> = {}): Promise<GalleryPage> {
	const panel = await openPanelPage({
		state: galleryState,
		width: 1400,
		height: 860,
		now: sampleNow,
		...options,
	});
	const { page } = panel;
	const cells = page.locator('.asset');
	const names = () => page.locator('.asset-row .asset-name').allInnerTexts();
	const gallery: GalleryPage = {
		...panel,
		cells,
		cell: name => page.locator('.asset', { has: page.getByText(name, { exact: true }) }),
		names,
		async shows(expected) {
			await waitFor(expected.join(', '), async () => (await names()).join() === expected.join());
		},
		selected: () => page.locator('.asset[aria-selected=true] .asset-name').allInnerTexts(),
		async update(changed, removed = []) {
			await panel.post({ type: 'assets', changed, removed, recordProblems: [] });
			await panel.settled();
		},
		async takeFacts(facts) {
			await panel.post({ type: 'assetFacts', facts: [...facts] });
			await panel.settled();
		},
		asked: async () =>
			(await panel.sent()).flatMap(message => (message.type === 'showAssets' ? [message.assets] : [])),
		item: name => page.getByRole('menuitem', { name, ...(typeof name === 'string' && { exact: true }) }),
		async said(text) {
			await waitFor(text, async () => (await page.locator('main + p[role=status]').innerText()) === text);
		},
	};
	return gallery;
}

/** With the facts of the sample's files. */
export async function openSampleGallery(options: Partial<PanelPageOptions> = {}): Promise<GalleryPage> {
	const gallery = await openGallery(options);
	await gallery.takeFacts(sampleAssetFacts);
	return gallery;
}
