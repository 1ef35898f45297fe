import type * as z from 'zod/mini';
import type { VsCodeApi } from './vscodeApi.ts';

/** How long the user must be idle before the state is stored. */
const calmMs = 100;

export interface KeptState<T> {
	readonly current: T;
	/** `undefined` removes a part. */
	change(part: { readonly [K in keyof T]?: T[K] | undefined }): void;
	/** Stores it now: the page may disappear at any moment. */
	readonly write: () => void;
}

/** What a page remembers while its tab is open. State returned by VS Code is validated like any other foreign data. */
export function keepState<S extends z.ZodMiniType<object>>(
	api: VsCodeApi,
	schema: S,
	initial: z.output<S>,
): KeptState<z.output<S>> {
	let current = schema.safeParse(api.getState()).data ?? initial;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const write = () => {
		if (timer !== undefined) {
			clearTimeout(timer);
			timer = undefined;
			api.setState(current);
		}
	};
	addEventListener('pagehide', write);
	document.addEventListener('visibilitychange', write);
	return {
		get current() {
			return current;
		},
		write,
		change(part) {
			current = schema.parse({ ...current, ...part });
			clearTimeout(timer);
			timer = setTimeout(write, calmMs);
		},
	};
}
