import { window } from 'vscode';

/** Asks in a modal dialog with one button; whether that was pressed. Empty paragraphs are left out. */
export async function confirm(question: string, button: string, ...paragraphs: string[]): Promise<boolean> {
	const detail = paragraphs.filter(paragraph => paragraph !== '').join('\n\n');
	return (await window.showWarningMessage(question, { modal: true, detail }, button)) === button;
}

/** Why a price is asked about. @param confirmAbove credits */
export function whyAsked(confirmAbove: number): string {
	return `You are asked because this is more than ${confirmAbove} credits (setting "imageAssets.confirmAbove").`;
}
