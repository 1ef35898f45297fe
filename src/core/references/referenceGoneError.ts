/** The snapshot of an input image is no longer in the store. */
export class ReferenceGoneError extends Error {
	override readonly name = 'ReferenceGoneError';
	/** As the user knows the image. */
	readonly reference: string;

	constructor(reference: string) {
		super(`The copy of ${reference} is gone`);
		this.reference = reference;
	}
}
