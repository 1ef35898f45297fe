/** One replacement in one file; what it replaces has to be there exactly once. */
export interface Edit {
	/** From the project's root. */
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

/** A mend that is taken out again, to show that the simulation finds what it mended. */
export interface Mutation {
	readonly name: string;
	/** What happens without the mend. */
	readonly fault: string;
	readonly edits: readonly Edit[];
}

export const mutations: readonly Mutation[] = [
	{
		name: 'unreachable-is-unsent',
		fault: 'a connection that breaks as unreachable counts as "nothing was sent", and is sent again',
		edits: [
			{
				file: 'src/core/api/connectionFailure.ts',
				from: `			// Of an established connection: it proves nothing, whatever its code.
			return undefined;`,
				to: `			return ['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'].includes(code) ? 'unreachable' : undefined;`,
			},
		],
	},
	{
		name: 'cancel-not-noted',
		fault: 'a cancel on a full disk is sent, and charged, once there is room',
		edits: [
			{
				file: 'src/core/jobs/noteUnsentEnd.ts',
				from: `		await journal.discard(intent.id);`,
				to: ``,
			},
			{
				file: 'src/core/jobs/journal/owedNotes.ts',
				from: `			if (notifiedEvents.has(event.type)) {`,
				to: `			if (notifiedEvents.has(event.type) && event.type !== 'cancelled') {`,
			},
		],
	},
	{
		name: 'one-stops-all',
		fault: 'one entry of the journal stops recovery in every window',
		edits: [
			{
				file: 'src/core/jobs/recoverer.ts',
				from: `			} catch (error) {
				await giveUpFor(job.intent.id, error);
			}`,
				to: `			} finally {
				reported.delete('');
			}`,
			},
			{
				file: 'src/core/jobs/journal/factSchemas.ts',
				from: `export const uri = z.string().check(z.refine(isUri));`,
				to: `export const uri = z.string().check(z.refine(text => isUri(text) || text !== ''));`,
			},
		],
	},
	{
		name: 'send-again-twice',
		fault: 'Send Again pressed twice charges twice',
		edits: [
			{
				file: 'src/core/jobs/successor.ts',
				from: `	const id = successorId(intent.id);`,
				to: `	const id = successorId(intent.id + String(Math.random()));`,
			},
			{
				file: 'src/core/jobs/service/createJobService.ts',
				from: `		return exclusively(job, async taken => {
			if (taken.dismissed === true) {`,
				to: `		return (async (run: (job: Job) => Promise<Job | DailyUse>) => run(job))(async taken => {
			if (taken.dismissed === true) {`,
			},
		],
	},
	{
		name: 'history-before-running',
		fault: 'a prompt history that cannot be written strands a job, which is sent unasked after a reload',
		edits: [
			{
				file: 'src/core/jobs/submissions.ts',
				from: `		const ended = run(jobs);
		void keepQuietly(keep);
		return { jobs, ended };`,
				to: `		await keep();
		return { jobs, ended: run(jobs) };`,
			},
		],
	},
	{
		name: 'lease-by-the-wall-clock',
		fault: 'after sleep, or a jump of the clock, a window takes a lease from a living one',
		edits: [
			{
				file: 'src/core/state/leases.ts',
				from: `		return seen.silent >= policy.looks;`,
				to: `		return clock.now() - (seen.mark ?? 0) > policy.looks * policy.heartbeat;`,
			},
		],
	},
	{
		name: 'given-up-unasked',
		fault: 'after a weekend asleep an image is "not done after a day", although nobody asked',
		edits: [
			{
				file: 'src/core/jobs/watch.ts',
				from: `if (look.isNotDone && askedAt - acceptedAt > policy.poll.parkAfter) {`,
				to: `if (elapsed > policy.poll.parkAfter) {`,
			},
		],
	},
	{
		name: 'told-at-every-look',
		fault: 'the same notification at every look where SecretStorage rejects',
		edits: [
			{
				file: 'src/core/jobs/service/driveJob.ts',
				from: `			if (key instanceof Error) {
				return park(job, { kind: 'keyStore', ...whyOf(key.cause ?? key) });
			}`,
				to: `			if (key instanceof Error) {
				throw key;
			}`,
			},
			{
				file: 'src/core/jobs/recoverer.ts',
				from: `		const isKnown = [...reported.values()].includes(message);`,
				to: `		const isKnown = message === '';`,
			},
		],
	},
	{
		name: 'rounded-inodes',
		fault: "somebody else's file is taken for ours, and the result is lost",
		edits: [
			{
				file: 'src/host/storage/diskFiles.ts',
				from: `			a.ino !== 0n &&
			a.ino === b.ino &&
			a.dev === b.dev &&
			a.size === b.size &&
			(await haveSameContent(one, other))`,
				to: `			Number(a.ino) === Number(b.ino) && a.dev === b.dev`,
			},
		],
	},
	{
		name: 'every-output',
		fault: 'any number of output addresses in one answer make as many files',
		edits: [
			{
				file: 'src/core/jobs/collect.ts',
				from: `	const wanted = outputs.slice(0, policy.output.save);`,
				to: `	const wanted = outputs;`,
			},
		],
	},
	{
		name: 'not-owed',
		fault: 'what the user read on a full disk is forgotten, and the job is sent after all',
		edits: [
			{
				file: 'src/core/jobs/journal/owedNotes.ts',
				from: `			if (notifiedEvents.has(event.type)) {`,
				to: `			if (event.type === 'notified') {`,
			},
		],
	},
	{
		name: 'idle-owner-is-gone',
		fault: 'a window that held nothing for a while loses the first lease that it takes',
		edits: [
			{
				file: 'src/core/state/leases.ts',
				from: `		if (mark !== seen.mark) {
			seen.mark = mark;
			seen.silent = 0;
			seen.heard = true;
		}
		seen.looksSinceAsked = 0;`,
				to: `		seen.looksSinceAsked = 0;`,
			},
		],
	},
	{
		name: 'folder-not-synced',
		fault: 'a loss of power takes the whole folder of a job that was paid for',
		edits: [
			{
				file: 'src/host/storage/diskState.ts',
				from: `		if (lasting.has(folder)) {
			return;
		}`,
				to: `		if (folder !== '') {
			return;
		}`,
			},
		],
	},
	{
		name: 'lost-answer-needs-a-key',
		fault: 'a job whose answer got lost waits for a keyring, and is offered to nobody',
		edits: [
			{
				file: 'src/core/jobs/service/driveJob.ts',
				from: `		if (job.phase === 'sent') {`,
				to: `		if (job.phase === 'saved') {`,
			},
			{
				file: 'src/core/jobs/recovery.ts',
				from: `mayHaveCost(job) || wait !== undefined`,
				to: `(mayHaveCost(job) && job.phase !== 'sent') || wait !== undefined`,
			},
		],
	},
	{
		name: 'stale-news',
		fault: 'the user reads that nothing was sent after sending it again, and the job loses its lease',
		edits: [
			{
				file: 'src/core/jobs/service/createJobService.ts',
				from: `	const isLatest = (job: Job) => !isInHand(job.intent.id) && resting.stands(job);`,
				to: `	const isLatest = (job: Job) => job.intent.id !== '';`,
			},
		],
	},
	{
		name: 'given-back-amid-a-record',
		fault:
			'a window that closes gives a job back while it writes down that it is saved; another one saves it again',
		edits: [
			{
				file: 'src/core/jobs/journal/createJournal.ts',
				from: `		release: id => inTurn(id, () => release(id)),`,
				to: `		release,`,
			},
		],
	},
	{
		name: 'saving-needs-a-key',
		fault:
			'an image that is paid and loaded waits for a key, and a crash leaves half of its file in the workspace',
		edits: [
			{
				file: 'src/core/jobs/service/driveJob.ts',
				from: `start.phase === 'ready' ? await saveStaged(start, portsFor(start, '', onChange), cancel) : start;`,
				to: `start;`,
			},
			{
				file: 'src/core/jobs/service/driveJob.ts',
				from: `if (start.phase === 'ready' && job.phase !== 'accepted') {`,
				to: `if (job !== start) {`,
			},
		],
	},
	{
		name: 'taken-over-is-failed',
		fault: 'a double click in a window whose jobs another one has just taken over orders once more',
		edits: [
			{
				file: 'src/core/jobs/submissions.ts',
				from: `if (failed?.length === started?.jobs.length) {`,
				to: `if (failed?.length === ended?.length) {`,
			},
		],
	},
];
