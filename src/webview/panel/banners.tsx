import { useEffect, useState } from 'preact/hooks';
import type { PanelEnvironment } from '../../shared/panel.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, Drawing } from '../ui/button.tsx';
import { ErrorLine } from '../ui/errorLine.tsx';
import { usePageAsk } from './page.ts';

/** Says why nothing can be generated here, or that there is no network. */
export function Banners({ problem }: Pick<PanelEnvironment, 'problem'>) {
	const asking = usePageAsk();
	const [isOnline, setOnline] = useState(navigator.onLine);
	useEffect(() => {
		const listening = new AbortController();
		for (const type of ['online', 'offline']) {
			addEventListener(
				type,
				() => {
					setOnline(navigator.onLine);
				},
				{ signal: listening.signal },
			);
		}
		return () => {
			listening.abort();
		};
	}, []);
	return (
		<div class="banners" role="status">
			{problem !== undefined && (
				<div class="banner problem-banner">
					<Drawing icon={icons.warning} />
					<span>{problem.message}</span>
					{problem.step !== undefined && (
						<Button
							class="secondary"
							disabled={asking.busy('takeStep')}
							onPress={() => void asking.run({ type: 'takeStep' })}
						>
							{problem.step}
						</Button>
					)}
				</div>
			)}
			{!isOnline && (
				<div class="banner">
					<Drawing icon={icons.debugDisconnect} />
					<span>
						{t("You seem to be offline. Drafts are kept; images can be generated once you're back online.")}
					</span>
				</div>
			)}
			<ErrorLine text={asking.error} clear={asking.clear} />
		</div>
	);
}
