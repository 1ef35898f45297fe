import { l10n, MarkdownString, type PreparedToolInvocation } from 'vscode';
import { agentCreditsLeft } from '../../core/agents/agentCredits.ts';
import { markdownText, titleText } from '../../core/agents/markdownText.ts';
import type { Services } from '../services.ts';
import type { SpendItem } from './spendItem.ts';
import { toolPath } from './toolPaths.ts';
import { creditsText, numberText, pixelsText } from '../texts/units.ts';
import { qualityName, totalText } from '../texts/priceText.ts';
import { imageNames } from '../texts/lists.ts';

/**
 * What the chat asks before credits are spent. The price is in the title, because VS Code 1.106 truncates the rest to
 * one line. Untrusted text comes last, on a line of its own, so that it can't pose as ours.
 *
 * @param free paths of images that are made from existing ones, free of charge
 * @param left paths that are skipped
 */
export async function confirmation(
	{ ledger }: Services,
	items: readonly SpendItem[],
	{ free = [], left = [] }: { readonly free?: readonly string[]; readonly left?: readonly string[] } = {},
): Promise<PreparedToolInvocation> {
	const [agents, day] = await Promise.all([ledger.agentsToday(), ledger.today()]);
	const price = totalText(items);
	const [first] = items;
	const names = imageNames(items.map(({ uri }) => toolPath(uri)));
	const what =
		items.length === 1 && first?.replaces === true
			? l10n.t('Generate {0} and put it in place of what is there, for {1}?', titleText(names), price)
			: l10n.t('Generate {0} for {1}?', titleText(names), price);
	const facts = [
		l10n.t(
			'Spent today: {0}. Spent by agents: {1} of {2}. Left for agents: {3}.',
			creditsText(day.spent),
			numberText(agents.spent),
			creditsText(agents.limit),
			creditsText(agentCreditsLeft(agents, day)),
		),
		...(free.length > 0 ? [l10n.t('Free: {0}', markdownText(imageNames(free)))] : []),
		...(left.length > 0 ? [l10n.t('Skipped: {0}', markdownText(imageNames(left)))] : []),
		...items.flatMap((item, index) => itemLines(item, items.length === 1 ? undefined : index + 1)),
	];
	return {
		invocationMessage: new MarkdownString(l10n.t('Generating {0} for {1}', markdownText(names), price)),
		confirmationMessages: { title: what, message: new MarkdownString(facts.join('\n\n')) },
	};
}

function itemLines({ uri, size, quality, prompt, credits, replaces }: SpendItem, number: number | undefined) {
	const facts = [
		markdownText(toolPath(uri)),
		pixelsText(size),
		l10n.t('{0} quality', qualityName(quality)),
		creditsText(credits),
		...(replaces ? [l10n.t('replaces the current file, which is kept for Undo Replace')] : []),
	];
	const head = facts.join(' · ');
	return [
		number === undefined ? head : `${number}\\. ${head}`,
		`${l10n.t('Prompt:')} ${markdownText(prompt)}`,
	];
}
