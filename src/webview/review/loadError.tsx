import type { ReviewSide, ReviewState } from '../../shared/review.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, Drawing } from '../ui/button.tsx';

interface LoadErrorProps {
	readonly failed: readonly ReviewSide[];
	readonly state: ReviewState;
	readonly tryAgain: () => void;
	readonly openFile: (side: ReviewSide) => void;
}

/** Says which images could not be loaded, with what can be done. */
export function LoadError({ failed, state, tryAgain, openFile }: LoadErrorProps) {
	const [first, second] = failed;
	return (
		<div class="load-error" role="alert" hidden={first === undefined}>
			{first !== undefined && (
				<>
					<Drawing icon={icons.error} />
					<p>
						{second === undefined
							? t("{0} couldn't be loaded. It may have been moved, deleted, or damaged.", state[first].name)
							: t(
									"{0} and {1} couldn't be loaded. They may have been moved, deleted, or damaged.",
									state[first].name,
									state[second].name,
								)}
					</p>
					<div class="buttons">
						<Button class="secondary" onPress={tryAgain}>
							{t('Try Again')}
						</Button>
						<Button
							class="secondary"
							onPress={() => {
								openFile(first);
							}}
						>
							{t('Open File')}
						</Button>
					</div>
				</>
			)}
		</div>
	);
}
