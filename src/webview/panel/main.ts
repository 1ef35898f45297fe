import { parseToPanel, type PanelState, type ToPanel } from '../../shared/panel.ts';
import { element, onNextFrame } from '../dom.ts';
import { createErrorSlot } from '../errorSlot.ts';
import { askForState, createRequests, listenToHost } from '../requests.ts';
import { createUnavailable } from '../unavailable.ts';
import { createBanners } from './banners.ts';
import { createComposer } from './composer.ts';
import type { PanelContext } from './context.ts';
import { createDraftStore } from './draftStore.ts';
import { takeImages } from './dropZone.ts';
import { createGallery } from './gallery/gallery.ts';
import { createJobList } from './jobs/jobList.ts';
import { createLinkPreviews } from './jobs/linkPreviews.ts';
import { keepPageState } from './pageState.ts';
import type { Answer, Wish } from './requests.ts';
import { createScrollKeeper } from './scroll.ts';
import { createSkeleton } from './skeleton.ts';
import { createExamples, createWelcome } from './welcome.ts';

const api = acquireVsCodeApi();
const kept = keepPageState(api);
const requests = createRequests<Wish, Answer>(api);

/** Everything but the jobs, the assets and the draft, which are kept by the parts that show them. */
let state: Omit<PanelState, 'jobs' | 'assets' | 'recordProblems' | 'draft' | 'editor'> | undefined;

const live = element('p', { class: 'hidden-text', role: 'status' });
const context: PanelContext = {
	kept,
	ask: wish => requests.send(wish),
	async run(wish, slot) {
		slot.clear();
		try {
			return await requests.send(wish);
		} catch (error) {
			slot.show(error instanceof Error ? error.message : String(error));
			return undefined;
		}
	},
	changeDraft: change => {
		draft.change(change);
	},
	usePrompt: prompt => {
		draft.change({ prompt });
		composer.focusPrompt();
	},
	announce: text => {
		// Replacing the text node announces the same text again.
		live.replaceChildren(text);
	},
};
const show = onNextFrame(draw);
const draft = createDraftStore(api, kept, draw);
const referenceErrors = createErrorSlot();
const composer = createComposer(context, { referenceErrors, flushDraft: draft.flush });
const banners = createBanners(context);
const links = createLinkPreviews(context);
const jobs = createJobList(context, links);
const welcome = createWelcome(context);
const examples = createExamples(context);
const content = element('section', { class: 'content', 'aria-label': 'Images' });
const gallery = createGallery(context, {
	api,
	links,
	scroller: content,
	above: [welcome.root, jobs.root],
	filterJobs: filter => ({
		shown: jobs.filter(filter),
		savedPaths: jobs.savedPaths,
		unsaved: jobs.unsaved,
	}),
});
content.append(...gallery.head, welcome.root, jobs.root, gallery.root, examples.root, gallery.bar);
const page = element(
	'main',
	{ class: 'panel', hidden: true },
	element('h1', { class: 'hidden-text' }, 'Image Assets'),
	banners.root,
	composer.fields,
	composer.bar,
	content,
);
const skeleton = createSkeleton();
const scroll = createScrollKeeper(kept, { composer: composer.fields, content });
const unavailable = createUnavailable({
	heading: 'Image Assets cannot be shown',
	tryAgain: () => {
		askForState(api);
	},
});
document.body.append(skeleton, page, live, unavailable.root, takeImages(context, referenceErrors));

function draw(): void {
	if (state !== undefined) {
		const view = { ...state, draft: draft.current, running: jobs.running };
		banners.show(view);
		composer.show(view);
		welcome.show(view, jobs.size);
		examples.show(view, jobs.size + gallery.size);
		gallery.showPrice(state.environment.prices.high);
	}
}

function begin(next: PanelState): void {
	const isFirst = state === undefined;
	state = next;
	if (isFirst) {
		draft.begin(next.draft);
	}
	links.showEditor(next.editor);
	jobs.reset(next.jobs);
	gallery.reset(next.assets, next.recordProblems);
	draw();
	unavailable.hide();
	page.hidden = false;
	if (isFirst) {
		skeleton.remove();
		// Its final height must be known first.
		gallery.place();
		scroll.restore();
		gallery.place();
		if (document.hasFocus() && document.activeElement === document.body) {
			composer.focusPrompt({ preventScroll: true });
		}
	}
}

function receive(message: ToPanel): void {
	if (message.type === 'state') {
		begin(message.state);
	} else if (message.type === 'unavailable') {
		skeleton.remove();
		page.hidden = true;
		unavailable.show(message.message);
	} else if (message.type === 'result' || message.type === 'failed') {
		requests.receive(message);
	} else if (state !== undefined) {
		// The state already includes changes that arrive before it.
		state = { ...state, ...change(message) };
		show();
	}
}

/** Applies what has changed. Returns the part that concerns the composer. */
function change(
	message: Exclude<ToPanel, { type: 'state' | 'unavailable' | 'result' | 'failed' }>,
): Partial<typeof state> {
	switch (message.type) {
		case 'environment':
			return { environment: message.environment };
		case 'today':
			return { today: message.today };
		case 'target':
			return { target: message.target };
		case 'references':
			return { references: message.references };
		case 'jobs':
			jobs.update(message.changed, message.removed);
			gallery.jobsChanged();
			return {};
		case 'editor':
			links.showEditor(message.editor);
			return {};
		case 'assets':
			gallery.update(message.changed, message.removed, message.recordProblems);
			return {};
		case 'assetFacts':
			gallery.takeFacts(message.facts);
			return {};
		case 'draft':
			draft.set(message.draft);
			composer.focusPrompt();
			return {};
	}
}

listenToHost(api, parseToPanel, receive);
