import { isOpen } from '../jobActions.ts';
import type { Job } from '../job.ts';
import { isFileReference } from '../../references/reference.ts';

/** The SHA-256 of each snapshot that a job may still be sent, or sent again, with. */
export function referencesInUse(jobs: readonly Job[]): Set<string> {
	const references = jobs.filter(isOpen).flatMap(({ intent }) => intent.references ?? []);
	return new Set(references.filter(isFileReference).map(({ sha256 }) => sha256));
}
