import * as z from 'zod/mini';
import { connectionFailures } from '../../api/errors/connectionError.ts';
import { assetErrorCodes, badPathReasons } from '../../assets/assetError.ts';
import { codecErrorCodes } from '../../images/codecError.ts';

const host = z.string();
const use = z.enum(['result', 'upload', 'input']);
const addressFault = z.discriminatedUnion('code', [
	z.object({ code: z.enum(['notAnAddress', 'serviceNotHttps', 'serviceNotPlain', 'password']) }),
	z.object({ code: z.literal('protocol'), use, protocol: z.string() }),
	z.object({ code: z.literal('internal'), use, host }),
]);

/** What an error says, in codes and values. The host words it; `said` is third-party text. */
export type Failure = z.infer<typeof failureSchema>;

/** A failure as the journal keeps it. */
export const failureSchema = z.discriminatedUnion('code', [
	/** No connection was made. */
	z.object({ code: z.literal('offline'), failure: z.enum(connectionFailures), host }),
	/** The connection broke before the answer was complete. */
	z.object({ code: z.literal('broken'), host }),
	z.object({ code: z.literal('late'), host, ms: z.number() }),
	/** An answer has more bytes than the limit. */
	z.object({ code: z.literal('tooLarge'), limit: z.number() }),
	/** An answer with a status outside 2xx. */
	z.object({ code: z.literal('http'), status: z.int(), said: z.exactOptional(z.string()) }),
	/** The service's object store did not take a file. */
	z.object({ code: z.literal('notTaken'), host, said: z.string() }),
	z.object({ code: z.literal('address'), fault: addressFault }),
	z.object({ code: z.literal('image'), error: z.enum(codecErrorCodes) }),
	/** `said` goes with the error `failed`. */
	z.object({
		code: z.literal('file'),
		error: z.enum(assetErrorCodes),
		path: z.exactOptional(z.string()),
		reason: z.exactOptional(z.enum(badPathReasons)),
		said: z.exactOptional(z.string()),
	}),
	/** The same for the extension's own storage. */
	z.object({ code: z.literal('storage'), error: z.enum(assetErrorCodes), said: z.string() }),
	/**
	 * `redirected`: to where nothing is sent to or loaded from. `malformed`: an answer makes no sense. `held`: another
	 * window holds a file of the extension's own storage. `foreign`: the words are those of the service or the system.
	 */
	z.object({ code: z.enum(['redirected', 'malformed', 'held', 'foreign']) }),
]);
