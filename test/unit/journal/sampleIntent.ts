import { randomUUID } from 'node:crypto';
import type { JobIntent } from '../../../src/core/jobs/job.ts';
import { request } from '../jobs/jobBench.ts';

/** A request for an image as it is written down, with an id of its own. */
export function sampleIntent(changes: Partial<JobIntent> = {}): JobIntent {
	return {
		id: randomUUID(),
		createdAt: Date.parse('2026-01-01T00:00:00Z'),
		action: randomUUID(),
		prompt: request.prompt,
		request,
		credits: 45,
		target: { workspaceFolder: 'file:///site', folder: '/site/assets', name: 'fox' },
		apiBaseUrl: 'http://127.0.0.1/v1',
		...changes,
	};
}
