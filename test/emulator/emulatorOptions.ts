/** `job` is form 1 of the API's answers (`job_id`, `result`), `prediction` form 2 (`id`, `output`). */
export type AnswerForm = 'job' | 'prediction';

/** The shape of `result` or `output`: a URL, a list of URLs, `{url}`, a list of those, `{images:[{url}]}`. */
export type OutputShape = 'string' | 'array' | 'object' | 'objects' | 'images';

/** The states of a prediction, whatever words the answers use for them. */
export type JobStatus = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';

/** Everything that can be changed while the emulator runs. All of it is plain JSON. */
export interface EmulatorOptions {
	form: AnswerForm;
	/** `null`: the form's own (`string` for jobs, `array` for predictions). */
	outputShape: OutputShape | null;
	/** Words that replace the form's own, such as `{ processing: 'in_progress' }`. */
	statusWords: Partial<Record<JobStatus, string>>;
	/** Factor on how long a prediction takes: 1 is as long as the service takes (around 12, 35, 75 s). */
	timeScale: number;
	/** A fixed duration for every prediction, in milliseconds; `null`: log-normal by quality, times `timeScale`. */
	durationMs: number | null;
	/** The accepted keys; `null`: every key that starts with `cdt_`. */
	keys: string[] | null;
	/** Credits to spend before 402; `null`: unlimited. */
	balance: number | null;
	/** Whether a repeated `Idempotency-Key` answers with the first job. The service promises nothing of the kind. */
	honourIdempotencyKeys: boolean;
	/** What `DELETE` answers for a prediction that has ended. */
	cancelFinishedStatus: 404 | 409;
	/** Whether a cancelled prediction's credits leave the ledger's total. The service promises nothing of the kind. */
	refundOnCancel: boolean;
	/** The share of the API's answers that never arrive: the call does its work, then the connection is reset. */
	dropShare: number;
	outputCount: number;
	/** Whether predictions with `is_public` get a `public_url`. */
	publicUrls: boolean;
	/** How long an output's URL is valid after the answer that contains it; `null`: as long as the emulator runs. */
	urlLifetimeMs: number | null;
	/** How long an uploaded file's `file_url` and a presigned upload are valid. */
	uploadLifetimeMs: number;
	/** `scene`: full-size images, drawn in a worker. `tiny`: gradients of about 32 × 32 pixels, made in a millisecond. */
	images: 'scene' | 'tiny';
	/** Images are padded to at least this size with a chunk or comment that decoders skip. */
	minBytes: number;
	/** Determines the durations; the same seed gives the same ones. */
	seed: number;
}

export const defaultOptions: Readonly<EmulatorOptions> = {
	form: 'job',
	outputShape: null,
	statusWords: {},
	timeScale: 1,
	durationMs: null,
	keys: null,
	balance: null,
	honourIdempotencyKeys: false,
	cancelFinishedStatus: 409,
	refundOnCancel: false,
	dropShare: 0,
	outputCount: 1,
	publicUrls: true,
	urlLifetimeMs: null,
	uploadLifetimeMs: 3_600_000,
	images: 'scene',
	minBytes: 0,
	seed: 1,
};

/** Throws on an unknown option, so that a typo in a test doesn't silently mean the default. */
export function assertOptions(options: object): asserts options is Partial<EmulatorOptions> {
	for (const name of Object.keys(options)) {
		if (!(name in defaultOptions)) {
			throw new TypeError(`The emulator has no option "${name}".`);
		}
	}
}
