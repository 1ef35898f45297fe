import { parseJson } from '../../text/parseJson.ts';

/** JSON with comments and trailing commas; undefined where it can't be read. Takes linear time. */
export function parseConfig(text = ''): Record<string, unknown> | undefined {
	const whole = text.replace(/^\ufeff/, '');
	const value = parseJson(whole) ?? parseJson(withoutComments(whole));
	return value === undefined ? undefined : recordOf(value);
}

const withoutComments = (text: string): string =>
	text
		.replace(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, part =>
			part.startsWith('"') ? part : ' ',
		)
		.replace(/"(?:[^"\\\n]|\\.)*"?|,(?=\s{0,500}[}\]])/g, part => (part === ',' ? '' : part));

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const listOf = (value: unknown): readonly string[] =>
	Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
export const recordOf = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
