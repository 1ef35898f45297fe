import { randomUUID } from 'node:crypto';
import { l10n } from 'vscode';
import { creditsBeyond } from '../../core/agents/agentCredits.ts';
import { cleanLine } from '../../core/text/cleanText.ts';
import { shorten } from '../../core/text/shorten.ts';
import { UserError } from '../../core/userError.ts';
import { requireCredits } from '../jobs/overLimit.ts';
import type { Services } from '../services.ts';
import { confirm } from '../ui/confirm.ts';
import { stepAction } from '../ui/nextSteps.ts';
import { agentCreditLimit } from '../workspace/settings.ts';
import type { SpendItem } from './spendItem.ts';
import { toolPath } from './toolPaths.ts';
import { creditsText, numberText } from '../texts/units.ts';
import { qualityName, totalText } from '../texts/priceText.ts';
import { lineList } from '../texts/lists.ts';

/**
 * Checks that an agent may spend this, regardless of what the chat has allowed: there is a key, the daily limit and
 * the agent limit have room, and the user agrees to anything above `confirmAbove`. Only the user can allow credits
 * beyond the agent limit.
 *
 * @throws UserError if it may not; nothing was sent.
 */
export async function authorize(
	services: Services,
	items: readonly SpendItem[],
	signal: AbortSignal,
): Promise<void> {
	const { ledger } = services;
	const credits = items.reduce((sum, item) => sum + item.credits, 0);
	const price = totalText(items);
	await requireKey(services, items);
	await requireCredits(services, credits, price);
	const agents = await ledger.agentsToday();
	const beyond = creditsBeyond(agents, credits);
	if (beyond > 0) {
		if (agentCreditLimit() === 0) {
			throw new UserError(
				l10n.t("The user doesn't let agents spend credits (setting imageAssets.agentCreditLimit is 0)."),
			);
		}
		const allowed = await confirm(
			l10n.t('An agent wants to spend {0}, more than is left for agents today.', price),
			l10n.t('Allow {0} More Credits Today', numberText(beyond)),
			listItems(items),
			l10n.t(
				'Agents have spent {0} of {1} today (setting "imageAssets.agentCreditLimit").',
				creditsText(agents.spent),
				creditsText(agents.limit),
			),
		);
		requireYes(allowed, signal);
		await ledger.allowAgents(beyond, randomUUID());
		return;
	}
	const confirmAbove = Math.min(...items.map(item => item.confirmAbove));
	if (credits > confirmAbove) {
		const allowed = await confirm(
			l10n.t('An agent wants to spend {0}.', price),
			l10n.t('Generate'),
			listItems(items),
			l10n.t('Agents have spent {0} of {1} today.', creditsText(agents.spent), creditsText(agents.limit)),
			l10n.t(
				'You\'re asked to confirm because this costs more than {0} credits (setting "imageAssets.confirmAbove").',
				confirmAbove,
			),
		);
		requireYes(allowed, signal);
	}
	requireYes(true, signal);
}

function requireYes(allowed: boolean, signal: AbortSignal): void {
	if (signal.aborted) {
		throw new UserError(l10n.t('Canceled before anything was sent.'));
	}
	if (!allowed) {
		throw new UserError(l10n.t('The user declined. Do not ask again unless they want it.'));
	}
}

/** How much of a prompt a dialog shows, for a single image and for each of several; in code points. */
const longestPrompt = 600;
const longestOfSeveral = 80;

function listItems(items: readonly SpendItem[]): string {
	const most = items.length === 1 ? longestPrompt : longestOfSeveral;
	return lineList(
		items.map(
			({ uri, quality, prompt }) =>
				`${toolPath(uri)} · ${qualityName(quality)} · “${shorten(cleanLine(prompt), most)}”`,
		),
	);
}

/** Whether the notification about the missing key is still open: an agent may retry many times. */
let isKeyNoticeOpen = false;

async function requireKey({ apiKeys, notify }: Services, items: readonly SpendItem[]): Promise<void> {
	for (const origin of new Set(items.map(item => item.origin))) {
		if ((await apiKeys.get(origin)) !== undefined) {
			continue;
		}
		if (!isKeyNoticeOpen) {
			isKeyNoticeOpen = true;
			notify(
				'warning',
				l10n.t("An agent wants to generate an image, but there's no API key."),
				[stepAction({ type: 'setApiKey' })],
				() => {
					isKeyNoticeOpen = false;
				},
			);
		}
		throw new UserError(
			l10n.t(
				'There is no API key. The user can set one with the command "Image Assets: Set API Key"; placeholders are free and need none.',
			),
		);
	}
}
