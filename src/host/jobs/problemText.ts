import { l10n } from 'vscode';
import { shorten } from '../../core/text/shorten.ts';
import { mayHaveCost, type Job } from '../../core/jobs/job.ts';
import { isAboutPrompt, type Problem } from '../../core/jobs/problem.ts';
import type { NextStep } from '../../core/userError.ts';
import { assetErrorText } from '../texts/assetErrorText.ts';
import { connectionText, whyText } from '../texts/errorText.ts';
import { creditsText, timeText } from '../texts/units.ts';
import { withServiceIds } from '../texts/serviceIds.ts';
import { limitText } from './overLimit.ts';

/** What a notification about a failed job offers. */
type Remedy =
	| NextStep
	| { readonly type: 'retry' }
	| { readonly type: 'saveElsewhere' }
	/** The service rejected the prompt. */
	| { readonly type: 'editPrompt' };

export interface ProblemText {
	/** Includes the service's own ids of the jobs, where it gave them. */
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
	const credits = creditsText(job.intent.credits);
	const { host } = new URL(job.intent.apiBaseUrl);
	// Say so only if it is certain, whatever reason the journal gives.
	const isFree = !mayHaveCost(job);
	const free = isFree ? l10n.t('Nothing was charged.') : undefined;
	const charge = free ?? l10n.t('It may have cost {0}.', credits);
	const why = asSentence('because' in problem ? whyText(problem) : undefined);
	const reason = asSentence('reason' in problem ? problem.reason : undefined);
	switch (problem.kind) {
		case 'key':
			return words(
				retry,
				reason
					? l10n.t('The image is waiting for a valid API key: {0}', reason)
					: l10n.t('The image is waiting for a valid API key.'),
			);
		case 'keyStore':
			return words(
				retry,
				l10n.t("VS Code can't read the API key from its secret storage."),
				why,
				l10n.t('Unlock your keyring, then try again.'),
			);
		case 'unnoted':
			return words(
				showLog,
				l10n.t("The cancellation couldn't be written to the disk."),
				why,
				l10n.t(
					'Nothing was sent, and nothing is sent while this window is open. Make room on the disk before you close it.',
				),
			);
		case 'otherKey':
			return words(
				{ type: 'setApiKey' },
				l10n.t(
					"The image was made with another API key, and the current one doesn't know it. It's paid for ({0}) and is waiting for that key.",
					credits,
				),
			);
		case 'dailyLimit': {
			const { text, setting } = limitText(problem, credits);
			return words({ type: 'openSetting', setting }, text, isFree ? l10n.t('Nothing was sent.') : undefined);
		}
		case 'interrupted':
			return words(retry, l10n.t('VS Code closed before the request was sent.'), free);
		case 'storage':
			return words(
				retry,
				isFree
					? l10n.t("Nothing was sent, because VS Code couldn't note it down.")
					: l10n.t("VS Code couldn't note it down."),
				why,
			);
		case 'upload':
			return words(retry, l10n.t("A reference image couldn't be uploaded."), why, free);
		case 'referenceGone':
			return words(
				showLog,
				l10n.t('The copy of {0} that the image was to be made from is gone.', problem.name),
				free,
				l10n.t('Start a new request with the file.'),
			);
		case 'credits':
			return words(
				retry,
				reason
					? l10n.t("Your account doesn't have enough credits: {0}", reason)
					: l10n.t("Your account doesn't have enough credits."),
				free,
			);
		case 'refused': {
			const status = String(problem.status);
			return words(
				isAboutPrompt(problem) ? editPrompt : showLog,
				reason
					? l10n.t('The service refused the request (HTTP {0}): {1}', status, reason)
					: l10n.t('The service refused the request (HTTP {0}).', status),
				free,
			);
		}
		case 'busy':
			return problem.retryAfterMs === undefined || job.phase === 'failed'
				? words(retry, l10n.t('The service is busy.'), free)
				: words(
						retry,
						l10n.t('The service is busy and asks to wait {0}.', waitText(problem.retryAfterMs)),
						isFree ? l10n.t('Nothing has been charged so far.') : undefined,
						l10n.t('The job then goes on by itself.'),
					);
		case 'offline':
			return offlineText(problem, host, isFree);
		case 'redirected':
			return words(
				{ type: 'openSetting', setting: 'imageAssets.apiBaseUrl' },
				l10n.t(
					'{0} redirected the request to another address, which was refused: the key goes nowhere else.',
					host,
				),
				charge,
				l10n.t('Check the address of the service.'),
			);
		case 'noAnswer':
			return words(
				{ type: 'showJobs' },
				l10n.t(
					"It may have cost {0}: no answer came from {1}, so nobody knows whether the image is being made. It isn't sent again by itself.",
					credits,
					host,
				),
			);
		case 'predictionFailed':
			return words(
				editPrompt,
				reason
					? l10n.t("The service couldn't make the image: {0}", reason)
					: l10n.t("The service couldn't make the image."),
				charge,
			);
		case 'noOutput':
			return words(
				showLog,
				l10n.t(
					'The service says that the image is done, but sent none. It may have cost {0}; its answer is in the log.',
					credits,
				),
			);
		case 'forgotten':
			return words(showLog, l10n.t('The service no longer knows this image. It may have cost {0}.', credits));
		case 'endless':
			return words(retry, l10n.t("The image wasn't done within a day."), charge);
		case 'download':
			return words(retry, l10n.t("The image is paid for ({0}), but couldn't be loaded.", credits), why);
		case 'save':
			return saveText(problem, credits);
	}
}

