import { render } from 'preact';
import {
	parseToPanel,
	type JobCard,
	type PanelEditor,
	type PanelState,
	type ToPanel,
} from '../../shared/panel.ts';
import { onNextFrame } from '../dom.ts';
import { askForState, createRequests, listenToHost } from '../requests.ts';
import { t } from '../texts.ts';
import { keepFocus } from '../ui/keepFocus.ts';
import { App } from './app.tsx';
import { createDraftStore } from './draftStore.ts';
import { createAssetStore } from './gallery/assetStore.ts';
import { keepPlaces } from './keepPlaces.ts';
import { endOf } from './jobs/endOf.ts';
import { createNews, type News } from './news.ts';
import type { Page } from './page.ts';
import { changedModel, modelOf, type PageModel } from './pageModel.ts';
import { keepPageState } from './pageState.ts';
import { promptId } from './promptField.tsx';
import type { Answer, PageRequest } from './requests.ts';
import { bringIntoSight } from './sight.ts';
import { keepScroll, restoreScroll } from './scroll.ts';

/** How long a new image is highlighted, in milliseconds. */
const highlightMs = 2500;

const api = acquireVsCodeApi();
const kept = keepPageState(api);
const requests = createRequests<PageRequest, Answer>(api);
const draft = createDraftStore(api, kept, drawNow);
const store = createAssetStore();
const flushes = new Set<() => void>();
/** What Insert Link would write, as long as the editor is the same. */
const links = new Map<string, Promise<string>>();

const root = document.createElement('div');
root.id = 'root';
document.body.append(root);
let model: PageModel | undefined;
let unavailable: string | undefined;
let announced = { text: '' };
let newIds: ReadonlySet<string> = new Set();
/** The new draft takes the focus as soon as it is drawn. */
let wantsPrompt = false;

const news = createNews({
	elementOf,
	isOver,
	reveal,
	changed: () => {
		drawSoon();
	},
});
const page: Page = {
	api,
	kept,
	shown: { grid: undefined, showEverything: () => undefined },
	async ask(request) {
		const answered = news.asked(request, jobsNow());
		try {
			return await requests.send(request);
		} finally {
			answered(jobsNow());
		}
	},
	describeLink,
	changeDraft: change => {
		draft.change(change);
	},
	usePrompt: prompt => {
		draft.change({ prompt });
		focusPrompt();
	},
	announce: text => {
		// Another object announces the same text again.
		announced = { text };
		drawSoon();
	},
	flush: () => {
		draft.flush();
		for (const task of flushes) {
			task();
		}
	},
	onFlush: task => {
		flushes.add(task);
		return () => flushes.delete(task);
	},
};
// Another window, editor or command may need what was typed, and a hidden page may not come back.
addEventListener('pagehide', page.flush);
addEventListener('blur', page.flush);
document.addEventListener('visibilitychange', page.flush);

function drawNow(): void {
	const places = keepPlaces();
	if (model !== undefined) {
		model = { ...model, draft: draft.current };
	}
	render(
		<App
			page={page}
			model={model}
			store={store}
			version={store.version}
			isNew={id => newIds.has(id)}
			unavailable={unavailable}
			announced={announced}
			news={news}
			tryAgain={() => {
				askForState(api);
			}}
			shown={shown}
		/>,
		root,
	);
	places.restore();
	settleSoon();
	if (wantsPrompt) {
		wantsPrompt = false;
		focusPrompt();
	}
}
const drawSoon = onNextFrame(drawNow);
// The grid must have its height first.
const settleSoon = onNextFrame(() => {
	news.settle();
});
addEventListener('scroll', settleSoon, { capture: true, passive: true });
addEventListener('resize', settleSoon);

const jobsNow = (): PageModel['jobs'] => model?.jobs ?? new Map();

function elementOf({ asset, job, isError }: News): HTMLElement | undefined {
	if (asset !== undefined) {
		const card = page.shown.grid?.cardOf(asset)?.root;
		return card?.isConnected === true ? card : undefined;
	}
	const found = document.querySelector<HTMLElement>(`[data-job="${CSS.escape(job)}"]`);
	return (isError ? undefined : found?.closest<HTMLElement>('.set')) ?? found ?? undefined;
}

function isOver({ asset, job }: News): boolean {
	return asset === undefined
		? (jobsNow().get(job)?.card.status.type ?? 'running') === 'running'
		: store.get(asset) === undefined;
}

