import { useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../texts.ts';
import type { AssetStore } from './gallery/assetStore.ts';
import { filterNames, passes, type FilterName } from './gallery/filters.ts';
import { Gallery } from './gallery/gallery.tsx';
import { Header } from './gallery/header.tsx';
import { everything, isOn, showsUnsaved, type Look } from './gallery/look.ts';
import { RecordProblems } from './gallery/recordProblems.tsx';
import { searchWords } from './gallery/search.ts';
import { inProgress, isUnsaved, unsaved } from './jobs/jobGroups.ts';
import { JobsSection } from './jobs/jobsSection.tsx';
import { usePage } from './page.ts';
import type { PageModel } from './pageModel.ts';
import { Examples, Welcome } from './welcome.tsx';

export interface ContentProps {
	readonly model: PageModel;
	readonly store: AssetStore;
	readonly version: number;
	/** Jobs that run, wait or need an answer. */
	readonly jobs: number;
	readonly isNew: (id: string) => boolean;
}

/** The results: jobs in progress, and the images. */
export function Content({ model, store, version, jobs: count, isNew }: ContentProps) {
	const { kept, shown } = usePage();
	const scroller = useRef<HTMLElement>(null);
	const [wanted, setLook] = useState<Look>(() => ({
		search: kept.current.search ?? '',
		filter: kept.current.filter ?? 'all',
		chain: undefined,
	}));
	const look = useMemo(
		// A chain can't outlive its asset.
		() =>
			wanted.chain !== undefined && store.get(wanted.chain) === undefined
				? { ...wanted, chain: undefined }
				: wanted,
		[wanted, version],
	);
	const jobs = [...model.jobs.values()];
	const notSaved = jobs.filter(({ card }) => isUnsaved(card)).length;
	const hasHeader = store.all.length > 0 || jobs.some(({ card }) => isUnsaved(card));
	const isLooking = isOn(look) && hasHeader;
	const groups = useMemo(
		() =>
			showsUnsaved(look) && isLooking
				? unsaved(jobs, searchWords(look.search))
				: isLooking
					? []
					: inProgress(jobs),
		[model.jobs, look, isLooking],
	);
	const counts = useMemo(
		() =>
			Object.fromEntries(
				filterNames.map(name => [name, store.all.filter(asset => passes(asset, name)).length]),
			) as Record<FilterName, number>,
		[store, version],
	);
	const changeLook = (part: Partial<Look>) => {
		const next = { ...look, ...part };
		setLook(next);
		kept.change({
			search: next.search === '' ? undefined : next.search,
			filter: next.filter === 'all' ? undefined : next.filter,
		});
	};
	shown.showEverything = () => {
		changeLook(everything);
	};
	const isUnsavedShown = showsUnsaved(look) && isLooking;
	return (
		<section class="content" aria-label={t('Images')} ref={scroller}>
			<RecordProblems problems={model.recordProblems} />
			{hasHeader && (
				<Header
					look={look}
					counts={{ ...counts, unsaved: notSaved }}
					chain={look.chain === undefined ? undefined : store.get(look.chain)?.name}
					change={changeLook}
					leaveChain={() => {
						const { chain } = look;
						changeLook({ chain: undefined });
						setTimeout(() => shown.grid?.focus(chain));
					}}
					enterGrid={() => shown.grid?.focus(shown.grid.order[0])}
				/>
			)}
			{!model.environment.hasKey && <Welcome service={model.environment.service} />}
			<JobsSection
				title={isUnsavedShown ? t('Not saved') : t('In progress')}
				groups={groups}
				count={isUnsavedShown ? notSaved : count}
			/>
			<Gallery
				model={model}
				store={store}
				version={version}
				look={look}
				changeLook={changeLook}
				unsavedGroups={groups.length}
				scroller={scroller}
				isNew={isNew}
			/>
			{store.all.length === 0 && jobs.length === 0 && <Examples hasKey={model.environment.hasKey} />}
		</section>
	);
}
