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
	/** Status and cancel calls: nothing is spent, so they are cut sooner than a create call. */
	query: { timeout: 30 * second },
	/** 0.5 s × 2ⁿ, shortened at random by up to a quarter (openai-node `client.ts`). */
	backOff: { first: 0.5 * second, submitCap: 8 * second, queryCap: 30 * second, jitter: 0.25 },
	/** A longer `Retry-After` parks the job and says until when. */
	retryAfterCap: 60 * second,
	poll: {
		/** What a prediction usually takes, by quality; the service publishes no figures. */
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
		/** Without a byte for this long, a try has stalled. */
		idle: 30 * second,
		/** All tries together. */
		timeout: 10 * minute,
		redirects: 3,
	},
	output: {
		/** Results of one prediction that are saved; one was asked for. Of further ones the addresses are kept. */
		save: 16,
	},
	/** Input images. */
	reference: {
		/** For one request (OpenAI's image API reference: gpt-image models take up to 16). */
		count: 16,
		/** For one image (OpenAI's image API reference: less than 50 MB). */
		bytes: 50_000_000,
		/** Width × height of one image: larger than any camera's, and 400 MB for who decodes it. */
		pixels: 100_000_000,
		/**
		 * All images of one multipart call together. Below what the strictest of the usual gateways lets through
		 * (10 MB); and whoever breaks a creating call leaves a job that nobody knows the fate of, while one file of a
		 * storage upload can be sent again for nothing.
		 */
		multipartTotal: 8 * mebibyte,
		/** Files of one job that are uploaded at a time. */
		uploadsAtOnce: 2,
		/** Times that one file is uploaded before the job is parked; nothing is spent by it. */
		uploadTries: 3,
		/** How long an uploaded file's address is used again where it does not say when it expires. */
		urlLifetime: 5 * minute,
		/** An address is not used again this shortly before it expires: the service has yet to load the image. */
		urlMargin: 2 * minute,
	},
	/** Counted after decompression: 65 kB of gzip became 67 MB under a 1 MB limit on the wire. */
	ceiling: { answer: mebibyte, image: 64 * mebibyte },
	/** Of an image's ICC profile once unpacked (those of printers have up to 3 MB); a longer one is left out. */
	profileBytes: 4 * mebibyte,
	/** Files of the workspace that are read unasked. What is beyond is not read. */
	record: {
		/** Some 60,000 images. */
		bytes: 32 * mebibyte,
		/** Brackets within brackets: far more than a record has, far fewer than a stack holds. */
		depth: 128,
		/** How many images back an entry tells what it took the place of, one within the other. */
		previous: 20,
		/** Characters of an image's path; no file system has longer ones. */
		path: 4096,
	},
	/** Of a project's configuration that is read for where its images lie; longer ones say nothing. */
	projectFileBytes: 256 * 1024,
	gitIgnore: {
		/** Of one file (GitHub's largest template has 10 kB). */
		bytes: 256 * 1024,
		/** Characters of one file's patterns with wildcards, which are tried for each path; plain names are found at once. */
		wildcards: 32 * 1024,
	},
	/**
	 * How long a file that another process (a virus scanner) holds on Windows is tried again. What gives bytes that are
	 * paid for their name, or takes a file away, waits long; everything else may also have met a plain refusal, which
	 * Windows words the same.
	 */
	busy: { rename: minute, other: 5 * second, firstPause: 10, longestPause: second },
	/** An image that is at most this wide, in pixels, fits into a page's column. */
	fittingWidth: 800,
	/** Two identical requests within this time are a double click. */
	doubleClick: second,
	/**
	 * Who works on a job says so at every heartbeat, and is gone after `looks` looks of another window, a heartbeat
	 * apart, that saw no word of it: 14 s, so recovery after a crash begins after about 15 s. A lock is waited for
	 * twice as long as it takes to find out that its owner is gone.
	 */
	lease: { heartbeat: 2 * second, looks: 7, patience: 30 * second },
	journal: {
		/** What is over is kept this long. */
		keep: 7 * day,
		/** A saved image is listed this long after it was asked for. */
		showSaved: day,
		/** Notes of finished jobs, all days together; the oldest go first. A note has 1 to 2 kB. */
		finishedBytes: 64 * mebibyte,
		/** A request that was never sent, because its window closed, is sent unasked only within this time. */
		sendUnasked: hour,
		/** How often the jobs of windows that are gone are looked for. */
		look: 10 * second,
	},
	/**
	 * What else is kept in the extension's own folder: `keep` since it was last written or used, and at most `total`
	 * bytes of its kind. `spare` is the time in which nothing is removed to make room: somebody may be at work on it,
	 * or has just been offered to take it back.
	 */
	storage: {
		/** The least that a file takes on the disk; an empty one does, too. */
		block: 4 * kibibyte,
		/** Half-written files that a crash left. */
		part: { keep: hour, total: 256 * mebibyte, spare: 10 * minute },
		/** The same beside images and in the workspace's record folder, which others may be writing to over a network. */
		partBeside: day,
		/** Notes of jobs that cannot be read. */
		damaged: { keep: 30 * day, total: 256 * mebibyte, spare: day },
		/** Images that were deleted or discarded. */
		kept: { keep: 7 * day, total: 2 * gigabyte, spare: hour },
		/** Originals of images that others have taken the place of. */
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
		/** How the images of a folder were made that has no record of its own. */
		record: { keep: 365 * day, total: 256 * mebibyte, spare: 30 * day },
		/** A day's credits. Those of today count against the limit, and a job may have waited since yesterday. */
		ledger: { keep: 31 * day, total: 256 * mebibyte, spare: 2 * day },
		/** Windows of which nothing was heard. */
		owner: { keep: day, total: 4 * mebibyte, spare: hour },
		/** Locks that nobody took; a living one is held for seconds. */
		lock: { keep: 90 * day, total: 4 * mebibyte, spare: day },
		/** What was paid for and waits for the user is never removed; above this it is told. */
		undecided: gigabyte,
	},
} as const;
