import { answerTargets } from './targets/answers.ts';
import { documentTargets, linkTemplateTarget } from './targets/documents.ts';
import { imageTargets } from './targets/images.ts';
import { messageTargets } from './targets/messages.ts';
import { nameTargets } from './targets/names.ts';
import { recordTargets } from './targets/records.ts';
import type { Target } from './target.ts';

/** Everything that is read from outside. */
export const targets: readonly Target[] = [
	...recordTargets,
	...messageTargets,
	...answerTargets,
	...imageTargets,
	...nameTargets,
	linkTemplateTarget,
	...documentTargets,
];
