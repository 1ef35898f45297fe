import { l10n, window } from 'vscode';
import { numberText } from '../texts/units.ts';

/** Asks in a modal dialog with one button. Resolves to whether it was pressed. Empty paragraphs are left out. */
export async function confirm(question: string, button: string, ...paragraphs: string[]): Promise<boolean> {
	const detail = paragraphs.filter(paragraph => paragraph !== '').join('\n\n');
	return (await window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}

interface PriceQuestion {
	/** Names what is made and its price: `Generate 2 images for 2 × 45 = 90 credits?` */
	readonly question: string;
	readonly button: string;
	/** The total price. */
	readonly credits: number;
	/** Credits that may be spent without asking. */
	readonly confirmAbove: number;
	/** Paragraphs that explain the price. */
	readonly detail: readonly string[];
}

/** Whether the credits may be spent; asks only if they are more than `confirmAbove`. */
export async function confirmPrice(price: PriceQuestion): Promise<boolean> {
	const { question, button, credits, confirmAbove, detail } = price;
	const why = l10n.t(
		'You\'re asked to confirm because this costs more than {0} credits (setting "imageAssets.confirmAbove").',
		numberText(confirmAbove),
	);
	return credits <= confirmAbove || confirm(question, button, ...detail, why);
}
