import type { UploadedFile } from '../../api/uploadFile.ts';
import { backOff } from '../backOff.ts';
import { policy } from '../../policy.ts';
import type { Clock } from '../../clock/clock.ts';
import { judgeUpload } from '../uploadVerdict.ts';

type Send = (signal: AbortSignal) => Promise<UploadedFile>;

interface Running {
	readonly result: Promise<UploadedFile>;
	readonly stop: AbortController;
	waiting: number;
}

/** What this window has in the service's storage, by keys that the caller chooses. */
export function createUploads(clock: Clock) {
	const done = new Map<string, UploadedFile>();
	const running = new Map<string, Running>();

	function known(key: string): string | undefined {
		const file = done.get(key);
		return file !== undefined && isGood(file) ? file.url : undefined;
	}

	function isGood({ expiresAt }: UploadedFile): boolean {
		return clock.now() < expiresAt - policy.reference.urlMargin;
	}

	async function sendUntilDone(key: string, send: Send, signal: AbortSignal): Promise<UploadedFile> {
		for (let attempt = 0; ; attempt += 1) {
			try {
				const file = await send(signal);
				for (const [other, { expiresAt }] of done) {
					if (expiresAt <= clock.now()) {
						done.delete(other);
					}
				}
				done.set(key, file);
				return file;
			} catch (error) {
				signal.throwIfAborted();
				const verdict = judgeUpload(error);
				if (verdict.type !== 'retry' || attempt + 1 >= policy.reference.uploadTries) {
					throw error;
				}
				const { submitCap } = policy.backOff;
				await clock.sleep(backOff(attempt, submitCap, clock.random(), verdict.retryAfterMs), signal);
			}
		}
	}

	function start(key: string, send: Send): Running {
		const stop = new AbortController();
		const entry: Running = { result: sendUntilDone(key, send, stop.signal), stop, waiting: 0 };
		running.set(key, entry);
		return entry;
	}

	return {
		/** The URL of a file, as long as it stays good for a while. */
		known,
		/**
		 * The same, after uploading the file where needed. Callers share an upload that is under way; it is aborted once
		 * all of them are. Tried again where that may help, because it costs nothing.
		 *
		 * @throws what the last try threw, or the signal's reason.
		 */
		async upload(key: string, send: Send, signal: AbortSignal): Promise<string> {
			signal.throwIfAborted();
			const url = known(key);
			if (url !== undefined) {
				return url;
			}
			const entry = running.get(key) ?? start(key, send);
			entry.waiting += 1;
			try {
				return (await unlessAborted(entry.result, signal)).url;
			} finally {
				entry.waiting -= 1;
				if (entry.waiting === 0) {
					// Done, or no longer wanted.
					entry.stop.abort();
					running.delete(key);
				}
			}
		},
	};
}

/** Rejects with the signal's reason as soon as it is aborted; the promise goes on. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	let leave = (): void => undefined;
	const aborted = new Promise<never>((_resolve, reject) => {
		leave = () => {
			reject(signal.reason as Error);
		};
		signal.addEventListener('abort', leave, { once: true });
	});
	try {
		return await Promise.race([promise, aborted]);
	} finally {
		signal.removeEventListener('abort', leave);
	}
}
