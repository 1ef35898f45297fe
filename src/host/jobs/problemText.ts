import { formatCredits } from '../../core/credits/prices.ts';
import { shorten } from '../../core/text/shorten.ts';
import { mayHaveCost, type Job } from '../../core/jobs/job.ts';
import { isAboutPrompt, type Problem } from '../../core/jobs/problem.ts';
import { withServiceIds } from '../../core/jobs/serviceIds.ts';
import type { AssetErrorCode } from '../../core/assets/assetError.ts';
import type { NextStep } from '../../core/userError.ts';

/** What a notification about a failed job offers. */
export type Remedy =
	| NextStep
	| { readonly type: 'retry' }
	| { readonly type: 'saveElsewhere' }
	/** The service rejected the prompt. */
	| { readonly type: 'editPrompt' };

export interface ProblemText {
	/** Includes the service's own id of the job, if it gave one. */
	readonly message: string;
	/** The message without that id; jobs for which it is equal are reported together. */
	readonly common: string;
	readonly remedy: Remedy;
	/** Whether trying again costs credits. */
	readonly costs: boolean;
}

const retry: Remedy = { type: 'retry' };
const showLog: Remedy = { type: 'showLog' };
const editPrompt: Remedy = { type: 'editPrompt' };

/** Describes what stopped a job and offers the most helpful next step. Says what it cost, if anything. */
export function problemText(problem: Problem, job: Job): ProblemText {
	const { message: common, remedy } = textOf(problem, job);
	const costs = remedy.type === 'retry' && !mayHaveCost(job);
	return { message: withServiceIds(common, [job]), common, remedy, costs };
}

type Words = Pick<ProblemText, 'message' | 'remedy'>;

function textOf(problem: Problem, job: Job): Words {
	const credits = formatCredits(job.intent.credits);
	const { host } = new URL(job.intent.apiBaseUrl);
	// Say so only if it is certain, whatever reason the journal gives.
	const isFree = !mayHaveCost(job);
	const freeOfCharge = isFree ? ' Nothing was charged.' : '';
	const orFree = isFree ? '; nothing was charged' : '';
	switch (problem.kind) {
		case 'key':
			return {
				message: sentence(`The image waits for a valid API key`, problem.reason),
				remedy: { type: 'retry' },
			};
		case 'keyStore':
			return {
				message: sentence(
					`VS Code cannot read the API key from its secret storage. Unlock your keyring, then try again`,
					problem.detail,
				),
				remedy: retry,
			};
		case 'unnoted':
			return {
				message: sentence(
					'The cancel could not be written to the disk. Nothing was sent, and nothing is sent while this window is open; make room on the disk before you close it',
					problem.detail,
				),
				remedy: showLog,
			};
		case 'otherKey':
			return {
				message: `The image was made with another API key, and the present one does not know it. It is paid (${credits}) and waits for that key.`,
				remedy: { type: 'setApiKey' },
			};
		case 'dailyLimit':
			return {
				message: `${formatCredits(problem.spent)} of today's limit of ${formatCredits(problem.limit)} are used; this needs ${credits}.${isFree ? ' Nothing was sent.' : ''}`,
				remedy: { type: 'openSetting', setting: 'imageAssets.dailyCreditLimit' },
			};
		case 'interrupted':
			return {
				message: `VS Code closed before the request was sent.${freeOfCharge}`,
				remedy: retry,
			};
		case 'storage':
			return {
				message: sentence(
					isFree
						? 'Nothing was sent, because VS Code could not note it down'
						: 'VS Code could not note it down',
					problem.detail,
				),
				remedy: retry,
			};
		case 'upload':
			return {
				message: sentence(`An input image could not be uploaded${orFree}`, problem.detail),
				remedy: retry,
			};
		case 'referenceGone':
			return {
				message: `The copy of ${problem.name} that the image was to be made from is gone.${freeOfCharge} Start again with the file.`,
				remedy: showLog,
			};
		case 'credits':
			return {
				message: sentence(`Your account doesn't have enough credits${orFree}`, problem.reason),
				remedy: retry,
			};
		case 'refused':
			return {
				message: sentence(
					`The service refused the request (HTTP ${problem.status})${orFree}`,
					problem.reason,
				),
				remedy: isAboutPrompt(problem) ? editPrompt : showLog,
			};
		case 'busy':
			return {
				message:
					problem.retryAfterMs === undefined
						? `The service is busy.${freeOfCharge}`
						: `The service is busy and asks to wait ${formatWait(problem.retryAfterMs)}. The job goes on by itself then.`,
				remedy: retry,
			};
		case 'offline':
			return offlineText(problem, host, isFree);
		case 'redirected':
			return {
				message: `${host} redirected the request to another address, which was refused: the key goes nowhere else. Check the address of the service.`,
				remedy: { type: 'openSetting', setting: 'imageAssets.apiBaseUrl' },
			};
		case 'noAnswer':
			return {
				message: `It may have cost ${credits}: no answer came from ${host}, so nobody knows whether the image is being made. It is not sent again by itself.`,
				remedy: { type: 'showJobs' },
			};
		case 'predictionFailed':
			return {
				message: sentence('The service could not make the image', problem.reason),
				remedy: editPrompt,
			};
		case 'noOutput':
			return {
				message: `The service says that the image is done, but gave none. It may have cost ${credits}; its answer is in the log.`,
				remedy: showLog,
			};
		case 'forgotten':
			return {
				message: `The service no longer knows this image. It may have cost ${credits}.`,
				remedy: showLog,
			};
		case 'endless':
			return { message: 'The image is not done after a day.', remedy: retry };
		case 'download':
			return {
				message: sentence(`The image is made and paid (${credits}), but could not be loaded`, problem.detail),
				remedy: retry,
			};
		case 'save':
			return saveText(problem.code, problem.detail, credits);
	}
}

