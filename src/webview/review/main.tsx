import { render } from 'preact';
import { parseToReview, type ReviewAction, type ToReview } from '../../shared/review.ts';
import { askForState, createRequests, listenToHost } from '../requests.ts';
import { keepPageState } from './pageState.ts';
import type { Answer, PageRequest } from './requests.ts';
import { ReviewPage, type ReviewPageProps } from './reviewPage.tsx';

const api = acquireVsCodeApi();
const kept = keepPageState(api);
const requests = createRequests<PageRequest, Answer>(api);

let shown: Pick<ReviewPageProps, 'state' | 'unavailable' | 'running' | 'error' | 'answered'> = {
	state: undefined,
	unavailable: undefined,
	running: undefined,
	error: undefined,
	answered: 0,
};

function show(change: Partial<typeof shown>): void {
	shown = { ...shown, ...change };
	render(
		<ReviewPage
			{...shown}
			kept={kept}
			request={request}
			openFile={side => {
				request({ type: 'openFile', side });
			}}
			dismissError={() => {
				show({ error: undefined });
			}}
			tryAgain={() => {
				askForState(api);
			}}
		/>,
		document.body,
	);
}

/** One action at a time: no other is sent until it is answered. */
function request(message: PageRequest): void {
	if (message.type === 'close' || message.type === 'openFile') {
		requests.send(message).catch(showError);
	} else if (shown.running === undefined) {
		show({ error: undefined });
		void follow(message.type, requests.send(message));
	}
}

/** Shows an action until it is answered. */
async function follow(action: ReviewAction, answer: Promise<Answer>): Promise<void> {
	show({ running: action });
	try {
		await answer;
		show({ running: undefined, ...(action === 'retry' && { answered: shown.answered + 1 }) });
	} catch (reason) {
		show({ running: undefined, error: textOf(reason) });
	}
}

function showError(reason: unknown): void {
	show({ error: textOf(reason) });
}

function textOf(reason: unknown): string {
	return reason instanceof Error ? reason.message : String(reason);
}

function receive(message: ToReview): void {
	switch (message.type) {
		case 'state':
			show({
				state: message.state,
				// It is there again: an error about restoring it no longer matters.
				...(shown.unavailable && { unavailable: undefined, error: undefined }),
			});
			if (message.running !== undefined && shown.running === undefined) {
				// An earlier page sent it.
				void follow(message.running.action, requests.answerTo(message.running.id));
			}
			break;
		case 'unavailable': {
			const { message: why, gone = false, restorable = false } = message;
			show({
				unavailable: { message: why, gone, restorable },
				// An earlier failure isn't the reason.
				...(shown.unavailable === undefined && { error: undefined }),
			});
			break;
		}
		case 'result':
		case 'failed':
			if (!requests.receive(message) && message.type === 'failed') {
				// No caller waits for this answer: the page that sent the request is gone.
				show({ error: message.message });
			}
	}
}

listenToHost(api, parseToReview, receive);
