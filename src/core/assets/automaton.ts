/**
 * A pattern that is matched in time proportional to its length times that of the text, whatever they contain: no path
 * through it is tried twice. (A regular expression may take exponential time.)
 */
export type Pattern =
	| { readonly type: 'one'; readonly matches: (character: string) => boolean }
	| { readonly type: 'sequence' | 'either'; readonly parts: readonly Pattern[] }
	/** `least` times or more. */
	| { readonly type: 'repeated'; readonly part: Pattern; readonly least: 0 | 1 }
	| { readonly type: 'optional'; readonly part: Pattern };

interface State {
	/** Whether the next character leads on from here; undefined if the state reads none. */
	readonly matches?: (character: string) => boolean;
	/** States that follow this one. */
	readonly next: number[];
}

export const sequence = (...parts: Pattern[]): Pattern => ({ type: 'sequence', parts });
export const either = (...parts: Pattern[]): Pattern => ({ type: 'either', parts });
export const repeated = (part: Pattern, least: 0 | 1): Pattern => ({ type: 'repeated', part, least });
export const optional = (part: Pattern): Pattern => ({ type: 'optional', part });
export const one = (matches: (character: string) => boolean): Pattern => ({ type: 'one', matches });

/** Whether the whole text matches, by code points. */
export function createMatcher(pattern: Pattern): (text: string) => boolean {
	const states: State[] = [{ next: [] }];

	function add(state: State): number {
		return states.push(state) - 1;
	}

	/** Puts a pattern in front of a state, and returns where it begins. */
	function prepend(part: Pattern, end: number): number {
		switch (part.type) {
			case 'one':
				return add({ matches: part.matches, next: [end] });
			case 'sequence':
				return part.parts.reduceRight((next, each) => prepend(each, next), end);
			case 'either':
				return add({ next: part.parts.map(each => prepend(each, end)) });
			case 'optional':
				return add({ next: [prepend(part.part, end), end] });
			case 'repeated': {
				const loop: State = { next: [end] };
				const again = add(loop);
				const begin = prepend(part.part, again);
				loop.next.push(begin);
				return part.least === 0 ? again : begin;
			}
		}
	}

	const begin = prepend(pattern, 0);
	/** The step in which a state was reached last; steps keep counting from one text to the next. */
	const reached = new Float64Array(states.length);
	let step = 0;

	/** Adds the states that are reached from one without reading a character. */
	function reach(from: number, into: number[]): void {
		const open = [from];
		for (let at = open.pop(); at !== undefined; at = open.pop()) {
			const state = states[at];
			if (state === undefined || reached[at] === step) {
				continue;
			}
			reached[at] = step;
			if (state.matches === undefined && at !== 0) {
				open.push(...state.next);
			} else {
				into.push(at);
			}
		}
	}

	step += 1;
	const first: number[] = [];
	reach(begin, first);
	return text => {
		let now = first;
		for (const character of text) {
			step += 1;
			const next: number[] = [];
			for (const at of now) {
				const state = states[at];
				if (state?.matches?.(character) === true) {
					for (const target of state.next) {
						reach(target, next);
					}
				}
			}
			if (next.length === 0) {
				return false;
			}
			now = next;
		}
		return now.includes(0);
	};
}
