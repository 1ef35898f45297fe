import { sourceTypeOf, type SourceType } from '../images/sourceMark.ts';
import type { AssetEntry } from './assetRecord.ts';

/**
 * How the picture of a file was made: according to the file itself, else to the record. Undefined for a placeholder,
 * and for a picture that neither says a model made.
 */
export function knownSourceType(
	bytes: Uint8Array,
	entry: Pick<AssetEntry, 'edited' | 'placeholder'> | undefined,
): SourceType | undefined {
	if (entry?.placeholder === true) {
		return undefined;
	}
	const recorded =
		entry?.edited === true ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia';
	return sourceTypeOf(bytes) ?? (entry && recorded);
}
