import { limits } from '../shared/limits.ts';

/**
 * Every number that decides when something is tried, waited for or given up, in one place.
 * All times are milliseconds, all sizes bytes.
 */
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;
const gigabyte = 1_000_000_000;

export const policy = {
	submit: {
		/** A create call without files (stripe-node's default time limit). */
		timeout: 80 * second,
		/** A call that carries files, whole (openai-node's default time limit). */
		uploadTimeout: 10 * minute,
		/** Re-sends of a create call, and only when the service provably never had it (RFC 9110 §9.2.2) or said 429. */
		resends: 2,
	},
	/** How long the notice of a deleted image waits to learn which documents show it. */
	showing: { timeout: 3 * second },
	/** Status and cancel calls: nothing is spent, so they are cut sooner than a create call. */
	query: { timeout: 30 * second },
	/** 0.5 s × 2ⁿ, shortened at random by up to a quarter (openai-node `client.ts`). */
	backOff: { first: 0.5 * second, submitCap: 8 * second, queryCap: 30 * second, jitter: 0.25 },
	/** A longer `Retry-After` parks the job and says until when. */
	retryAfterCap: 60 * second,
	poll: {
		/** How long a prediction usually takes, by quality; the service publishes no figures. */
		usual: { low: 12 * second, medium: 35 * second, high: 75 * second, auto: 75 * second },
		/** The first look, as a share of the usual time. */
		first: 0.3,
		/** Later looks: this share of the time elapsed, within the limits below. */
		share: 0.05,
		least: second,
		most: 10 * second,
		/** Each wait is stretched or shortened at random by up to this share. */
		jitter: 0.1,
		slowAfter: 10 * minute,
		slow: 30 * second,
		slowerAfter: hour,
		slower: 5 * minute,
		parkAfter: day,
		/** A job that the service does not know is given up after this many 404s, spread over this time. */
		unknownAnswers: 3,
		unknownFor: 30 * second,
	},
	/** Waits of at least `from` end on a grid, so that those of many jobs end together. */
	wake: { grid: 0.25 * second, from: 0.5 * second },
	download: {
		tries: 5,
		/** An attempt that receives no byte for this long has stalled. */
		idle: 30 * second,
		/** All attempts together. */
		timeout: 10 * minute,
		redirects: 3,
	},
	output: {
		/** Results of one prediction that are saved; one was asked for. Of the rest, only the addresses are kept. */
		save: 16,
	},
	/** Input images. */
	reference: {
		/** For one request (OpenAI's image API reference: gpt-image models take up to 16). */
		count: 16,
		/** Images of a project's style, which are sent with every prompt. */
		style: 4,
		/** For one image (OpenAI's image API reference: less than 50 MB). */
		bytes: 50_000_000,
		/** Width × height of one image: larger than any camera's, and 400 MB once decoded. */
		pixels: 100_000_000,
		/**
		 * All images of one multipart call together. Below what the strictest of the usual gateways lets through
		 * (10 MB): a create call that is cut off leaves a job whose fate is unknown, while one file of a storage upload
		 * can be sent again for free.
		 */
		multipartTotal: 8 * mebibyte,
		/** Files of one job that are uploaded at a time. */
		uploadsAtOnce: 2,
		/** Attempts to upload one file before the job is parked; they cost no credits. */
		uploadTries: 3,
		/** How long an uploaded file's address is reused if it does not say when it expires. */
		urlLifetime: 5 * minute,
		/** An address is not reused this shortly before it expires: the service still has to load the image. */
		urlMargin: 2 * minute,
	},
	/** What agents may ask for in one tool call, and what they get from it. */
	agents: {
		/** Images of a result that a model sees; all are listed. */
		shown: 4,
		/** Pixels of their longest side, and bytes of each: beyond that, models shrink them themselves. */
		longestSide: 1024,
		imageBytes: 200_000,
		/** Images of one call that are made together, and placeholders. */
		images: 20,
		placeholders: 50,
		/** Missing images that are listed; the rest are only counted. */
		listed: 200,
	},
	/** Counted after decompression: 65 kB of gzip became 67 MB under a 1 MB limit on the wire. */
	ceiling: { answer: mebibyte, image: limits.imageBytes },
	/** An image's ICC profile, decompressed (those of printers have up to 3 MB); a longer one is left out. */
	profileBytes: 4 * mebibyte,
	/** Workspace files that are read without the user asking for it. Anything beyond these limits is not read. */
	record: {
		/** Some 60,000 images. */
		bytes: 32 * mebibyte,
		/** Nested brackets: far more than a record has, far fewer than overflow the stack. */
		depth: 128,
		/** How many replaced images an entry remembers, each nested in the one that replaced it. */
		previous: 20,
		/** Characters of an image's path; no file system has longer ones. */
		path: 4096,
	},
	/**
	 * How hard PNGs of up to so many pixels are packed (levels of oxipng). On two scenes the second level takes a fifth
	 * to a quarter off, 0.1–0.2 s for an icon of 512 × 512, and the third level a hundredth more for three times as
	 * long. Larger ones keep zlib's.
	 */
	pngPacking: [
		{ pixels: 300_000, level: 2 },
		{ pixels: 2_000_000, level: 1 },
	],
	/** A project's configuration file that is read to find out where its images are; longer ones are ignored. */
	projectFileBytes: 256 * 1024,
	gitIgnore: {
		/** Of one file (GitHub's largest template has 10 kB). */
		bytes: 256 * 1024,
		/** Characters of one file's patterns with wildcards, which are tried for each path; plain names are looked up. */
		wildcards: 32 * 1024,
	},
	/**
	 * How long an operation is retried on Windows while another process (a virus scanner) holds the file. Giving paid
	 * bytes their final name, or removing a file, is retried for long; anything else may have met a real denial, which
	 * Windows reports with the same error.
	 */
	busy: { rename: minute, other: 5 * second, firstPause: 10, longestPause: second },
	/** An image that is at most this wide, in pixels, fits into a page's column. */
	fittingWidth: 800,
	/** Two identical requests within this time are a double click. */
	doubleClick: second,
	/**
	 * The owner of a job renews its lease at every heartbeat, and counts as gone once another window has looked `looks`
	 * times, a heartbeat apart, without seeing a renewal: 14 s, so recovery after a crash begins after about 15 s. A
	 * lock is waited for twice as long as it takes to find out that its owner is gone.
	 */
	lease: { heartbeat: 2 * second, looks: 7, patience: 30 * second },
	journal: {
		/** Jobs that are over are kept this long. */
		keep: 7 * day,
		/** A saved image is listed this long after it was asked for. */
		showSaved: day,
		/** Notes of finished jobs, all days together; the oldest are removed first. A note has 1 to 2 kB. */
		finishedBytes: 64 * mebibyte,
		/** A request that was never sent, because its window closed, is sent without asking only within this time. */
		sendUnprompted: hour,
		/** How often the jobs of windows that are gone are looked for. */
		look: 10 * second,
	},
	/**
	 * Everything else in the extension's own folder: kept for `keep` since it was last written or used, at most `total`
	 * bytes of each kind. Nothing younger than `spare` is removed to make room: it may be in use, or the user may just
	 * have been offered to restore it.
	 */
	storage: {
		/** The least that a file takes up on disk, even an empty one. */
		block: 4 * kibibyte,
		/** Half-written files that a crash left. */
		part: { keep: hour, total: 256 * mebibyte, spare: 10 * minute },
		/** The same next to images and in the workspace's record folder: others may be writing there over a network. */
		partBeside: day,
		/** Notes of jobs that cannot be read. */
		damaged: { keep: 30 * day, total: 256 * mebibyte, spare: day },
		/** Images that were deleted or discarded. */
		kept: { keep: 7 * day, total: 2 * gigabyte, spare: hour },
		/** Paid images whose background was removed: they can be cut out again. */
		cutOut: { keep: 30 * day, total: 2 * gigabyte, spare: hour },
		/** Originals of images that were replaced. */
		replaced: { keep: 90 * day, total: 2 * gigabyte, spare: hour },
		/** Snapshots of input images, since they were last added. */
		reference: { keep: 7 * day, total: gigabyte, spare: day },
		/** Images of variations that were not chosen; how long follows from `journal.keep`. */
		staged: { keep: 7 * day, total: gigabyte, spare: hour },
		thumbnail: { keep: 30 * day, total: 256 * mebibyte, spare: minute },
		/** Variations that were opened in an editor. */
		opened: { keep: 7 * day, total: 256 * mebibyte, spare: minute },
		/** Pasted images, on their way to a snapshot. */
		pasted: { keep: hour, total: 256 * mebibyte, spare: 10 * minute },
		/** How the images of a folder without its own record were made. */
		record: { keep: 365 * day, total: 256 * mebibyte, spare: 30 * day },
		/** A day's credits. Those of today count against the limit, and a job may have waited since yesterday. */
		ledger: { keep: 31 * day, total: 256 * mebibyte, spare: 2 * day },
		/** Windows that have not been heard from. */
		owner: { keep: day, total: 4 * mebibyte, spare: hour },
		/** Lock files that nobody has taken; a lock in use is held for seconds. */
		lock: { keep: 90 * day, total: 4 * mebibyte, spare: day },
		/** Paid images that wait for the user's decision are never removed; above this, the user is notified. */
		undecided: gigabyte,
	},
} as const;
