import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/userError.ts';
import {
	createPanelConversation,
	type Answer,
	type PanelHandlers,
} from '../../../src/host/panel/panelConversation.ts';
import {
	parseFromPanel,
	parseToPanel,
	type PanelRequest,
	type PanelState,
	type ToPanel,
} from '../../../src/shared/panel.ts';
import { anything, mutated, pick, seeded } from '../../support/mutations.ts';
import { panelWords, sampleFromPanel, samplePanelState, sampleToPanel } from '../../support/samplePanel.ts';

function start(
	handle: (request: PanelRequest) => Promise<Answer | undefined> = () => Promise.resolve(undefined),
	state: () => Promise<PanelState> = () => Promise.resolve(samplePanelState),
) {
	const posted: ToPanel[] = [];
	const handled: PanelRequest[] = [];
	const drafts: unknown[] = [];
	const logged: string[] = [];
	const handlers = new Proxy({} as PanelHandlers, {
		get: () => (request: PanelRequest) => {
			handled.push(request);
			return handle(request);
		},
	});
	const conversation = createPanelConversation(
		{
			state,
			setDraft: ({ draft }) => drafts.push(draft),
			showAssets: assets => drafts.push(assets),
			handlers,
		},
		{
			post: message => {
				assert.deepEqual(parseToPanel(message), message);
				posted.push(message);
			},
			closed: false,
		},
		{
			warn: (text: string) => logged.push(text),
			error: (text: string) => logged.push(text),
			redact: (text: string) => text.replaceAll('secret', '…'),
		},
	);
	return { conversation, posted, handled, drafts, logged };
}

suite('panel conversation', () => {
	test('nothing is said before the page is ready; then all of the state, then what changes', async () => {
		const { conversation, posted } = start();
		conversation.notify({ type: 'today', today: { spent: 1, limit: 2 } });
		assert.equal(posted.length, 0);
		await conversation.receive({ type: 'ready' });
		conversation.notify({ type: 'today', today: { spent: 1, limit: 2 } });
		assert.deepEqual(
			posted.map(({ type }) => type),
			['state', 'today'],
		);
		conversation.hidden();
		conversation.notify({ type: 'today', today: { spent: 3, limit: 2 } });
		assert.equal(posted.length, 2);
		await conversation.receive({ type: 'ready' });
		assert.equal(posted.at(-1)?.type, 'state');
	});

	test('what changes while the state is read comes after it, whether or not the page had one', async () => {
		const reads: (() => void)[] = [];
		const { conversation, posted } = start(undefined, async () => {
			await new Promise<void>(resolve => reads.push(resolve));
			return samplePanelState;
		});
		const change = { type: 'today', today: { spent: 1, limit: 2 } } as const;
		for (const isFirst of [true, false]) {
			posted.length = 0;
			const read = isFirst ? conversation.receive({ type: 'ready' }) : conversation.sendState();
			conversation.notify(change);
			reads.shift()?.();
			await read;
			assert.deepEqual(
				posted.map(({ type }) => type),
				isFirst ? ['state', 'today'] : ['today', 'state', 'today'],
			);
		}
		// Of two reads only the last is sent, with the changes since the first.
		posted.length = 0;
		const both = [conversation.sendState(), conversation.sendState()];
		conversation.notify(change);
		reads.splice(0).forEach(end => {
			end();
		});
		await Promise.all(both);
		conversation.notify(change);
		assert.deepEqual(
			posted.map(({ type }) => type),
			['today', 'state', 'today', 'today'],
		);
	});

	test('every kind of request is handled and answered once, with its id', async () => {
		const { conversation, posted, handled, drafts } = start(({ type }) =>
			Promise.resolve(type === 'describeLink' ? { link: { text: '![](a)' } } : undefined),
		);
		await conversation.receive({ type: 'ready' });
		const before = posted.length;
		const requests = sampleFromPanel().filter(message => 'id' in message);
		for (const request of requests) {
			await conversation.receive(request);
		}
		assert.deepEqual(handled, requests);
		assert.deepEqual(
			posted.slice(before),
			requests.map(({ type, id }) => ({
				type: 'result',
				id,
				...(type === 'describeLink' && { link: { text: '![](a)' } }),
			})),
		);
		await conversation.receive({ type: 'draft', draft: { prompt: 'x' }, changed: ['prompt'], at: 7 });
		assert.deepEqual(drafts, [{ prompt: 'x' }]);
	});

	test('what goes wrong is the answer, without a secret', async () => {
		const { conversation, posted } = start(() => Promise.reject(new UserError('No secret here.')));
		await conversation.receive({ type: 'ready' });
		await conversation.receive({ type: 'showJobs', id: 'one' });
		assert.deepEqual(posted.at(-1), { type: 'failed', id: 'one', message: 'No … here.' });
	});

	test('56 57 of 10,000 random and mutated messages nothing is thrown, and only those of the protocol are acted on', async () => {
		const random = seeded(20261124);
		const { conversation, handled, drafts, logged } = start();
		const samples = [...sampleFromPanel(), ...sampleToPanel];
		let allowed = 0;
		for (let turn = 0; turn < 10_000; turn += 1) {
			const value =
				turn % 4 === 0 ? anything(random, panelWords, 3) : mutated(random, panelWords, pick(random, samples));
			const parsed = parseFromPanel(value);
			allowed += parsed === undefined ? 0 : 1;
			const before = handled.length + drafts.length;
			await conversation.receive(value);
			const acted = handled.length + drafts.length - before;
			assert.equal(acted, parsed === undefined || parsed.type === 'ready' ? 0 : 1, JSON.stringify(value));
		}
		assert.ok(allowed > 300 && allowed < 5000, String(allowed));
		assert.equal(logged.length, 10_000 - allowed);
		assert.ok(
			logged.every(line => /^A message of the panel was dropped: ("[^"]*"|without a type)$/.test(line)),
		);
	});
});