function offlineText(problem: Extract<Problem, { kind: 'offline' }>, host: string, isFree: boolean): Words {
	switch (problem.failure) {
		case 'certificate':
			return {
				message: `No trusted connection to ${host} could be made${isFree ? ', so nothing was sent' : ''}. If your network inspects traffic, install its certificate in the system.`,
				remedy: { type: 'openSetting', setting: 'http.systemCertificates' },
			};
		case 'proxy':
			return {
				message: `The proxy did not let the request through to ${host}.${isFree ? ' Nothing was charged.' : ''}`,
				remedy: { type: 'openSetting', setting: 'http.proxy' },
			};
		case 'dns':
		case 'refused':
		case 'timeout':
		case 'unreachable':
			return {
				message: `Could not connect to ${host}.${isFree ? ' Nothing was charged.' : ''} Check the network and try again.`,
				remedy: retry,
			};
	}
}

function saveText(code: AssetErrorCode, detail: string, credits: string): Words {
	const kept = `The image is made and paid (${credits}) and kept here until it is saved.`;
	switch (code) {
		case 'diskFull':
			return { message: `The disk is full. ${kept}`, remedy: retry };
		case 'readOnly':
		case 'folderGone':
		case 'workspaceClosed':
		case 'notAFolder':
		case 'outsideWorkspace':
		case 'noFreeName':
		case 'nameTooLong':
			return { message: `${detail} ${kept}`, remedy: { type: 'saveElsewhere' } };
		case 'badPath':
		case 'noWorkspace':
		case 'unverified':
		case 'notFound':
		case 'notAFile':
		case 'tooLarge':
		case 'fileReadOnly':
		case 'untrusted':
		case 'failed':
			return { message: `${sentence('The image could not be saved', detail)} ${kept}`, remedy: retry };
	}
}

/** `Text: reason.` The reason is in the service's own words, shortened if long. */
function sentence(text: string, reason: string | undefined): string {
	if (reason === undefined || reason === '') {
		return `${text}.`;
	}
	const short = shorten(reason, 200);
	return /[.!?…]$/.test(short) ? `${text}: ${short}` : `${text}: ${short}.`;
}

function formatWait(ms: number): string {
	const minutes = Math.round(ms / 60_000);
	return minutes <= 1
		? 'a minute'
		: minutes < 120
			? `${minutes} minutes`
			: `${Math.round(minutes / 60)} hours`;
}
