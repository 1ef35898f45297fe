import type { JobReferences } from '../../src/core/jobs/ports.ts';

/** For jobs that have no input images. */
export const noReferences: JobReferences = { resolve: () => Promise.resolve(undefined) };
