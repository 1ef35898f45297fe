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
	const credits = creditsText(job.intent.credits);
	const { host } = new URL(job.intent.apiBaseUrl);
	// Say so only if it is certain, whatever reason the journal gives.
	const isFree = !mayHaveCost(job);
	const free = isFree ? l10n.t('Nothing was charged.') : undefined;
	const charge = free ?? l10n.t('It may have cost {0}.', credits);
	switch (problem.kind) {
		case 'key':
			return {
				message: withReason(problem.reason, l10n.t('The image waits for a valid API key.'), reason =>
					l10n.t('The image waits for a valid API key: {0}', reason),
				),
				remedy: retry,
			};
		case 'keyStore':
			return {
				message: sentences(
					l10n.t("VS Code can't read the API key from its secret storage."),
					asSentence(whyText(problem)),
					l10n.t('Unlock your keyring, then try again.'),
				),
				remedy: retry,
			};
		case 'unnoted':
			return {
				message: sentences(
					l10n.t("The cancel couldn't be written to the disk."),
					asSentence(whyText(problem)),
					l10n.t(
						'Nothing was sent, and nothing is sent while this window is open. Make room on the disk before you close it.',
					),
				),
				remedy: showLog,
			};
		case 'otherKey':
			return {
				message: l10n.t(
					"The image was made with another API key, and the present one doesn't know it. It is paid ({0}) and waits for that key.",
					credits,
				),
				remedy: { type: 'setApiKey' },
			};
		case 'dailyLimit': {
			const { text, setting } = limitText(problem, credits);
			return {
				message: sentences(text, isFree ? l10n.t('Nothing was sent.') : undefined),
				remedy: { type: 'openSetting', setting },
			};
		}
		case 'interrupted':
			return {
				message: sentences(l10n.t('VS Code closed before the request was sent.'), free),
				remedy: retry,
			};
		case 'storage':
			return {
				message: sentences(
					isFree
						? l10n.t("Nothing was sent, because VS Code couldn't note it down.")
						: l10n.t("VS Code couldn't note it down."),
					asSentence(whyText(problem)),
				),
				remedy: retry,
			};
		case 'upload': {
			const said = l10n.t("A reference image couldn't be uploaded.");
			return { message: sentences(said, asSentence(whyText(problem)), free), remedy: retry };
		}
		case 'referenceGone':
			return {
				message: sentences(
					l10n.t('The copy of {0} that the image was to be made from is gone.', problem.name),
					free,
					l10n.t('Start again with the file.'),
				),
				remedy: showLog,
			};
		case 'credits': {
			const said = withReason(problem.reason, l10n.t("Your account doesn't have enough credits."), reason =>
				l10n.t("Your account doesn't have enough credits: {0}", reason),
			);
			return { message: sentences(said, free), remedy: retry };
		}
		case 'refused': {
			const status = String(problem.status);
			const said = withReason(
				problem.reason,
				l10n.t('The service refused the request (HTTP {0}).', status),
				reason => l10n.t('The service refused the request (HTTP {0}): {1}', status, reason),
			);
			return { message: sentences(said, free), remedy: isAboutPrompt(problem) ? editPrompt : showLog };
		}
		case 'busy':
			return {
				message:
					problem.retryAfterMs === undefined || job.phase === 'failed'
						? sentences(l10n.t('The service is busy.'), free)
						: sentences(
								l10n.t('The service is busy and asks to wait {0}.', waitText(problem.retryAfterMs)),
								isFree ? l10n.t('Nothing was charged so far.') : undefined,
								l10n.t('The job goes on by itself then.'),
							),
				remedy: retry,
			};
		case 'offline':
			return offlineText(problem, host, isFree);
		case 'redirected':
			return {
				message: sentences(
					l10n.t(
						'{0} redirected the request to another address, which was refused: the key goes nowhere else.',
						host,
					),
					charge,
					l10n.t('Check the address of the service.'),
				),
				remedy: { type: 'openSetting', setting: 'imageAssets.apiBaseUrl' },
			};
		case 'noAnswer':
			return {
				message: l10n.t(
					"It may have cost {0}: no answer came from {1}, so nobody knows whether the image is being made. It isn't sent again by itself.",
					credits,
					host,
				),
				remedy: { type: 'showJobs' },
			};
		case 'predictionFailed': {
			const said = withReason(problem.reason, l10n.t("The service couldn't make the image."), reason =>
				l10n.t("The service couldn't make the image: {0}", reason),
			);
			return { message: sentences(said, charge), remedy: editPrompt };
		}
		case 'noOutput':
			return {
				message: l10n.t(
					'The service says that the image is done, but sent none. It may have cost {0}; its answer is in the log.',
					credits,
				),
				remedy: showLog,
			};
		case 'forgotten':
			return {
				message: l10n.t('The service no longer knows this image. It may have cost {0}.', credits),
				remedy: showLog,
			};
		case 'endless':
			return { message: sentences(l10n.t("The image isn't done after a day."), charge), remedy: retry };
		case 'download':
			return {
				message: sentences(
					l10n.t("The image is made and paid ({0}), but couldn't be loaded.", credits),
					asSentence(whyText(problem)),
				),
				remedy: retry,
			};
		case 'save':
			return saveText(problem, credits);
	}
}

