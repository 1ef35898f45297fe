import { l10n, type ExtensionContext } from 'vscode';
import {
	parseFromIconSet,
	type FromIconSet,
	type IconSetState,
	type ToIconSet,
} from '../../shared/iconSet.ts';
import { createPageConversation, type PageLog, type PagePort } from '../ui/pageConversation.ts';
import { openPagePanel } from '../ui/pagePanel.ts';

/**
 * Shows the icons of a set before they are written. Resolves when they have been, or to undefined if the tab is
 * closed.
 *
 * @param create writes them; an error is shown in the tab, which stays.
 */
export function previewIconSet<T>(
	context: ExtensionContext,
	shown: IconSetState,
	create: (links: boolean) => Promise<T>,
	log: PageLog,
): Promise<T | undefined> {
	return new Promise(resolve => {
		openPagePanel(context, {
			name: 'iconSet',
			title: l10n.t('Icons of {0}', shown.name.replace(/^.*[\\/]/, '')),
			hasReviewIcon: true,
			showsBytes: true,
			onDispose: () => {
				resolve(undefined);
			},
			converse: (port: PagePort<ToIconSet>, panel) =>
				createPageConversation<FromIconSet, ToIconSet, object>(
					{
						logName: 'the icon set',
						parse: parseFromIconSet,
						state: () => Promise.resolve({ type: 'state', state: shown }),
						async handle(message) {
							if (message.type === 'create') {
								resolve(await create(message.links));
							}
							panel.dispose();
							return undefined;
						},
					},
					port,
					log,
				),
		});
	});
}
