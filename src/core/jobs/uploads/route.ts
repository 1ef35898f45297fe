import { policy } from '../../policy.ts';
import { isFileReference, type Reference } from '../../references/reference.ts';

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
