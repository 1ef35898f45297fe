import { isSubmit } from '../dom.ts';
import { t } from '../texts.ts';
import type { Asking } from '../ui/useAsk.ts';
import { AspectRatioField, QualityField, VariationsField } from './choiceFields.tsx';
import { GenerateBar, startGenerating } from './generateBar.tsx';
import { MoreFields } from './moreFields.tsx';
import type { NewsBoard } from './news.ts';
import { usePage, usePageAsk } from './page.ts';
import type { View } from './pageModel.ts';
import { PromptField } from './promptField.tsx';
import { ReferencesField } from './referencesField.tsx';
import type { Answer, PageRequest } from './requests.ts';
import { SaveAsField } from './saveAsField.tsx';

interface ComposerProps {
	readonly view: View;
	readonly jobs: number;
	readonly news: NewsBoard;
	/** Shows errors from adding references. */
	readonly references: Asking<PageRequest, Answer>;
}

/** The form, and below it the button. */
export function Composer({ view, jobs, news, references }: ComposerProps) {
	const page = usePage();
	const asking = usePageAsk();
	const generate = () => void startGenerating(page, view, asking);
	const press = (event: KeyboardEvent) => {
		if (isSubmit(event) && !event.defaultPrevented) {
			event.preventDefault();
			generate();
		}
	};
	return (
		<>
			<section class="composer" aria-label={t('New image')} onKeyDown={press}>
				<PromptField {...view} />
				<ReferencesField view={view} asking={references} />
				<QualityField {...view} />
				<div class="field-pair">
					<AspectRatioField {...view} />
					<VariationsField {...view} />
				</div>
				<SaveAsField {...view} />
				<MoreFields {...view} />
			</section>
			<GenerateBar view={view} jobs={jobs} news={news} asking={asking} generate={generate} />
		</>
	);
}
