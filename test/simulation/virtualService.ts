import type { Fetch } from '../../src/core/api/fetch.ts';
import { imageOf } from './madeImages.ts';
import { between, randomId, type Random } from './randomness.ts';
import type { Scheduler, Scope } from './scheduler.ts';
import { networkError, unconnected, type CallFault, type Ending } from './serviceFaults.ts';

export const apiBaseUrl = 'https://api.sim.example/v1';
const cdn = 'https://cdn.sim.example';

/** Accounts by key; any other key is refused. */
const accounts = new Map([
	['cdt_good', 'one'],
	['cdt_other', 'two'],
]);

export type CallKind = 'create' | 'get' | 'cancel' | 'download';

/** One prediction that the service has accepted and charged for. */
export interface Charge {
	readonly id: string;
	/** The id of the job that asked for it. */
	readonly key: string;
	readonly account: string;
	/** Milliseconds for which the machine was awake. */
	readonly at: number;
	readonly ending: Ending;
	/** The time at which the last output was made, or would have been. */
	readonly doneAt: number;
	cancelled: boolean;
	/** When it was created, by the machine's clock; milliseconds since the epoch. */
	readonly madeAt: number;
	/** When the service last answered that it isn't done, by the same clock. */
	notDoneAt: number | undefined;
	/** Whether the service has ever answered with the outputs. */
	told: boolean;
	/** How often the service answered that it doesn't know it. */
	denied: number;
}

/** One create call, as it left a window. */
export interface SentCall {
	readonly key: string;
	readonly window: string;
	readonly at: number;
	/** Milliseconds since the epoch, by the window's clock. */
	readonly wall: number;
}

export interface VirtualService {
	readonly charges: readonly Charge[];
	readonly sent: readonly SentCall[];
	/** The number of calls so far. */
	readonly calls: () => number;
	/** The `fetch` of a window. */
	fetchFor(scope: Scope): Fetch;
	/** Takes the network away until a time. */
	goOffline(until: number): void;
	/** Breaks every connection, as when the machine sleeps. */
	breakConnections(): void;
	/** Makes the n-th call of a kind, counted from now, go wrong. */
	bend(call: CallKind, nth: number, fault: CallFault): void;
	/** Makes everything work from now on. */
	calmDown(): void;
}

interface Options {
	readonly scheduler: Scheduler;
	readonly world: Scope;
	readonly random: Random;
	readonly wall: () => number;
	/** Whether answers have the second of the two documented forms. */
	readonly secondForm: boolean;
}

interface Call {
	readonly kind: CallKind;
	readonly scope: Scope;
	readonly url: URL;
	readonly headers: Headers;
	readonly signal: AbortSignal | undefined;
	readonly resolve: (response: Response) => void;
	readonly reject: (error: unknown) => void;
}

