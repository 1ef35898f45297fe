import { randomUUID } from 'node:crypto';
import type { OutputFormat } from '../../src/core/api/model.ts';
import { priceOf } from '../../src/core/credits/prices.ts';
import type { JobIntent } from '../../src/core/jobs/job.ts';

/** A draft of a fox, to be saved in the `assets` of `root`, a path as `Uri.path` has it. */
export function intentFor(
	baseUrl: string,
	root = '/nowhere',
	outputFormat: OutputFormat = 'webp',
): JobIntent {
	const id = randomUUID();
	const prompt = 'a fox reading a map';
	return {
		id,
		createdAt: Date.now(),
		action: id,
		prompt,
		request: {
			prompt,
			quality: 'low',
			aspectRatio: '1:1',
			outputFormat,
			outputCompression: 90,
			background: 'auto',
			moderation: 'auto',
			outputFolder: '',
			isPublic: false,
			webhookUrl: '',
		},
		credits: priceOf('low'),
		target: { workspaceFolder: `file://${encodeURI(root)}`, folder: `${root}/assets`, name: 'fox' },
		apiBaseUrl: baseUrl,
	};
}
