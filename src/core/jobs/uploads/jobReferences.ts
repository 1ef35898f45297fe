import { inputFileName, type InputFile } from '../../api/inputFiles.ts';
import type { ResolvedReferences } from '../../api/client.ts';
import type { Intent } from '../intent.ts';
import { policy } from '../../policy.ts';
import type { JobReferences, ReferenceSender } from '../ports.ts';
import type { Clock } from '../../clock/clock.ts';
import { isFileReference, type FileReference, type Reference } from '../../references/reference.ts';
import { ReferenceGoneError } from '../../references/referenceGoneError.ts';
import type { ReferenceStore } from '../../references/referenceStore.ts';
import { createUploads } from './uploads.ts';

/** Input images from the store of snapshots. Later jobs of this window reuse what was uploaded. */
export function createJobReferences(store: Pick<ReferenceStore, 'open'>, clock: Clock): JobReferences {
	const uploads = createUploads(clock);

	async function open({ sha256, format, bytes, name }: FileReference): Promise<InputFile> {
		const blob = await store.open(sha256);
		if (blob?.size !== bytes) {
			throw new ReferenceGoneError(name);
		}
		return { blob, format };
	}

	/** The URL of one image for the service. */
	async function addressOf(
		intent: Intent,
		{ reference, index }: Place,
		{ api, keyFingerprint }: ReferenceSender,
		signal: AbortSignal,
	): Promise<string> {
		if (!isFileReference(reference)) {
			return reference.url;
		}
		const send = async (stop: AbortSignal) => {
			const { blob, format } = await open(reference);
			return api.uploadFile(blob, inputFileName(index, format), format, stop);
		};
		return uploads.upload(keyOf(intent, keyFingerprint, reference), send, signal);
	}

	async function uploadAll(
		intent: Intent,
		references: readonly Reference[],
		sender: ReferenceSender,
		signal: AbortSignal,
	): Promise<string[]> {
		const urls: string[] = [];
		const queue = references.map((reference, index) => ({ reference, index })).values();
		let failed = false;
		const work = async () => {
			for (const place of queue) {
				try {
					urls[place.index] = await addressOf(intent, place, sender, signal);
				} catch (error) {
					failed = true;
					throw error;
				}
				if (failed) {
					return;
				}
			}
		};
		// Uploads that are under way when one fails are kept for the next try.
		const results = await Promise.allSettled(Array.from({ length: policy.reference.uploadsAtOnce }, work));
		for (const result of results) {
			if (result.status === 'rejected') {
				throw result.reason;
			}
		}
		return urls;
	}

	return {
		async resolve(intent, sender, signal): Promise<ResolvedReferences | undefined> {
			const { references = [], sharesReferences = false } = intent;
			if (references.length === 0) {
				return undefined;
			}
			const files = references.filter(isFileReference);
			const uploaded = files.every(
				file => uploads.known(keyOf(intent, sender.keyFingerprint, file)) !== undefined,
			);
			if (routeOf({ references, shared: sharesReferences, uploaded }) === 'direct') {
				return { type: 'files', files: await Promise.all(files.map(open)) };
			}
			return { type: 'urls', urls: await uploadAll(intent, references, sender, signal) };
		},
	};
}

interface Place {
	readonly reference: Reference;
	readonly index: number;
}

/** A URL belongs to the account that uploaded the file. */
function keyOf({ apiBaseUrl }: Intent, keyFingerprint: string, { sha256 }: FileReference): string {
	return `${new URL(apiBaseUrl).origin} ${keyFingerprint} ${sha256}`;
}

export interface RouteFacts {
	readonly references: readonly Reference[];
	/** Whether other jobs use the same images (`Intent.sharesReferences`). */
	readonly shared: boolean;
	/** Whether every file is in the service's storage already, under a URL that is still good. */
	readonly uploaded: boolean;
}

/**
 * How input images get to the service. `direct`: in the create call, which is a single call and leaves nothing
 * elsewhere. `storage`: each file is uploaded once to the service's storage, and the create call has their URLs; for
 * images that several jobs use, for many bytes, and wherever one of them is a URL, since the service documents no
 * order of URLs among files.
 */
export function routeOf({ references, shared, uploaded }: RouteFacts): 'direct' | 'storage' {
	const files = references.filter(isFileReference);
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	const hasAddress = files.length < references.length;
	const isLarge = bytes > policy.reference.multipartTotal;
	return hasAddress || isLarge || shared || uploaded ? 'storage' : 'direct';
}
