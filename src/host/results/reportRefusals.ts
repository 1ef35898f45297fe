import { nameImages } from '../../core/text/enumerate.ts';
import { UserError } from '../../core/userError.ts';
import type { Log } from '../ui/log.ts';
import { reportError } from '../ui/messages.ts';

/** One image of several that was not even begun. */
export interface Refusal {
	readonly name: string;
	readonly error: unknown;
}

/** One message for each kind of trouble, with the images that it is about. */
export function reportRefusals(log: Log, refusals: readonly Refusal[]): void {
	const groups = Object.groupBy(refusals, ({ name, error }) => reasonOf(name, error));
	for (const [reason, group = []] of Object.entries(groups)) {
		const error = group[0]?.error;
		const names = nameImages(group.map(({ name }) => name));
		const message = reason.startsWith(subject)
			? names + forCount(reason.slice(subject.length), group.length)
			: `${names}: ${reason}`;
		reportError(
			log,
			error instanceof UserError
				? new UserError(message, error.nextStep, error.cause)
				: new UserError(message, { type: 'showLog' }, error),
		);
	}
}

/** The rest of a sentence whose subject is one image, or several. */
function forCount(rest: string, count: number): string {
	return count === 1 ? rest : rest.replace(/^ is /, ' are ');
}

/** Stands for the names of the images, where a message begins with them. */
const subject = '\0';

/** What is said, the same for all that are refused for it. */
function reasonOf(name: string, error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.startsWith(`${name} `) ? subject + message.slice(name.length) : message;
}
