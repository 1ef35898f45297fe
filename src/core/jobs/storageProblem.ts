import { toAssetError } from '../assets/assetError.ts';
import type { StateError } from '../state/stateFiles.ts';
import { whyOf } from './failure.ts';
import type { Problem } from './problem.ts';

/** What stops a job where the extension's own storage refuses it. Another folder for the image would not help. */
export function storageProblem(error: StateError): Problem {
	const { code } = toAssetError(error.cause ?? error, '');
	return { kind: 'save', code: code === 'diskFull' ? code : 'failed', ...whyOf(error) };
}
