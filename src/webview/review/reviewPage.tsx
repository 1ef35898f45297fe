import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ReviewSide, ReviewState } from '../../shared/review.ts';
import { t } from '../texts.ts';
import { moveFocus } from '../ui/moveFocus.ts';
import { Unavailable } from '../ui/unavailable.tsx';
import { ActionBar, type ActionBarProps } from './actionBar.tsx';
import { Comparison, stageId } from './comparison.tsx';
import { Facts } from './facts.tsx';

export interface ReviewPageProps extends Omit<ActionBarProps, 'state'> {
	/** The latest state from the host. */
	readonly state: ReviewState | undefined;
	/** Why there is nothing to show. */
	readonly unavailable:
		{ readonly message: string; readonly gone: boolean; readonly restorable: boolean } | undefined;
	readonly openFile: (side: ReviewSide) => void;
	readonly tryAgain: () => void;
}

/** The whole page, as it is at one moment. The images stay loaded while there is nothing to compare. */
export function ReviewPage(props: ReviewPageProps) {
	const { state, unavailable, running, error, kept, request, openFile, tryAgain } = props;
	const isHidden = unavailable !== undefined;
	const { gone = false, restorable = false } = unavailable ?? {};
	const offers = isHidden ? `${gone} ${restorable}` : 'all';
	const last = useRef(offers);
	const hadFocus = useRef(false);
	// Read before the focused element is removed or hidden.
	hadFocus.current = document.activeElement !== null && document.activeElement !== document.body;
	useLayoutEffect(() => {
		if (last.current !== offers) {
			last.current = offers;
			if (hadFocus.current) {
				moveFocus(
					isHidden
						? document.querySelector<HTMLElement>('.unavailable .primary')
						: document.getElementById(stageId),
				);
			}
		}
	});
	return (
		<>
			{state !== undefined && (
				<main class="review" hidden={isHidden}>
					<h1 class="hidden-text">{t('Review: {0}', state.before.name)}</h1>
					<Comparison state={state} kept={kept} openFile={openFile} />
					<Facts state={state} openFile={openFile} />
					<ActionBar {...props} state={state} error={isHidden ? undefined : error} />
				</main>
			)}
			{unavailable !== undefined && (
				<Unavailable
					heading={gone ? t('There is nothing to compare anymore') : t("The images can't be compared")}
					message={unavailable.message}
					error={error}
					gone={gone}
					tryAgain={tryAgain}
					{...(restorable && {
						restore: () => {
							request({ type: 'restore' });
						},
					})}
					isBusy={running !== undefined}
					close={() => {
						request({ type: 'close' });
					}}
				/>
			)}
		</>
	);
}
