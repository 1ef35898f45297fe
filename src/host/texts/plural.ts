import { pluralRules } from './language.ts';

/**
 * The text for a number of things, by the plural rules of the display language. Neither of our languages needs a
 * third form.
 */
export function plural(count: number, one: string, other: string): string {
	return pluralRules().select(count) === 'one' ? one : other;
}
