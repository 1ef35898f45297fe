import { cleanLine, cleanText } from '../text/cleanText.ts';

/**
 * Foreign text as Markdown that shows it literally, on one line: nothing in it becomes a heading, link, list or
 * paragraph, so it cannot pose as our own text. A line break is shown as ⏎.
 */
export function markdownText(text: string): string {
	return cleanText(text)
		.split('\n')
		.map(line => line.trim())
		.filter(line => line !== '')
		.join(' ⏎ ')
		.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/**
 * The same for the middle of a title, which VS Code renders in the chat but shows unrendered in a dialog: nothing in an
 * ordinary path is escaped.
 */
export function titleText(text: string): string {
	return cleanLine(text).replace(/[\\`*[\]<>&~|$]|(?<![A-Za-z\d])_|_(?![A-Za-z\d])/g, '\\$&');
}
