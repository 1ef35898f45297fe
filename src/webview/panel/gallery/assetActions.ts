import type { Asset, AssetAction } from '../../../shared/galleryMessages.ts';
import { formatCredits, plural, t } from '../../texts.ts';
import type { MenuItem } from '../../ui/menu.tsx';

/** The actions for assets. */
export interface AssetCommands {
	readonly act: (id: string, action: AssetAction) => void;
	readonly remove: (ids: readonly string[]) => void;
	/** Re-renders those that still exist at high quality. */
	readonly finalize: (ids: readonly string[]) => void;
	readonly usePrompt: (id: string) => void;
	readonly showDetails: (id: string) => void;
	readonly showChain: (id: string) => void;
}

interface AssetMenuFacts {
	/** The file no longer exists; `restorable`: its content is kept. */
	readonly gone: boolean;
	readonly restorable: boolean;
	readonly hasChain: boolean;
	/** Credits of one image at high quality. */
	readonly price: number;
}

/** All actions for one asset, in groups. A new one is a line in its group. */
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
	const only = (condition: boolean, ...items: MenuItem[]) => (condition ? items : []);
	return grouped([
		[
			...only(gone && restorable, action(t('Restore'), 'restore')),
			...only(!gone, action(t('Open'), 'open'), action(t('Reveal in Explorer'), 'reveal')),
		],
		[
			...only(
				!gone,
				action(t('Insert Link'), 'insertLink'),
				action(t('Copy Path'), 'copyPath'),
				action(t('Copy Markdown'), 'copyMarkdown'),
			),
			...only(hasPublicUrl, action(t('Copy Public URL'), 'copyPublicUrl')),
		],
		[
			...only(!gone, action(t('Edit Image…'), 'edit'), action(t('Add as Reference'), 'addReference')),
			item(t('Use Prompt Again'), () => {
				commands.usePrompt(id);
			}),
			...only(
				!gone,
				action(t('Re-render at High Quality… ({0})', formatCredits(price)), 'finalize'),
				action(t('Regenerate Image…'), 'regenerate'),
			),
		],
		only(
			!gone,
			action(t('Cut Out Background…'), 'cutOut'),
			action(t('Create Icon Set…'), 'createIconSet'),
			action(t('Use as Project Style'), 'useAsStyle'),
		),
		[
			item(t('Show Prompt and Parameters'), () => {
				commands.showDetails(id);
			}),
			...only(
				hasChain,
				item(t('Show Edit Chain'), () => {
					commands.showChain(id);
				}),
			),
		],
		[
			item(gone ? t('Remove from the List') : t('Delete'), () => {
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
	const render: MenuItem = {
		title: t('Re-render {0} at High Quality ({1})', renderable, formatCredits(price * renderable)),
		run: () => {
			commands.finalize(ids);
		},
	};
	const remove: MenuItem = {
		title: plural(ids.length, { one: 'Delete {0} Image', other: 'Delete {0} Images' }),
		run: () => {
			commands.remove(ids);
		},
	};
	return grouped([renderable === 0 ? [] : [render], [remove]]);
}

function grouped(groups: readonly (readonly MenuItem[])[]): readonly MenuItem[] {
	return groups.flatMap(group => group.map((one, index) => ({ ...one, beginsGroup: index === 0 })));
}
