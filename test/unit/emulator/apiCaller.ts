import { setTimeout as sleep } from 'node:timers/promises';
import type { Emulator } from '../../emulator/emulator.ts';

/** The key that every call here carries. */
export const testKey = 'cdt_test_key';

export interface ApiAnswer {
	status: number;
	json: Record<string, unknown>;
	headers: Headers;
}

/** Bare calls of the API, as a client without any policy of its own would make them. */
export function apiCaller(emulator: Emulator) {
	async function call(method: string, path: string, init: RequestInit = {}): Promise<ApiAnswer> {
		const headers = { 'x-api-key': testKey, ...(init.headers as Record<string, string> | undefined) };
		const response = await fetch(emulator.baseUrl + path, { ...init, method, headers });
		return {
			status: response.status,
			json: (await response.json()) as Record<string, unknown>,
			headers: response.headers,
		};
	}
	const create = (
		input: Record<string, unknown> = {},
		rest: Record<string, unknown> = {},
		init: RequestInit = {},
	) => call('POST', '/predictions', { ...init, body: predictionBody(input, rest) });
	const get = (id: unknown) => call('GET', `/predictions/${String(id)}`);
	return {
		call,
		create,
		get,
		cancel: (id: unknown) => call('DELETE', `/predictions/${String(id)}`),
		/** Creates a prediction, ends it, and gives the answer that names its output. */
		finished: async (
			input: Record<string, unknown> = {},
			rest: Record<string, unknown> = {},
		): Promise<ApiAnswer> => {
			const { json } = await create(input, rest);
			const id = String(json.job_id ?? json.id);
			emulator.finish(id);
			return get(id);
		},
	};
}

/** A valid creating call's JSON, with changes. */
export function predictionBody(
	input: Record<string, unknown> = {},
	rest: Record<string, unknown> = {},
): string {
	return JSON.stringify({
		model: 'openai/gpt-image-2',
		input: { prompt: 'a lighthouse', quality: 'low', ...input },
		...rest,
	});
}

/** Resolves when `condition` holds; rejects after half a minute. */
export async function eventually(condition: () => boolean): Promise<void> {
	for (let n = 0; n < 3000; n++) {
		if (condition()) {
			return;
		}
		await sleep(10);
	}
	throw new Error('It never came to hold.');
}
