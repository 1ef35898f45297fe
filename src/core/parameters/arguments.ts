import * as z from 'zod/mini';
import { UserError } from '../userError.ts';
import { describeIssue, imageParameters, values } from './values.ts';

/** What stands for a file in an argument: VS Code's Uri, or a text. */
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

/** As much of VS Code's Uri as is needed to make one. */
export interface UriLike {
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
	/** Whether the result is shown beside the original, where it would not be by itself. */
	review: z.optional(z.boolean()),
});

/** The argument object of the generating commands, for keybindings and other extensions. */
export type GenerateArguments = z.infer<typeof argumentsSchema>;

/** @throws UserError that names the argument. A key that is not known is refused: it may have been meant to save credits. */
export function parseArguments(value: unknown): GenerateArguments {
	return parseWith(argumentsSchema, value);
}

/** A command's argument as its schema has it. @throws UserError that names what is wrong. */
export function parseWith<T>(schema: z.ZodMiniType<T>, value: unknown): T {
	const parsed = schema.safeParse(value);
	if (parsed.success) {
		return parsed.data;
	}
	throw new UserError(`The command's argument ${describeIssue(parsed.error)}`, { type: 'openKeybindings' });
}
