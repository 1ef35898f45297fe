import type { SavedImage, StagedImage } from '../../../src/core/jobs/job.ts';
import type { JobEvent } from '../../../src/core/jobs/reducer.ts';

type Event<T extends JobEvent['type']> = Extract<JobEvent, { type: T }>;

const facts = { format: 'png', width: 1, height: 1, sha256: 'ab'.repeat(32) } as const;

export const stagedImage: StagedImage = { ...facts, bytes: Buffer.of(1) };
export const savedImage: SavedImage = { ...facts, uri: 'file:///site/assets/fox.png' };

export const sent: Event<'sending'> = { type: 'sending', send: 1, keyFingerprint: 'one' };
export const notAccepted: JobEvent = { type: 'notAccepted' };
export const accepted: JobEvent = { type: 'accepted', predictionId: 'job_1', at: 7 };
export const staged: JobEvent = { type: 'staged', images: [stagedImage] };
export const saved: JobEvent = { type: 'saved', images: [savedImage] };
export const failed: JobEvent = { type: 'failed', problem: { kind: 'predictionFailed', reason: 'x' } };
export const unknown: JobEvent = { type: 'unknown', problem: { kind: 'noAnswer', detail: 'reset' } };
export const notified: JobEvent = { type: 'notified' };
export const dismissed: JobEvent = { type: 'dismissed' };
