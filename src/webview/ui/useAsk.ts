import { useRef, useState } from 'preact/hooks';

export interface Asking<Request, Answer> {
	/** Why the last request failed. */
	readonly error: string | undefined;
	readonly fail: (message: string) => void;
	readonly clear: () => void;
	/** Whether the host is working on this. */
	busy(key: string): boolean;
	/** Asks the host; never rejects. @param key what is busy meanwhile. @returns undefined if it fails: see `error` */
	readonly run: (request: Request, key?: string) => Promise<Answer | undefined>;
}

/** Requests to the host from one part of a page, with what is running and what failed. */
export function useAsk<Request extends { readonly type: string }, Answer>(
	ask: (request: Request) => Promise<Answer>,
): Asking<Request, Answer> {
	const [error, setError] = useState<string>();
	const [, redraw] = useState(0);
	const busy = useRef(new Set<string>()).current;
	const clear = () => {
		setError(undefined);
	};
	return {
		error,
		fail: setError,
		clear,
		busy: key => busy.has(key),
		async run(request, key = request.type) {
			clear();
			busy.add(key);
			redraw(count => count + 1);
			try {
				return await ask(request);
			} catch (reason) {
				setError(reason instanceof Error ? reason.message : String(reason));
				return undefined;
			} finally {
				busy.delete(key);
				redraw(count => count + 1);
			}
		},
	};
}
