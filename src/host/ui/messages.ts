import { commands, l10n, window, type Uri } from 'vscode';
import { UserError } from '../../core/userError.ts';
import { errorText } from '../texts/errorText.ts';
import type { Log } from './log.ts';
import { stepAction } from './nextSteps.ts';

/** A button of a notification. */
export interface Action {
	readonly title: string;
	readonly run: () => unknown;
}

type Severity = 'info' | 'warning' | 'error';

function show(severity: Severity, message: string, titles: readonly string[]): Thenable<string | undefined> {
	switch (severity) {
		case 'info':
			return window.showInformationMessage(message, ...titles);
		case 'warning':
			return window.showWarningMessage(message, ...titles);
		case 'error':
			return window.showErrorMessage(message, ...titles);
	}
}

export type Messages = ReturnType<typeof createMessages>;

/** Notifications in this window. Anything that looks like a key is redacted, as in the log. */
export function createMessages(log: Log) {
	/**
	 * Shows a notification and runs the button that is pressed. Returns immediately: a notification may never be
	 * answered, so nothing may wait for it. `onClosed` is called when it is gone for good.
	 */
	function notify(
		severity: Severity,
		message: string,
		actions: readonly Action[] = [],
		onClosed?: () => void,
	): void {
		void (async () => {
			try {
				const titles = actions.map(action => action.title);
				const chosen = await show(severity, log.redact(message), titles);
				await actions.find(action => action.title === chosen)?.run();
			} catch (error) {
				reportError(error);
			} finally {
				onClosed?.();
			}
		})();
	}

	/** Shows any error as one message with one next step. */
	function reportError(error: unknown): void {
		if (error instanceof UserError) {
			log.warn(error.message);
			const message = errorText(error);
			if (error.cause !== undefined) {
				log.error('Caused by', error.cause);
			}
			const step = error.nextStep;
			// A job is already working on it, which is no failure.
			const severity = step?.type === 'showJobs' ? 'warning' : 'error';
			notify(severity, message, step ? [stepAction(step)] : []);
			return;
		}
		log.error('Unexpected error', error);
		const message = l10n.t('Image Assets ran into a problem: {0}', errorText(error));
		notify('error', message, [stepAction({ type: 'showLog' })]);
	}

	return { notify, reportError };
}

/** The button that opens the only one of these files; none for several. */
export function openActions(files: readonly { readonly uri: Uri }[]): Action[] {
	const [first, ...others] = files;
	return first === undefined || others.length > 0
		? []
		: [{ title: l10n.t('Open'), run: () => commands.executeCommand('vscode.open', first.uri) }];
}
