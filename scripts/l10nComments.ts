import type { l10nJsonFormat } from '@vscode/l10n-dev';

/** Texts by key, some with comments for translators. */
export type Bundle = l10nJsonFormat;

/** The texts of a bundle by key, without the comments for translators. */
export function messagesOf(bundle: Bundle): Record<string, string> {
	return Object.fromEntries(
		Object.entries(bundle).map(([key, text]) => [key, typeof text === 'string' ? text : text.message]),
	);
}

/**
 * The texts with the comments for translators that their bundle has already. Those are written there by hand; a comment
 * in the source makes a key of its own, which is for words that are translated differently in two places.
 */
export function withComments(texts: Bundle, before: Bundle): Bundle {
	return Object.fromEntries(
		Object.entries(texts).map(([key, text]) => {
			const known = before[key];
			return typeof text === 'string' && typeof known === 'object'
				? [key, { message: text, comment: known.comment }]
				: [key, text];
		}),
	);
}

/** Texts that don't explain themselves, as they are one word or have several slots, and that no comment explains. */
export function uncommented(bundle: Bundle): string[] {
	return Object.entries(bundle)
		.filter(([, text]) => {
			const { message, comment } = typeof text === 'string' ? { message: text, comment: [] } : text;
			const slots = new Set(message.match(/\{\d+\}/g));
			const words = message.replace(/\{\d+\}/g, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
			return (slots.size > 1 || words.length < 2) && comment.join('').trim() === '';
		})
		.map(([key]) => `no comment for translators of “${key}”`);
}
