import type { EmulatorOptions, JobStatus } from './emulatorOptions.ts';
import type { Fault } from './faults.ts';
import type { LedgerEntry } from './ledger.ts';
import type { PredictionRequest } from './predictionRequest.ts';
import type { RecordedRequest } from './requestLog.ts';

/** The state of a prediction at the time of the call. */
export interface JobView {
	id: string;
	status: JobStatus;
	request: PredictionRequest;
	credits: number;
	/** Milliseconds since the epoch, as is `endsAt`. */
	createdAt: number;
	endsAt: number;
	idempotencyKey: string | null;
}

/** Inspects and controls an emulator in another process. Every call rejects if the emulator refuses it. */
export interface EmulatorControl {
	ledger(): Promise<{ entries: LedgerEntry[]; total: number }>;
	requests(): Promise<RecordedRequest[]>;
	jobs(): Promise<JobView[]>;
	faults(): Promise<Fault[]>;
	options(): Promise<EmulatorOptions>;
	origins(): Promise<{ api: string; cdn: string; store: string }>;
	/** Resolves to an id for `removeFault`. */
	addFault(fault: Fault): Promise<number>;
	removeFault(id: number): Promise<void>;
	clearFaults(): Promise<void>;
	setOptions(options: Partial<EmulatorOptions>): Promise<void>;
	finish(jobId: string): Promise<void>;
	finishAll(): Promise<void>;
	/** Forgets requests, charges, jobs, files and faults; options stay. */
	clear(): Promise<void>;
	/** Breaks the connections to the API and refuses new ones, this control's as well, for `ms` milliseconds. */
	refuse(ms: number): Promise<void>;
}

/** `origin` is the API's, with or without a path. */
export function emulatorControl(origin: string): EmulatorControl {
	const base = `${new URL(origin).origin}/__emulator`;
	async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(base + path, {
			method,
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const answer = (await response.json()) as T & { error?: string };
		if (!response.ok) {
			throw new Error(`${method} ${path}: ${answer.error ?? response.status}`);
		}
		return answer;
	}
	async function done(method: string, path: string, body?: unknown): Promise<void> {
		await call(method, path, body);
	}
	return {
		ledger: () => call('GET', '/ledger'),
		requests: () => call('GET', '/requests'),
		jobs: () => call('GET', '/jobs'),
		faults: () => call('GET', '/faults'),
		options: () => call('GET', '/options'),
		origins: () => call('GET', '/origins'),
		addFault: async fault => (await call<{ id: number }>('POST', '/faults', fault)).id,
		removeFault: id => done('DELETE', `/faults/${id}`),
		clearFaults: () => done('DELETE', '/faults'),
		setOptions: options => done('PATCH', '/options', options),
		finish: jobId => done('POST', `/jobs/${jobId}/finish`),
		finishAll: () => done('POST', '/finish'),
		clear: () => done('POST', '/clear'),
		refuse: ms => done('POST', '/refuse', { ms }),
	};
}
