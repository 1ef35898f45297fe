import { enlargementText } from '../assets/pixelSize.ts';
import type { Job } from './job.ts';

/** A sentence, where images were brought to more than twice the size that the service made. */
export function enlargedNote(jobs: readonly Pick<Job, 'intent'>[]): string | undefined {
	const texts = jobs.flatMap(
		({ intent: { size, request } }) => (size && enlargementText(size, request.aspectRatio)) ?? [],
	);
	const [first] = texts;
	if (first === undefined) {
		return undefined;
	}
	return jobs.length === 1
		? `It was ${first} to the size that was asked for.`
		: `${texts.length} of them had to be enlarged more than twice.`;
}
