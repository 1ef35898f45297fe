import { useLayoutEffect } from 'preact/hooks';
import { t } from '../texts.ts';
import { MenuLayer } from '../ui/menu.tsx';
import { Unavailable } from '../ui/unavailable.tsx';
import { Banners } from './banners.tsx';
import { Composer } from './composer.tsx';
import { Content, type ContentProps } from './content.tsx';
import { DropZone } from './dropZone.tsx';
import { isInProgress } from './jobs/jobGroups.ts';
import { PageContext, usePageAsk, type Page } from './page.ts';
import type { NewsBoard } from './news.ts';
import type { PageModel } from './pageModel.ts';
import { Skeleton } from './skeleton.tsx';

interface AppProps extends Pick<ContentProps, 'store' | 'version' | 'isNew'> {
	readonly page: Page;
	/** Undefined until the host has sent the state. */
	readonly model: PageModel | undefined;
	/** Why there is nothing to show. */
	readonly unavailable: string | undefined;
	/** What assistive technology reads out. */
	readonly announced: { readonly text: string };
	readonly news: NewsBoard;
	readonly tryAgain: () => void;
	/** Called when the page is shown for the first time. */
	readonly shown: () => void;
}

/** The whole page, as it is at one moment. */
export function App(props: AppProps) {
	const { page, model, unavailable, announced, tryAgain } = props;
	return (
		<PageContext.Provider value={page}>
			{model === undefined ? (
				unavailable === undefined && <Skeleton />
			) : (
				<Shown {...props} model={model} isHidden={unavailable !== undefined} />
			)}
			<p class="hidden-text" role="status" key="live">
				{announced.text}
			</p>
			{unavailable !== undefined && (
				<Unavailable heading={t("Image Assets can't be shown")} message={unavailable} tryAgain={tryAgain} />
			)}
		</PageContext.Provider>
	);
}

function Shown({
	model,
	store,
	version,
	isNew,
	isHidden,
	news,
	shown,
}: AppProps & { model: PageModel; isHidden: boolean }) {
	const references = usePageAsk();
	const jobs = [...model.jobs.values()].filter(({ card }) => isInProgress(card)).length;
	useLayoutEffect(shown, []);
	return (
		<main class="panel" hidden={isHidden}>
			<h1 class="hidden-text">Image Assets</h1>
			<Banners problem={model.environment.problem} />
			<Composer view={model} jobs={jobs} news={news} references={references} />
			<Content model={model} store={store} version={version} jobs={jobs} isNew={isNew} />
			<DropZone asking={references} />
			<MenuLayer />
		</main>
	);
}
