import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EmulatorOptions } from './emulatorOptions.ts';
import type { Faults } from './faults.ts';
import type { ImageSource } from './imageSource.ts';
import type { Job } from './jobs.ts';
import type { WritableLedger } from './ledger.ts';
import type { RequestLog } from './requestLog.ts';

/** An uploaded file, sent through the multipart call or the object store. */
export interface StoredFile {
	data: Buffer;
	contentType: string;
	fileName: string;
}

/** A presigned upload that waits for its file. */
export interface UploadTicket {
	fields: Record<string, string>;
	fileName: string;
	expiresAt: number;
}

/** What the three servers share. */
export interface EmulatorContext {
	readonly options: EmulatorOptions;
	readonly origins: { api: string; cdn: string; store: string };
	readonly log: RequestLog;
	readonly ledger: WritableLedger;
	readonly faults: Faults;
	readonly jobs: Map<string, Job>;
	/** By object key. */
	readonly files: Map<string, StoredFile>;
	readonly tickets: Map<string, UploadTicket>;
	readonly signer: Signer;
	readonly images: ImageSource;
	/** Whether the next answer is one of those that never arrive (`dropShare`). */
	readonly dropped: () => boolean;
	readonly closing: AbortSignal;
	/** Stops listening for `ms` milliseconds, but keeps the port: clients are refused. */
	readonly refuse: (ms: number) => Promise<void>;
	print(line: string): void;
}

export interface Signer {
	/** `path` with a signature in its query that is valid until `expiresAt` (ms since the epoch). */
	sign(path: string, expiresAt: number): string;
	/** Whether the path and query of a request are signed and not expired. */
	holds(pathAndQuery: string): boolean;
}

export function createSigner(): Signer {
	const secret = randomBytes(32);
	const signature = (path: string, expires: string) =>
		createHmac('sha256', secret).update(`${path}\n${expires}`).digest('hex').slice(0, 32);
	return {
		sign: (path, expiresAt) => {
			const expires = String(Math.floor(expiresAt));
			return `${path}?expires=${expires}&signature=${signature(path, expires)}`;
		},
		holds: pathAndQuery => {
			const url = new URL(pathAndQuery, 'http://localhost');
			const expires = url.searchParams.get('expires') ?? '';
			const given = Buffer.from(url.searchParams.get('signature') ?? '');
			const right = Buffer.from(signature(url.pathname, expires));
			return given.length === right.length && timingSafeEqual(given, right) && Date.now() < Number(expires);
		},
	};
}
