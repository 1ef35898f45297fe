import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, Drawing } from './button.tsx';

interface UnavailableProps {
	/** Names what is unavailable. */
	readonly heading: string;
	readonly message: string;
	/** Why the last attempt to help failed. */
	readonly error?: string | undefined;
	/** Trying again cannot help, and is not offered. */
	readonly gone?: boolean;
	/** Something is being done about it. */
	readonly isBusy?: boolean;
	readonly tryAgain: () => void;
	/** Brings back what is gone. */
	readonly restore?: () => void;
	/** Left out if there is nothing to close. */
	readonly close?: () => void;
}

/** Shown instead of a page when there is nothing to show. */
export function Unavailable(props: UnavailableProps) {
	const { heading, message, error, gone = false, isBusy = false, tryAgain, restore, close } = props;
	return (
		<main class={gone ? 'unavailable gone' : 'unavailable'}>
			<Drawing icon={gone ? icons.info : icons.error} />
			<h1>{heading}</h1>
			<div role="alert">
				<p>{message}</p>
				{error !== undefined && <p>{error}</p>}
			</div>
			<div class="buttons">
				{!gone && (
					<Button class="primary" onPress={tryAgain}>
						{t('Try Again')}
					</Button>
				)}
				{restore && (
					<Button class="primary" disabled={isBusy} onPress={restore}>
						{t('Restore')}
					</Button>
				)}
				{close && (
					<Button class={gone && !restore ? 'primary' : 'secondary'} onPress={close}>
						{t('Close')}
					</Button>
				)}
			</div>
		</main>
	);
}
