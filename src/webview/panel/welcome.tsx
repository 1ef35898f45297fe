import type { PanelEnvironment } from '../../shared/panel.ts';
import { icons } from '../icons.ts';
import { t } from '../texts.ts';
import { Button, Drawing } from '../ui/button.tsx';
import { ErrorLine } from '../ui/errorLine.tsx';
import { examples } from './examples.ts';
import { usePage, usePageAsk } from './page.ts';

/** The first steps, shown until there is a key. */
export function Welcome({ service }: Pick<PanelEnvironment, 'service'>) {
	const asking = usePageAsk();
	const step = (type: 'setApiKey' | 'getApiKey' | 'openWalkthrough', kind: string, title: string) => (
		<Button class={kind} disabled={asking.busy(type)} onPress={() => void asking.run({ type })}>
			{type === 'setApiKey' && <Drawing icon={icons.key} />}
			{title}
		</Button>
	);
	return (
		<section class="welcome" aria-labelledby="welcome-heading">
			<h2 id="welcome-heading">{t('Images, straight into your project')}</h2>
			<ol>
				<li>
					<span>{t('Set your API key for {0}. VS Code keeps it in its secret storage.', service)}</span>
				</li>
				<li>{t('Describe an image. Its price is on the button before anything is spent.')}</li>
				<li>{t('It is saved into your assets folder, ready to be linked from your code.')}</li>
			</ol>
			<ErrorLine text={asking.error} clear={asking.clear} />
			<div class="buttons">
				{step('setApiKey', 'primary', t('Set API Key'))}
				{step('getApiKey', 'secondary', t('Get an API Key'))}
				{step('openWalkthrough', 'secondary', t('Take the Tour'))}
			</div>
		</section>
	);
}

/** Example prompts, shown while there is nothing else to see. */
export function Examples({ hasKey }: Pick<PanelEnvironment, 'hasKey'>) {
	const { usePrompt } = usePage();
	return (
		<section class="examples" aria-labelledby="examples-heading">
			<h2 class="label" id="examples-heading">
				{t('Prompts to begin with')}
			</h2>
			<p class="quiet">
				{hasKey
					? t('Nothing has been generated here yet. Take one of these and change it, or write your own.')
					: t('Take one of these and change it, or write your own.')}
			</p>
			<ul>
				{examples().map(({ title, icon, prompt }) => (
					<li key={title}>
						<Button
							class="example"
							title={t('Use this prompt')}
							onPress={() => {
								usePrompt(prompt);
							}}
						>
							<span class="example-title">
								<Drawing icon={icon} />
								{title}
							</span>
							<span class="example-text">{prompt}</span>
						</Button>
					</li>
				))}
			</ul>
		</section>
	);
}
