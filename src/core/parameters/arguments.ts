import * as z from 'zod/mini';
import { UserError } from '../userError.ts';
import { describeIssue, imageParameters, values } from './values.ts';

const argumentsSchema = z.strictObject({
	...imageParameters,
	file: z.optional(values.text),
	outputFolder: z.optional(values.outputFolder),
	isPublic: z.optional(values.isPublic),
	webhookUrl: z.optional(values.webhookUrl),
	link: z.optional(values.link),
});

/** The argument object of the generating commands, for keybindings and other extensions. */
export type GenerateArguments = z.infer<typeof argumentsSchema>;

/** @throws UserError that names the argument. A key that is not known is refused: it may have been meant to save credits. */
export function parseArguments(value: unknown): GenerateArguments {
	const parsed = argumentsSchema.safeParse(value);
	if (parsed.success) {
		return parsed.data;
	}
	throw new UserError(`The command's argument ${describeIssue(parsed.error)}`, { type: 'openKeybindings' });
}
