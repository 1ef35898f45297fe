import { values } from '../parameters/values.ts';
import type { GenerateArguments } from '../parameters/arguments.ts';
import type { AssetEntry } from './assetRecord.ts';

const fields = [
	['aspectRatio', 'aspect_ratio'],
	['quality', 'quality'],
	['background', 'background'],
	['outputFormat', 'output_format'],
	['outputCompression', 'output_compression'],
	['moderation', 'moderation'],
] as const;

/** The parameters that an image was made with, as arguments; values that are not, or no longer, allowed are left out. */
export function recordedArguments({ input, size, cutOut }: AssetEntry): GenerateArguments {
	const found = fields.flatMap(([name, wire]): [string, unknown][] => {
		const { success, data } = values[name].safeParse(input[wire]);
		return success ? [[name, data]] : [];
	});
	return {
		...Object.fromEntries(found),
		...(size !== undefined && { size }),
		...(cutOut === true && { cutOut }),
	};
}
