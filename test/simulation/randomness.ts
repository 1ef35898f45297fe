import { seeded, type Random } from '../support/mutations.ts';

export { pick } from '../support/mutations.ts';
export type { Random };

/** Random numbers that depend on the seed and the purpose, so that one use doesn't affect another. */
export function randomFor(seed: number, purpose: string): Random {
	let mixed = seed | 0;
	for (const letter of purpose) {
		mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x5bd1e995);
		mixed ^= mixed >>> 15;
	}
	return seeded(mixed);
}

export function chance(random: Random, share: number): boolean {
	return random() < share;
}

/** A whole number from `least` to `most`. */
export function between(random: Random, least: number, most: number): number {
	return least + Math.floor(random() * (most - least + 1));
}

/** A UUID of version 4. */
export function randomId(random: Random): string {
	const part = () =>
		Math.floor(random() * 0x10000)
			.toString(16)
			.padStart(4, '0');
	return `${part()}${part()}-${part()}-4${part().slice(1)}-8${part().slice(1)}-${part()}${part()}${part()}`;
}
