import { window } from 'vscode';
import { UserError } from '../../core/userError.ts';
import type { Log } from './log.ts';
import { take, titleOf } from './nextSteps.ts';

/** A button of a notification. */
export interface Action {
	readonly title: string;
	readonly run: () => unknown;
}

export type Severity = 'info' | 'warning' | 'error';

const show = {
	info: window.showInformationMessage,
	warning: window.showWarningMessage,
	error: window.showErrorMessage,
} as const;

/**
 * Shows a notification and, when one of its buttons is pressed, does what it says. Returns at once: nothing
 * may wait for a notification, which may never be answered.
 */
export function notify(log: Log, severity: Severity, message: string, actions: readonly Action[] = []): void {
	void (async () => {
		try {
			const chosen = await show[severity](message, ...actions.map(action => action.title));
			await actions.find(action => action.title === chosen)?.run();
		} catch (error) {
			reportError(log, error);
		}
	})();
}

/** One message with one next step for whatever was thrown. */
export function reportError(log: Log, error: unknown): void {
	if (error instanceof UserError) {
		log.warn(error.message);
		if (error.cause !== undefined) {
			log.error('Caused by', error.cause);
		}
		const step = error.nextStep;
		notify(log, 'error', error.message, step ? [{ title: titleOf(step), run: () => take(step) }] : []);
		return;
	}
	log.error('Unexpected error', error);
	const reason = error instanceof Error ? error.message : String(error);
	const action = { title: titleOf({ type: 'showLog' }), run: () => take({ type: 'showLog' }) };
	notify(log, 'error', `Image Assets ran into a problem: ${reason}`, [action]);
}