export function createVirtualService(options: Options): VirtualService {
	const { scheduler, world, random, wall, secondForm } = options;
	const charges: Charge[] = [];
	const byId = new Map<string, Charge>();
	const sent: SentCall[] = [];
	const counts: Record<CallKind, number> = { create: 0, get: 0, cancel: 0, download: 0 };
	const bends = new Map<string, CallFault>();
	const open = new Set<Call>();
	let offlineUntil = 0;
	let isCalm = false;

	function accept(key: string, account: string, ending = endingWhenCalm()): Charge {
		const at = scheduler.now();
		const charge: Charge = {
			id: `pred_${randomId(random).slice(0, 18)}`,
			key,
			account,
			at,
			ending,
			doneAt: at + ending.ms,
			cancelled: false,
			madeAt: wall(),
			notDoneAt: undefined,
			told: false,
			denied: 0,
		};
		charges.push(charge);
		byId.set(charge.id, charge);
		return charge;
	}

	function endingWhenCalm(): Ending {
		return { type: 'succeeds', ms: between(random, 1000, 9000), outputs: 1 };
	}

	function statusOf(charge: Charge): string {
		if (charge.cancelled) {
			return 'cancelled';
		}
		const { type, ms } = charge.ending;
		if (scheduler.now() < charge.doneAt) {
			return scheduler.now() - charge.at < ms / 3 ? 'pending' : 'processing';
		}
		switch (type) {
			case 'fails':
				return 'failed';
			case 'isCancelled':
				return 'cancelled';
			default:
				return secondForm ? 'succeeded' : 'completed';
		}
	}

	function describe(charge: Charge): Record<string, unknown> {
		const status = statusOf(charge);
		const isDone = status === 'completed' || status === 'succeeded';
		const count = isDone && charge.ending.type === 'succeeds' ? charge.ending.outputs : 0;
		const urls = Array.from({ length: count }, (_, index) => `${cdn}/${charge.id}/${index}.png`);
		if (status === 'pending' || status === 'processing') {
			charge.notDoneAt = wall();
		}
		charge.told ||= isDone;
		return secondForm
			? { id: charge.id, status, output: urls }
			: {
					job_id: charge.id,
					status,
					result: urls.length === 1 ? urls[0] : urls.length === 0 ? null : urls,
					error: status === 'failed' ? 'The prompt was refused.' : null,
				};
	}

	function answer(call: Call, after: number, make: () => Response): void {
		scheduler.after(call.scope, after, () => {
			if (open.delete(call)) {
				call.resolve(make());
			}
		});
	}

	function fail(call: Call, after: number, error: () => unknown): void {
		scheduler.after(call.scope, after, () => {
			if (open.delete(call)) {
				call.reject(error());
			}
		});
	}

	function chargeOf({ url }: Call): Charge | undefined {
		return byId.get(url.pathname.split('/').at(-1) ?? '');
	}

	/** Does what the service does for a call. @returns what makes the answer */
	function perform(call: Call, ending?: Ending): () => Response {
		const { kind, url, headers } = call;
		const account = accounts.get(headers.get('x-api-key') ?? '');
		if (kind === 'download') {
			const [, id = '', name = ''] = url.pathname.split('/');
			const bytes = imageOf(`${id} ${parseInt(name, 10)}`);
			return () => new Response(bytes, { headers: { 'content-type': 'image/png' } });
		}
		if (account === undefined) {
			return () => json({ detail: 'Who are you?' }, 401);
		}
		if (kind === 'create') {
			const charge = accept(headers.get('idempotency-key') ?? '', account, ending);
			const text = describe(charge);
			return () => json(text);
		}
		const charge = chargeOf(call);
		const isForgotten = charge?.ending.type === 'isForgotten' && scheduler.now() > charge.doneAt;
		if (charge?.account !== account || isForgotten) {
			if (charge !== undefined) {
				charge.denied += 1;
			}
			return () => json({ detail: 'Not found' }, 404);
		}
		if (kind === 'cancel') {
			if (scheduler.now() >= charge.doneAt && !charge.cancelled) {
				return () => json({ detail: 'It is over' }, 409);
			}
			charge.cancelled = true;
		}
		const text = describe(charge);
		return () => json(text);
	}

	function play(call: Call, fault: CallFault | undefined): void {
		const there = between(random, 5, 120);
		const back = between(random, 5, 120);
		const reach = (run: () => void, delay = there) => {
			scheduler.after(world, delay, run);
		};
		switch (fault?.kind) {
			case undefined:
			case 'slow':
			case 'ending':
				reach(() => {
					const make = perform(call, fault?.kind === 'ending' ? fault.ending : undefined);
					answer(call, fault?.kind === 'slow' ? fault.ms : back, make);
				});
				return;
			case 'unconnected':
				fail(call, there, () => networkError(fault.how));
				return;
			case 'broken':
				reach(() => {
					if (fault.accepted) {
						perform(call);
					}
					fail(call, fault.ms, () => networkError(fault.how));
				});
				return;
			case 'hang':
				if (fault.acceptedAfter !== undefined) {
					reach(() => {
						perform(call);
					}, there + fault.acceptedAfter);
				}
				return;
			case 'status':
				reach(() => {
					if (fault.accepted) {
						perform(call);
					}
					const headers = {
						...(fault.retryAfter && { 'retry-after': fault.retryAfter }),
						...(fault.status < 400 && { location: `${cdn}/elsewhere` }),
					};
					const charge = chargeOf(call);
					if (fault.status === 404 && charge !== undefined) {
						charge.denied += 1;
					}
					answer(call, back, () => json({ detail: `Fault ${fault.status}` }, fault.status, headers));
				});
				return;
			case 'answer':
				reach(() => {
					const make = perform(call);
					const charge = chargeOf(call);
					if (fault.how === 'word' && charge !== undefined) {
						charge.notDoneAt = wall();
					}
					answer(call, back, () => spoil(make(), fault.how));
				});
				return;
			case 'image':
				reach(() => {
					const make = perform(call);
					answer(call, back, () => spoilImage(call, make, fault.how));
				});
		}
	}

	function spoilImage(
		call: Call,
		make: () => Response,
		how: Extract<CallFault, { kind: 'image' }>['how'],
	): Response {
		const bytes = imageOf(call.url.pathname);
		const streamed = (end: (controller: ReadableStreamDefaultController<Uint8Array>) => void) =>
			new Response(
				new ReadableStream<Uint8Array>({
					start(controller) {
						controller.enqueue(bytes.subarray(0, 40));
						end(controller);
						call.signal?.addEventListener('abort', () => {
							try {
								controller.error(call.signal?.reason);
							} catch {
								// It had already ended.
							}
						});
					},
				}),
			);
		switch (how) {
			case 'cut':
				return new Response(bytes.subarray(0, bytes.length - 20));
			case 'short':
			case 'reset':
				return streamed(controller => {
					scheduler.after(call.scope, 300, () => {
						controller.error(networkError({ code: 'ECONNRESET', syscall: 'read' }));
					});
				});
			case 'stalled':
				return streamed(() => undefined);
			case 'html':
				return new Response('<!DOCTYPE html><html></html>', { headers: { 'content-type': 'text/html' } });
			case 'part':
				return new Response(bytes, { status: 206 });
			case 'expired':
				return json({ detail: 'Expired' }, 403);
			case 'redirect':
				return call.url.search === ''
					? new Response(null, { status: 302, headers: { location: `${call.url.href}?moved` } })
					: make();
		}
	}

	function start(call: Call): void {
		open.add(call);
		const { signal } = call;
		signal?.addEventListener('abort', () => {
			if (open.delete(call)) {
				call.reject(signal.reason);
			}
		});
		counts[call.kind] += 1;
		if (call.kind === 'create') {
			const key = call.headers.get('idempotency-key') ?? '';
			sent.push({ key, window: call.scope.name, at: scheduler.now(), wall: wall() });
		}
		if (scheduler.now() < offlineUntil) {
			const how = unconnected[between(random, 0, 4)] ?? unconnected[0];
			fail(call, 20, () => networkError(how));
			return;
		}
		const fault = bends.get(`${call.kind} ${counts[call.kind]}`);
		play(call, isCalm ? undefined : fault);
	}

	return {
		charges,
		sent,
		calls: () => counts.create + counts.get + counts.cancel + counts.download,
		fetchFor: scope =>
			((input: URL, init: RequestInit = {}) =>
				new Promise<Response>((resolve, reject) => {
					const { signal, headers, method = 'GET' } = init;
					if (scope.dead) {
						return;
					}
					if (signal?.aborted) {
						reject(signal.reason as Error);
						return;
					}
					const url = new URL(input);
					const kind =
						url.origin === cdn
							? 'download'
							: method === 'POST'
								? 'create'
								: method === 'DELETE'
									? 'cancel'
									: 'get';
					start({
						kind,
						scope,
						url,
						headers: new Headers(headers),
						signal: signal ?? undefined,
						resolve,
						reject,
					});
				})) as Fetch,
		goOffline(until) {
			offlineUntil = until;
		},
		breakConnections() {
			for (const call of open) {
				fail(call, between(random, 1, 500), () => networkError({ code: 'ETIMEDOUT', syscall: 'read' }));
			}
		},
		bend(call, nth, fault) {
			bends.set(`${call} ${counts[call] + nth}`, fault);
		},
		calmDown() {
			isCalm = true;
			offlineUntil = 0;
		},
	};
}

function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
	return new Response(JSON.stringify(value), {
		status,
		headers: { 'content-type': 'application/json', ...headers },
	});
}

function spoil(honest: Response, how: Extract<CallFault, { kind: 'answer' }>['how']): Response {
	switch (how) {
		case 'cut':
			return new Response('{"job_id":"pred_1","sta');
		case 'html':
			return new Response('<html>Sign in to the network</html>');
		case 'empty':
			return new Response('');
		case 'noId':
			return json({ status: 'pending' });
		case 'badId':
			return json({ id: '../x', job_id: '../x', status: 'pending' });
		case 'word':
			return honest.ok ? json({ id: 'pred_word', status: 'pondering' }) : honest;
	}
}
