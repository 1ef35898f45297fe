import { policy } from '../../policy.ts';
import { isFileReference, type Reference } from '../../references/reference.ts';

export interface RouteFacts {
	readonly references: readonly Reference[];
	/** Whether other jobs use the same images (`Intent.sharesReferences`). */
	readonly shared: boolean;
	/** Whether every file is in the service's storage already, under an address that is still good. */
	readonly uploaded: boolean;
}

/**
 * How input images get to the service. `direct`: in the create call, which is one call, and nothing of it stays
 * elsewhere. `storage`: each file once to the service's storage, and their addresses in the create call; for images
 * that several jobs use, for many bytes, and wherever one of them is an address, since the service documents no
 * order of addresses among files.
 */
export function routeOf({ references, shared, uploaded }: RouteFacts): 'direct' | 'storage' {
	const files = references.filter(isFileReference);
	const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
	const hasAddress = files.length < references.length;
	const isLarge = bytes > policy.reference.multipartTotal;
	return hasAddress || isLarge || shared || uploaded ? 'storage' : 'direct';
}
