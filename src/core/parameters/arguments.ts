import * as z from 'zod/mini';
import { RefusedError } from '../refusal.ts';
import { valueFault } from '../valueFault.ts';
import { imageParameters, values } from './values.ts';

/** How an argument names a file: by VS Code's Uri, or a string. */
const reference = z.union([
	z.string(),
	z.custom<UriLike>(
		(value: unknown) =>
			typeof value === 'object' &&
			value !== null &&
			'scheme' in value &&
			typeof value.scheme === 'string' &&
			'path' in value &&
			typeof value.path === 'string',
	),
]);

/** The parts of VS Code's Uri that are needed to create one. */
interface UriLike {
	readonly scheme: string;
	readonly authority?: string;
	readonly path: string;
}

const argumentsSchema = z.strictObject({
	...imageParameters,
	file: z.optional(values.text),
	outputFolder: z.optional(values.outputFolder),
	isPublic: z.optional(values.isPublic),
	webhookUrl: z.optional(values.webhookUrl),
	link: z.optional(values.link),
	/** Images to work from: files, workspace-relative paths or https URLs. `edit` edits the first one. */
	references: z.optional(z.array(reference)),
	/** Whether the images of the project's style are sent, as they are by default; an edit never has them. */
	styleReferences: z.optional(z.boolean()),
	/** Whether the result is shown next to the original even if it would not be by default. */
	review: z.optional(z.boolean()),
});

/** The argument object of the generating commands, for keybindings and other extensions. */
export type GenerateArguments = z.infer<typeof argumentsSchema>;

/** @throws RefusedError that names the argument. Unknown keys are refused: one may have been meant to save credits. */
export function parseArguments(value: unknown): GenerateArguments {
	return parseWith(argumentsSchema, value);
}

/** A command's argument as its schema has it. @throws RefusedError that names what is wrong. */
export function parseWith<T>(schema: z.ZodMiniType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) {
		return parsed.data;
	}
	throw new RefusedError(
		{ code: 'badArgument', fault: valueFault(parsed.error) },
		{ type: 'openKeybindings' },
	);
}
