import type { Limiter } from '../limiter.ts';
import type { PredictionClient } from '../api/client.ts';

/**
 * A client whose status, cancel and download calls wait their turn, however many jobs make them. Create calls do
 * not: how many jobs are sent at a time is limited where they are started, and their answers must not wait. Nor
 * do uploads, which are part of sending.
 */
export function limitClient(client: PredictionClient, limiter: Limiter): PredictionClient {
	const never = new AbortController().signal;
	return {
		create: (request, options) => client.create(request, options),
		uploadFile: (blob, name, format, signal) => client.uploadFile(blob, name, format, signal),
		get: (id, signal) => limiter.run(() => client.get(id, signal), signal ?? never),
		cancel: (id, signal) => limiter.run(() => client.cancel(id, signal), signal ?? never),
		download: (url, options) => limiter.run(() => client.download(url, options), options?.signal ?? never),
	};
}
