/** JSON with comments and trailing commas; undefined where it isn't an object. Takes linear time. */
export function parseConfig(text: string | undefined): Record<string, unknown> | undefined {
	const plain = (text ?? '')
		.replace(/^\ufeff/, '')
		.replace(/"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, part =>
			part.startsWith('"') ? part : ' ',
		)
		.replace(/"(?:[^"\\\n]|\\.)*"?|,(?=\s{0,500}[}\]])/g, part => (part === ',' ? '' : part));
	try {
		return recordOf(JSON.parse(plain));
	} catch {
		return undefined;
	}
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
export const listOf = (value: unknown): readonly string[] =>
	Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
export const recordOf = (value: unknown): Record<string, unknown> =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
