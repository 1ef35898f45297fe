import type { OutputFormat } from '../../src/shared/model.ts';
import type { Intent } from '../../src/core/jobs/intent.ts';
import { assetsOf, sampleIntent, sampleRequest } from '../support/sampleIntent.ts';

/** A draft of a fox, to be saved in `assets` of `root`, a path in the form of `Uri.path`. */
export function intentFor(baseUrl: string, root = '/nowhere', outputFormat: OutputFormat = 'webp'): Intent {
	const request = { ...sampleRequest, outputFormat };
	return sampleIntent({ request, target: assetsOf(root), apiBaseUrl: baseUrl });
}