function offlineText(problem: Extract<Problem, { kind: 'offline' }>, host: string, isFree: boolean): Words {
	const said = connectionText(problem.failure, host);
	const free = isFree ? l10n.t('Nothing was charged.') : undefined;
	switch (problem.failure) {
		case 'certificate':
			return words(
				{ type: 'openSetting', setting: 'http.systemCertificates' },
				isFree ? l10n.t('No trusted connection to {0} could be made, so nothing was sent.', host) : said,
				l10n.t('If your network inspects traffic, install its certificate in the system.'),
			);
		case 'proxy':
			return words({ type: 'openSetting', setting: 'http.proxy' }, said, free);
		case 'dns':
		case 'refused':
		case 'timeout':
		case 'unreachable':
			return words(retry, said, free, l10n.t('Check the network and try again.'));
	}
}

function saveText(problem: Extract<Problem, { kind: 'save' }>, credits: string): Words {
	const kept = l10n.t("The image is paid for ({0}), and is kept here until it's saved.", credits);
	const notSaved = l10n.t("The image couldn't be saved.");
	const why = assetErrorText(problem.code, problem);
	switch (problem.code) {
		case 'diskFull':
			return words(retry, why, kept);
		case 'readOnly':
		case 'folderGone':
		case 'workspaceClosed':
		case 'notAFolder':
		case 'outsideWorkspace':
		case 'noFreeName':
		case 'nameTooLong':
			return words({ type: 'saveElsewhere' }, why, kept);
		case 'badPath':
		case 'failed':
			return words(retry, notSaved, asSentence(whyText(problem)), kept);
		case 'noWorkspace':
		case 'unverified':
		case 'notFound':
		case 'notAFile':
		case 'tooLarge':
		case 'fileReadOnly':
		case 'untrusted':
			return words(retry, notSaved, asSentence(why), kept);
	}
}

/** @param sentences those that apply. */
function words(remedy: Remedy, ...sentences: readonly (string | undefined)[]): Words {
	return { message: sentences.filter(each => each !== undefined).join(' '), remedy };
}

/** A reason, which may be in the words of the service or the system, shortened if long; undefined if there is none. */
function asSentence(reason = ''): string | undefined {
	const short = shorten(reason, 200);
	if (short === '') {
		return undefined;
	}
	return /[.!?…]$/.test(short) ? short : `${short}.`;
}

function waitText(ms: number): string {
	const minutes = Math.max(1, Math.round(ms / 60_000));
	return minutes < 120 ? timeText(minutes, 'minute') : timeText(Math.round(minutes / 60), 'hour');
}
