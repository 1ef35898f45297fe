import {
	parseToReview,
	type ReviewAction,
	type ReviewSide,
	type ReviewState,
	type ToReview,
} from '../../shared/review.ts';
import { element, setText } from '../dom.ts';
import { askForState, createRequests, listenToHost } from '../requests.ts';
import { createUnavailable } from '../unavailable.ts';
import { createActionBar } from './actionBar.ts';
import { createFacts } from './facts.ts';
import { keepPageState } from './pageState.ts';
import type { Answer, Wish } from './requests.ts';
import { createStage } from './stage.ts';
import { createToolbar } from './toolbar.ts';

const api = acquireVsCodeApi();
const kept = keepPageState(api);
const requests = createRequests<Wish, Answer>(api);

let state: ReviewState | undefined;
/** The unanswered action; no other can be sent until it is answered. */
let running: ReviewAction | undefined;
let error: string | undefined;

const request = (wish: Wish) => {
	if (wish.type === 'close' || wish.type === 'openFile') {
		requests.send(wish).catch(showError);
	} else if (running === undefined) {
		error = undefined;
		void follow(wish.type, requests.send(wish));
	}
};
const openFile = (side: ReviewSide) => {
	request({ type: 'openFile', side });
};

const stage = createStage({
	kept,
	openFile,
	onZoom: (scale, fitted) => {
		toolbar.showZoom(scale, fitted);
	},
});
const toolbar = createToolbar(kept.current.mode, stage);
const facts = createFacts(openFile);
const actions = createActionBar(kept, request, () => {
	error = undefined;
	showActions();
});
const heading = element('h1', { class: 'hidden-text' });
const review = element(
	'main',
	{ class: 'review', hidden: true },
	heading,
	toolbar.root,
	stage.root,
	facts.root,
	actions.root,
);
const unavailable = createUnavailable({
	heading: 'The images cannot be compared',
	tryAgain: () => {
		askForState(api);
	},
	close: () => {
		request({ type: 'close' });
	},
});
document.body.append(review, unavailable.root);

function showActions(): void {
	if (state !== undefined) {
		actions.show({ state, running, error });
	}
}

/** Shows an action until it is answered. */
async function follow(action: ReviewAction, answer: Promise<Answer>): Promise<void> {
	running = action;
	showActions();
	try {
		await answer;
		if (action === 'retry') {
			actions.closeRetry();
		}
	} catch (reason) {
		showError(reason);
	}
	running = undefined;
	showActions();
}

function showError(reason: unknown): void {
	error = reason instanceof Error ? reason.message : String(reason);
	showActions();
}

function receive(message: ToReview): void {
	switch (message.type) {
		case 'state':
			state = message.state;
			if (message.running !== undefined && running === undefined) {
				// An earlier page has sent it.
				void follow(message.running.action, requests.answerTo(message.running.id));
			}
			review.hidden = false;
			if (unavailable.root.contains(document.activeElement)) {
				stage.root.focus();
			}
			unavailable.hide();
			setText(heading, `Review: ${state.before.name}`);
			stage.show(state);
			facts.show(state);
			break;
		case 'unavailable':
			state = undefined;
			review.hidden = true;
			unavailable.show(
				message.message,
				message.gone === true ? 'There is nothing to compare any more' : undefined,
			);
			break;
		case 'result':
		case 'failed':
			if (!requests.receive(message) && message.type === 'failed') {
				// Nobody was there to hear it when it failed.
				error = message.message;
			}
			break;
	}
	showActions();
}

listenToHost(api, parseToReview, receive);
