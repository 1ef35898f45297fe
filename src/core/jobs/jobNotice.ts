/** What a job that a window works on is waiting for, beyond its phase. Never written down. */
export type JobNotice =
	/** It was resumed, and the service hasn't reported its state yet. */
	| { readonly type: 'resuming' }
	/** The user is being asked for an API key. */
	| { readonly type: 'key' }
	/** The service has too many requests (429) and is asked again at `until`, in milliseconds since the epoch. */
	| { readonly type: 'busy'; readonly until: number };
