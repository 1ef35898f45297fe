import { render } from 'preact';
import { parseToIconSet, type ToIconSet } from '../../shared/iconSet.ts';
import { createRequests, listenToHost, type WithoutId } from '../requests.ts';
import type { FromIconSet } from '../../shared/iconSet.ts';
import { IconSetPage } from './iconSetPage.tsx';

type PageRequest = WithoutId<Exclude<FromIconSet, { type: 'ready' }>>;

const api = acquireVsCodeApi();
const requests = createRequests<PageRequest, ToIconSet & { type: 'result' }>(api);
let shown: ToIconSet | undefined;
let error: string | undefined;
let running = false;

function draw(): void {
	render(<IconSetPage message={shown} error={error} running={running} send={send} />, document.body);
}

function send(request: PageRequest): void {
	if (running) {
		return;
	}
	running = true;
	error = undefined;
	draw();
	requests
		.send(request)
		.catch((problem: unknown) => {
			error = problem instanceof Error ? problem.message : String(problem);
		})
		.finally(() => {
			running = false;
			draw();
		});
}

listenToHost(api, parseToIconSet, message => {
	if (message.type === 'result' || message.type === 'failed') {
		requests.receive(message);
	} else {
		shown = message;
		draw();
	}
});
draw();
