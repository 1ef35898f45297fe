import * as z from 'zod/mini';
import { connectionFailures } from '../../api/errors/connectionError.ts';
import { assetErrorCodes } from '../../assets/assetError.ts';
import type { Problem } from '../problem.ts';
import { failureSchema } from './failureSchema.ts';

const reason = z.exactOptional(z.string());
const milliseconds = z.number().check(z.nonnegative());

/** Earlier versions kept the English words alone, and later ones may know more codes. */
const why = { detail: z.string(), because: z.catch(failureSchema, { code: 'foreign' }) };

/** A problem as the journal keeps it. */
export const problemSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.enum(['otherKey', 'interrupted', 'redirected', 'forgotten', 'endless']) }),
	z.object({ kind: z.enum(['key', 'credits', 'predictionFailed']), reason }),
	z.object({ kind: z.enum(['keyStore', 'unnoted', 'storage', 'upload', 'download']), ...why }),
	z.object({
		kind: z.literal('dailyLimit'),
		limit: z.number(),
		spent: z.number(),
		by: z.exactOptional(z.literal('agent')),
	}),
	z.object({ kind: z.literal('referenceGone'), name: z.string() }),
	z.object({ kind: z.literal('refused'), status: z.int(), reason }),
	z.object({ kind: z.literal('busy'), retryAfterMs: z.exactOptional(milliseconds) }),
	z.object({ kind: z.literal('offline'), failure: z.enum(connectionFailures), host: z.string() }),
	z.object({ kind: z.literal('noAnswer'), detail: z.string() }),
	z.object({ kind: z.literal('noOutput'), answer: z.string() }),
	z.object({
		kind: z.literal('save'),
		code: z.enum(assetErrorCodes),
		path: z.exactOptional(z.string()),
		...why,
	}),
]) satisfies z.ZodMiniType<Problem>;
