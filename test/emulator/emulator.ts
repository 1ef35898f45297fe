import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { serveApi } from './apiServer.ts';
import { serveDownload } from './cdnServer.ts';
import { createSigner, type EmulatorContext } from './context.ts';
import { clearAll, jobView } from './control.ts';
import type { JobView } from './emulatorControl.ts';
import { assertOptions, defaultOptions, type EmulatorOptions } from './emulatorOptions.ts';
import { jsonReply, send } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { createImageSource } from './imageSource.ts';
import { finishJob } from './jobs.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { seededRandom } from './random.ts';
import { createRequestLog, keyLeaks, type RecordedRequest } from './requestLog.ts';
import { serveStore } from './storeServer.ts';

/** What is fixed at the start: ports (0 picks a free one), and `print`, which gets a line for each prediction. */
export interface StartOptions extends Partial<EmulatorOptions> {
	port?: number;
	cdnPort?: number;
	storePort?: number;
	print?: (line: string) => void;
}

/** A running emulator of the predictions API. All its properties are live. */
export interface Emulator extends AsyncDisposable {
	/** `http://127.0.0.1:<port>/v1`. */
	readonly baseUrl: string;
	/** The API's origin. */
	readonly origin: string;
	/** Where outputs are served. */
	readonly cdnOrigin: string;
	/** Where presigned uploads go and `file_url`s point. */
	readonly storeOrigin: string;
	/** Every request to the three origins since the start or `clear`, in order of arrival. */
	readonly requests: readonly RecordedRequest[];
	readonly ledger: Ledger;
	readonly faults: Faults;
	readonly options: Readonly<EmulatorOptions>;
	readonly jobs: readonly JobView[];
	setOptions(options: Partial<EmulatorOptions>): void;
	/** Ends one prediction now, or all of them. */
	finish(jobId?: string): void;
	/** Forgets requests, charges, jobs, files and faults; options stay. */
	clear(): void;
	/** Breaks the connections to the API and refuses new ones for `ms` milliseconds; resolves when it listens again. */
	refuse(ms: number): Promise<void>;
	/** The requests that carried `key` where it must never be: to another origin, in a URL, or in a body. */
	keyLeaks(key: string): RecordedRequest[];
	/** Breaks every connection that is still open. */
	close(): Promise<void>;
}

/** Starts an emulator on 127.0.0.1 that keeps nothing on disk. */
export async function startEmulator(start: StartOptions = {}): Promise<Emulator> {
	const { port = 0, cdnPort = 0, storePort = 0, print = () => undefined, ...given } = start;
	assertOptions(given);
	const options: EmulatorOptions = { ...defaultOptions, ...given };
	const closing = new AbortController();
	const drops = seededRandom(`drops/${options.seed}`);
	const api = createServer();
	const cdn = createServer();
	const store = createServer();
	const servers = [api, cdn, store];
	const origins = {
		api: await listen(api, port),
		cdn: await listen(cdn, cdnPort),
		store: await listen(store, storePort),
	};
	const context: EmulatorContext = {
		options,
		origins,
		log: createRequestLog(),
		ledger: createLedger(),
		faults: createFaults(),
		jobs: new Map(),
		files: new Map(),
		tickets: new Map(),
		signer: createSigner(),
		images: createImageSource(options),
		dropped: () => drops() < options.dropShare,
		closing: closing.signal,
		print,
		refuse: async ms => {
			const closed = once(api, 'close');
			api.close();
			api.closeAllConnections();
			await closed;
			await sleep(ms, undefined, { signal: closing.signal, ref: false }).catch(() => undefined);
			if (!closing.signal.aborted) {
				await listen(api, Number(new URL(origins.api).port));
			}
		},
	};
	serve(api, context, (request, response) => serveApi(context, request, response));
	serve(cdn, context, (request, response) => serveDownload(context, 'cdn', request, response));
	serve(store, context, (request, response) => serveStore(context, request, response));

	const close = async () => {
		closing.abort();
		await Promise.all(servers.map(stop));
		await context.images.close();
	};
	return {
		baseUrl: `${origins.api}/v1`,
		origin: origins.api,
		cdnOrigin: origins.cdn,
		storeOrigin: origins.store,
		requests: context.log.all,
		ledger: context.ledger,
		faults: context.faults,
		options,
		get jobs() {
			return [...context.jobs.values()].map(jobView);
		},
		setOptions: changed => {
			assertOptions(changed);
			Object.assign(options, changed);
		},
		finish: jobId => {
			[...context.jobs.values()].filter(({ id }) => jobId === undefined || id === jobId).forEach(finishJob);
		},
		clear: () => {
			clearAll(context);
		},
		refuse: context.refuse,
		keyLeaks: key => keyLeaks(context.log.all, key),
		close,
		[Symbol.asyncDispose]: close,
	};
}

function serve(
	server: Server,
	{ closing }: EmulatorContext,
	answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): void {
	server.on('request', (request, response) => {
		answer(request, response).catch((error: unknown) => {
			// If the client went away or the emulator is closing, that isn't a failure of the emulator.
			if (!closing.aborted && !request.destroyed && !response.headersSent) {
				send(response, jsonReply(500, { detail: `The emulator failed: ${String(error)}` }));
			} else {
				response.destroy();
			}
		});
	});
}

async function listen(server: Server, port: number): Promise<string> {
	server.listen(port, '127.0.0.1');
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function stop(server: Server): Promise<void> {
	if (server.listening) {
		const closed = once(server, 'close');
		server.close();
		server.closeAllConnections();
		await closed;
	}
}
