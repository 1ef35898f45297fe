import * as z from 'zod/mini';

/** The ids that are accepted: nothing that could lead elsewhere in a path or a URL. */
export const predictionIdPattern = /^[A-Za-z0-9_-]{1,128}$/;

export const predictionIdSchema = z.string().check(z.regex(predictionIdPattern));
