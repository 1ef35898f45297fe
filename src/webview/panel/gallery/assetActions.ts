import type { Asset, AssetAction } from '../../../shared/gallery.ts';
import { formatCredits } from '../../../shared/units.ts';
import type { MenuItem } from '../../menu.ts';

/** The actions for assets. */
export interface AssetCommands {
	/** @param pressed the element that shows the progress */
	act(id: string, action: AssetAction, pressed?: HTMLElement): void;
	remove(ids: readonly string[]): void;
	/** Re-renders those that still exist at high quality. */
	finalize(ids: readonly string[]): void;
	usePrompt(id: string): void;
	showDetails(id: string): void;
	showChain(id: string): void;
}

export interface AssetMenuFacts {
	/** The file no longer exists; `restorable`: its content is kept. */
	readonly gone: boolean;
	readonly restorable: boolean;
	readonly hasChain: boolean;
	/** Credits of one image at high quality. */
	readonly price: number;
}

/** The title of the re-render action, with its price. */
export function finalizeTitle(price: number): string {
	return `Re-render at High Quality… (${formatCredits(price)})`;
}

/** All actions for one asset, in groups. */
export function assetMenu(
	{ id, hasPublicUrl }: Asset,
	{ gone, restorable, hasChain, price }: AssetMenuFacts,
	commands: AssetCommands,
): readonly MenuItem[] {
	const item = (title: string, run: () => void): MenuItem => ({ title, run });
	const action = (title: string, name: AssetAction) =>
		item(title, () => {
			commands.act(id, name);
		});
	const url = hasPublicUrl ? [action('Copy Public URL', 'copyPublicUrl')] : [];
	const again = item('Use Prompt Again', () => {
		commands.usePrompt(id);
	});
	return grouped([
		gone
			? restorable
				? [action('Restore', 'restore')]
				: []
			: [action('Open', 'open'), action('Reveal in Explorer', 'reveal')],
		gone
			? url
			: [
					action('Insert Link', 'insertLink'),
					action('Copy Path', 'copyPath'),
					action('Copy Markdown', 'copyMarkdown'),
					...url,
				],
		gone
			? [again]
			: [
					action('Edit…', 'edit'),
					action('Use as Reference', 'addReference'),
					again,
					action(finalizeTitle(price), 'finalize'),
					action('Regenerate…', 'regenerate'),
				],
		[
			item('Show Prompt and Parameters', () => {
				commands.showDetails(id);
			}),
			...(hasChain
				? [
						item('Show Edit Chain', () => {
							commands.showChain(id);
						}),
					]
				: []),
		],
		[
			item('Delete', () => {
				commands.remove([id]);
			}),
		],
	]);
}

/** The actions for several assets. @param renderable those of them that still exist */
export function severalMenu(
	ids: readonly string[],
	renderable: number,
	price: number,
	commands: AssetCommands,
): readonly MenuItem[] {
	return grouped([
		renderable === 0
			? []
			: [
					{
						title: `Re-render ${renderable} at High Quality (${formatCredits(price * renderable)})`,
						run: () => {
							commands.finalize(ids);
						},
					},
				],
		[
			{
				title: `Delete ${ids.length} Images`,
				run: () => {
					commands.remove(ids);
				},
			},
		],
	]);
}

function grouped(groups: readonly (readonly MenuItem[])[]): readonly MenuItem[] {
	return groups.flatMap(group => group.map((one, index) => ({ ...one, beginsGroup: index === 0 })));
}
