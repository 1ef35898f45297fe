import { typeOfMessage } from '../../shared/messages.ts';
import {
	parseToReview,
	type FromReview,
	type ReviewAction,
	type ReviewSide,
	type ReviewState,
	type ToReview,
} from '../../shared/review.ts';
import { element, setText } from '../dom.ts';
import { createUnavailable } from '../unavailable.ts';
import { createActionBar } from './actionBar.ts';
import { createFacts } from './facts.ts';
import { keepPageState } from './pageState.ts';
import { sendRequest, type Wish } from './requests.ts';
import { createStage } from './stage.ts';
import { createToolbar } from './toolbar.ts';

const api = acquireVsCodeApi();
const kept = keepPageState(api);

let state: ReviewState | undefined;
/** The unanswered request; no other can be sent until it is answered. */
let running: { readonly id: string; readonly action: ReviewAction } | undefined;
let error: string | undefined;

const request = (wish: Wish) => {
	if (wish.type === 'close' || wish.type === 'openFile') {
		sendRequest(api, wish);
	} else if (running === undefined) {
		error = undefined;
		running = { id: sendRequest(api, wish), action: wish.type };
		showActions();
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
		api.postMessage({ type: 'ready' } satisfies FromReview);
	},
	close: () => {
		request({ type: 'close' });
	},
});
document.body.append(review, unavailable.root);

function showActions(): void {
	if (state !== undefined) {
		actions.show({ state, running: running?.action, error });
	}
}

function receive(message: ToReview): void {
	switch (message.type) {
		case 'state':
			state = message.state;
			running = message.running ?? running;
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
			if (message.id === running?.id) {
				if (running.action === 'retry') {
					actions.closeRetry();
				}
				running = undefined;
			}
			break;
		case 'failed':
			// It may answer a request that an earlier page sent.
			if (message.id === running?.id) {
				running = undefined;
			}
			error = message.message;
			break;
	}
	showActions();
}

addEventListener('message', ({ data }) => {
	const message = parseToReview(data);
	if (message === undefined) {
		console.warn(`A message was dropped: ${typeOfMessage(data)}`);
	} else {
		receive(message);
	}
});
api.postMessage({ type: 'ready' } satisfies FromReview);
