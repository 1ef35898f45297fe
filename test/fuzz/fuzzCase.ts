/** A text as the pieces that it is made of, each repeated: so a long one is a short file. */
export type Parts = readonly (readonly [piece: string, times: number])[];

/** One input of one target, as it is kept in `found/`. */
export interface FuzzCase {
	readonly target: string;
	readonly parts: Parts;
}

export function textOf(parts: Parts): string {
	return parts.map(([piece, times]) => piece.repeat(times)).join('');
}

export const lengthOf = (parts: Parts): number =>
	parts.reduce((sum, [piece, times]) => sum + piece.length * times, 0);

/** The same with each repetition that many times shorter; undefined where nothing is repeated so often. */
export function shortened(parts: Parts, times: number): Parts | undefined {
	return parts.some(([, count]) => count >= times)
		? parts.map(([piece, count]) => [piece, count < times ? count : Math.floor(count / times)])
		: undefined;
}

/** JSON in ASCII alone: no tool takes a part of it for a line's end, or for no text. */
export function asciiJson(value: unknown): string {
	return JSON.stringify(value).replace(
		/[\u007f-\uffff]/g,
		character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
