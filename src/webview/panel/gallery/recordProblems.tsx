import type { RecordProblem } from '../../../shared/galleryMessages.ts';
import { icons } from '../../icons.ts';
import { Button, Drawing } from '../../ui/button.tsx';
import { ErrorLine } from '../../ui/errorLine.tsx';
import { usePageAsk } from '../page.ts';

/** Problems with the records of the images. */
export function RecordProblems({ problems }: { readonly problems: readonly RecordProblem[] }) {
	const asking = usePageAsk();
	return (
		<div hidden={problems.length === 0}>
			<div class="record-problems" role="status">
				{problems.map(({ message, step }, problem) => (
					<div key={message} class="record-problem">
						<Drawing icon={icons.warning} />
						<span>{message}</span>
						{step !== undefined && (
							<Button
								class="secondary"
								disabled={asking.busy(String(problem))}
								onPress={() => void asking.run({ type: 'openRecord', problem }, String(problem))}
							>
								{step}
							</Button>
						)}
					</div>
				))}
			</div>
			<ErrorLine text={asking.error} clear={asking.clear} />
		</div>
	);
}
