/** Random numbers for values that are nearly what a protocol allows. */
export type Random = () => number;

/** Numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): Random {
	let now = seed;
	return () => {
		now = (now + 0x6d2b79f5) | 0;
		let mixed = Math.imul(now ^ (now >>> 15), now | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

export function pick<T>(random: Random, list: readonly [T, ...T[]] | readonly T[]): T {
	return list[Math.floor(random() * list.length)] as T;
}

/** The building blocks of values. */
export interface Words {
	readonly names: readonly string[];
	readonly leaves: readonly unknown[];
}

/** A random value, nested at most `depth` deep. */
export function anything(random: Random, words: Words, depth: number): unknown {
	const kind = random();
	if (depth === 0 || kind < 0.3) {
		return leaf(random, words);
	}
	const parts = Array.from({ length: Math.floor(random() * 4) }, () => anything(random, words, depth - 1));
	if (kind < 0.4) {
		return parts;
	}
	return Object.fromEntries(parts.map(part => [pick(random, words.names), part]));
}

/** A copy with up to three changes: a value moved, a member removed or added, another type. */
export function mutated(random: Random, words: Words, message: unknown): unknown {
	const copy = structuredClone(message);
	for (let change = Math.floor(random() * 4); change > 0; change -= 1) {
		let target = copy as Record<string, unknown>;
		// Some way down.
		while (random() < 0.5) {
			const inner = Object.values(target).filter(value => typeof value === 'object' && value !== null);
			if (inner.length === 0) {
				break;
			}
			target = pick(random, inner) as Record<string, unknown>;
		}
		const name = pick(random, [...Object.keys(target), pick(random, words.names)]);
		switch (Math.floor(random() * 3)) {
			case 0:
				Reflect.deleteProperty(target, name);
				break;
			case 1:
				Object.defineProperty(target, name, {
					value: leaf(random, words),
					enumerable: true,
					configurable: true,
					writable: true,
				});
				break;
			default:
				Object.defineProperty(target, name, {
					value: anything(random, words, 2),
					enumerable: true,
					configurable: true,
					writable: true,
				});
		}
	}
	return copy;
}

/** A copy: a value that is mutated further must not contain itself. */
function leaf(random: Random, words: Words): unknown {
	const value: unknown = pick(random, words.leaves);
	return typeof value === 'object' ? structuredClone(value) : value;
}
