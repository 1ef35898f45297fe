import { window } from 'vscode';

/** Asks in a modal dialog with one button; whether that was pressed. Empty paragraphs are left out. */
export async function confirm(question: string, button: string, ...paragraphs: string[]): Promise<boolean> {
	const detail = paragraphs.filter(paragraph => paragraph !== '').join('\n\n');
	return (await window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}

export interface PriceQuestion {
	/** Names what is made and its price: `Generate 2 images for 2 × 45 = 90 credits?` */
	readonly question: string;
	readonly button: string;
	/** Of everything that is asked about. */
	readonly credits: number;
	/** Credits up to which the user is not asked. */
	readonly confirmAbove: number;
	/** Paragraphs that say what the credits are for. */
	readonly detail: readonly string[];
}

/** Whether credits may be spent: asks only about more than the user lets be spent unasked. */
export async function confirmPrice(price: PriceQuestion): Promise<boolean> {
	const { question, button, credits, confirmAbove, detail } = price;
	const why = `You are asked because this is more than ${confirmAbove} credits (setting "imageAssets.confirmAbove").`;
	return credits <= confirmAbove || confirm(question, button, ...detail, why);
}