function reveal(one: News, isAsked: boolean): void {
	const { grid, showEverything } = page.shown;
	const { asset } = one;
	const isHere = asset === undefined ? elementOf(one) !== undefined : grid?.indexOf(asset) !== undefined;
	if (isHere || !isAsked) {
		bringHere(one, isAsked);
		return;
	}
	showEverything();
	setTimeout(() => {
		bringHere(one, true);
	});
}

function bringHere(one: News, takesFocus: boolean): void {
	if (one.asset !== undefined) {
		page.shown.grid?.reveal(one.asset);
	}
	const element = elementOf(one);
	if (element !== undefined) {
		bringIntoSight(element);
		if (takesFocus) {
			element.focus({ preventScroll: true });
		}
	}
}

/** The page is shown for the first time. */
function shown(): void {
	// The grid must have its height first.
	requestAnimationFrame(() => {
		restoreScroll(kept);
		keepScroll(kept);
	});
	if (document.hasFocus() && document.activeElement === document.body) {
		focusPrompt({ preventScroll: true });
	}
}

function focusPrompt(options?: FocusOptions): void {
	const prompt = document.getElementById(promptId);
	if (prompt instanceof HTMLTextAreaElement) {
		prompt.focus(options);
		prompt.setSelectionRange(prompt.value.length, prompt.value.length);
	}
}

function begin(state: PanelState): void {
	draft.begin(state.draft, state.draftAt);
	model = modelOf(state, draft.current, performance.now());
	store.reset(state.assets);
	links.clear();
	unavailable = undefined;
	drawNow();
}

function receive(message: ToPanel): void {
	switch (message.type) {
		case 'state':
			begin(message.state);
			return;
		case 'unavailable':
			unavailable = message.message;
			drawNow();
			return;
		case 'result':
		case 'failed':
			requests.receive(message);
			return;
		case 'draft':
			draft.take(message);
			if (message.focus === true) {
				wantsPrompt = true;
				drawSoon();
			}
			return;
		case 'assetFacts':
			store.takeFacts(message.facts);
			drawSoon();
			return;
		default:
			break;
	}
	// The state already includes changes that arrive before it.
	if (model === undefined) {
		return;
	}
	if (message.type === 'jobs') {
		const ended = endedOf(model, message.changed);
		const text = ended.map(endOf).at(-1);
		if (text !== undefined) {
			page.announce(text);
		}
		model = changedModel(model, message, performance.now());
		news.jobsChanged(model.jobs, ended);
		drawSoon();
		return;
	} else if (message.type === 'editor') {
		links.clear();
	} else if (message.type === 'assets') {
		const added = message.changed.filter(({ id }) => store.get(id) === undefined);
		highlight(added.map(({ id }) => id));
		news.assetsAdded(model.jobs, added);
		store.update(message.changed, message.removed);
	}
	model = changedModel(model, message, performance.now());
	drawSoon();
}

/** The jobs that have just ended, or had ended before the page knew of them. */
function endedOf({ jobs }: PageModel, changed: readonly JobCard[]): readonly JobCard[] {
	return changed.filter(({ id, status }) => {
		const before = jobs.get(id)?.card.status.type;
		return before === undefined
			? status.type === 'stopped'
			: before === 'running' && status.type !== 'running';
	});
}

function highlight(ids: readonly string[]): void {
	if (ids.length > 0) {
		newIds = new Set([...newIds, ...ids]);
		const [first] = ids;
		setTimeout(() => {
			newIds = new Set([...newIds].filter(id => !ids.includes(id)));
			store.touch();
			drawSoon();
		}, highlightMs);
		if (first !== undefined) {
			page.announce(t('Image saved'));
		}
	}
}

async function describeLink(asset: string, editor: PanelEditor | undefined): Promise<string> {
	if (editor === undefined) {
		return t('Open the document that the link belongs to');
	}
	const known = links.get(asset) ?? askForLink(asset, editor);
	links.set(asset, known);
	return known;
}

async function askForLink(asset: string, { document: path, line }: PanelEditor): Promise<string> {
	try {
		const { link } = await page.ask({ type: 'describeLink', asset });
		const name = path.slice(path.lastIndexOf('/') + 1);
		return link === undefined
			? t('No place for a link there')
			: t('{0}, line {1}: {2}', name, String(line), link.text);
	} catch (error) {
		links.delete(asset);
		return error instanceof Error ? error.message : String(error);
	}
}

keepFocus(root, () => document.getElementById(promptId));
drawNow();
listenToHost(api, parseToPanel, receive);
