import { nameImages } from '../../core/text/enumerate.ts';
import { UserError } from '../../core/userError.ts';
import type { Log } from '../ui/log.ts';
import { reportError } from '../ui/messages.ts';

/** One of several images that wasn't even started. */
export interface Refusal {
	readonly name: string;
	readonly error: unknown;
}

/** Shows one message for each kind of problem, naming its images. */
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

/** Adapts the rest of a sentence to one image or several. */
function forCount(rest: string, count: number): string {
	return count === 1 ? rest : rest.replace(/^ is /, ' are ');
}

/** Stands for the image names in messages that begin with them. */
const subject = '\0';

/** The reason in words, equal for all images refused for it. */
function reasonOf(name: string, error: unknown): string {
	const message = error instanceof Error ? error.message : String(error);
	return message.startsWith(`${name} `) ? subject + message.slice(name.length) : message;
}
