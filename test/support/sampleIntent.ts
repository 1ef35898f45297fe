import { randomUUID } from 'node:crypto';
import type { PredictionRequest } from '../../src/core/api/predictionRequest.ts';
import { priceOf } from '../../src/core/credits/prices.ts';
import type { Intent } from '../../src/core/jobs/intent.ts';

export const sampleRequest: PredictionRequest = {
	prompt: 'a fox reading a map',
	quality: 'low',
	aspectRatio: '1:1',
	outputFormat: 'webp',
	outputCompression: 90,
	background: 'auto',
	moderation: 'auto',
	outputFolder: '',
	isPublic: false,
	webhookUrl: '',
};

/** What a job makes: a draft of a fox unless `changes` say otherwise, with a new id. */
export function sampleIntent(changes: Partial<Intent> = {}): Intent {
	const { prompt } = sampleRequest;
	const { request = sampleRequest } = changes;
	return {
		id: randomUUID(),
		createdAt: Date.now(),
		action: randomUUID(),
		prompt,
		request,
		credits: priceOf(request.quality),
		target: { workspaceFolder: 'file:///site', folder: '/site/assets', name: 'fox' },
		apiBaseUrl: 'http://127.0.0.1/v1',
		...changes,
	};
}

/** The target of a fox in `assets` of a folder, whose path has the form of `Uri.path`. */
export function assetsOf(folder: string): Intent['target'] {
	return { workspaceFolder: `file://${encodeURI(folder)}`, folder: `${folder}/assets`, name: 'fox' };
}