function offlineText(problem: Extract<Problem, { kind: 'offline' }>, host: string, isFree: boolean): Words {
	const free = isFree ? l10n.t('Nothing was charged.') : undefined;
	switch (problem.failure) {
		case 'certificate':
			return {
				message: sentences(
					isFree
						? l10n.t('No trusted connection to {0} could be made, so nothing was sent.', host)
						: connectionText(problem.failure, host),
					l10n.t('If your network inspects traffic, install its certificate in the system.'),
				),
				remedy: { type: 'openSetting', setting: 'http.systemCertificates' },
			};
		case 'proxy':
			return {
				message: sentences(connectionText(problem.failure, host), free),
				remedy: { type: 'openSetting', setting: 'http.proxy' },
			};
		case 'dns':
		case 'refused':
		case 'timeout':
		case 'unreachable':
			return {
				message: sentences(
					connectionText(problem.failure, host),
					free,
					l10n.t('Check the network and try again.'),
				),
				remedy: retry,
			};
	}
}

function saveText(problem: Extract<Problem, { kind: 'save' }>, credits: string): Words {
	const kept = l10n.t('The image is made and paid ({0}) and kept here until it is saved.', credits);
	const { code } = problem;
	switch (code) {
		case 'diskFull':
			return { message: sentences(assetErrorText(code, problem), kept), remedy: retry };
		case 'readOnly':
		case 'folderGone':
		case 'workspaceClosed':
		case 'notAFolder':
		case 'outsideWorkspace':
		case 'noFreeName':
		case 'nameTooLong':
			return { message: sentences(assetErrorText(code, problem), kept), remedy: { type: 'saveElsewhere' } };
		case 'badPath':
		case 'failed':
			return { message: sentences(notSavedText(whyText(problem)), kept), remedy: retry };
		case 'noWorkspace':
		case 'unverified':
		case 'notFound':
		case 'notAFile':
		case 'tooLarge':
		case 'fileReadOnly':
		case 'untrusted':
			return { message: sentences(notSavedText(assetErrorText(code, problem)), kept), remedy: retry };
	}
}

function notSavedText(why: string): string {
	return sentences(l10n.t("The image couldn't be saved."), asSentence(why));
}

function sentences(...all: readonly (string | undefined)[]): string {
	return all.filter(each => each !== undefined).join(' ');
}

/** A sentence that ends with the service's reason; `without` if there is none. */
function withReason(reason: string | undefined, without: string, withIt: (reason: string) => string): string {
	const said = asSentence(reason);
	return said === undefined ? without : withIt(said);
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
