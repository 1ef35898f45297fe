import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorBody, htmlPage } from './answers.ts';
import type { EmulatorContext } from './context.ts';
import { reset, send, textReply, type Reply } from './exchange.ts';
import type { ConnectionFault, RedirectTarget } from './faults.ts';

const connectionKinds: readonly ConnectionFault['kind'][] = [
	'resetBeforeBody',
	'resetAfterBody',
	'hang',
	'delay',
	'status',
	'html',
	'trickle',
	'redirect',
];

export function isConnectionFault(fault: { kind: string }): fault is ConnectionFault {
	return (connectionKinds as readonly string[]).includes(fault.kind);
}

/** Plays a fault of the connection; `perform` does the call's work and is called at most once. */
export async function playConnectionFault(
	fault: ConnectionFault,
	response: ServerResponse,
	perform: () => Promise<Reply>,
	context: EmulatorContext,
	redirect: { status: number; location: (to: RedirectTarget, hops: number, status: number) => string },
): Promise<void> {
	switch (fault.kind) {
		case 'resetBeforeBody':
			reset(response);
			return;
		case 'resetAfterBody':
			await performIf(fault.accepted ?? true, perform);
			reset(response);
			return;
		case 'hang':
			await performIf(fault.accepted ?? true, perform);
			return;
		case 'delay': {
			const reply = await perform();
			await pause(fault.ms, context);
			send(response, reply);
			return;
		}
		case 'status': {
			await performIf(fault.accepted ?? false, perform);
			const body = statusBody(fault);
			send(response, textReply(fault.status, body.type, body.text, fault.headers));
			return;
		}
		case 'html':
			await performIf(fault.accepted ?? true, perform);
			send(response, textReply(200, 'text/html; charset=utf-8', htmlPage('Sign in to the network')));
			return;
		case 'trickle': {
			const { status, headers, body } = await perform();
			response.writeHead(status, { ...headers, 'content-length': String(body.length) });
			await trickle(response, body, fault.bytes ?? 1, fault.ms ?? 100, context);
			return;
		}
		case 'redirect': {
			const status = fault.status ?? redirect.status;
			const location = fault.location ?? redirect.location(fault.to ?? 'cdn', fault.hops ?? 1, status);
			send(response, textReply(status, 'text/plain', '', { location }));
			return;
		}
	}
}

async function performIf(accepted: boolean, perform: () => Promise<Reply>): Promise<void> {
	if (accepted) {
		await perform();
	}
}

function statusBody(fault: Extract<ConnectionFault, { kind: 'status' }>): { type: string; text: string } {
	if (typeof fault.body === 'string') {
		return { type: 'text/plain', text: fault.body };
	}
	if (fault.body !== undefined) {
		return { type: 'application/json', text: JSON.stringify(fault.body) };
	}
	return errorBody(fault.form ?? 'detail', fault.message ?? `Fault ${fault.status}`, fault.field ?? 'prompt');
}

async function trickle(
	response: ServerResponse,
	body: Buffer,
	bytes: number,
	ms: number,
	context: EmulatorContext,
): Promise<void> {
	for (let at = 0; at < body.length && !response.destroyed; at += bytes) {
		response.write(body.subarray(at, at + bytes));
		await pause(ms, context);
	}
	response.end();
}

/** Sleeps without keeping the process alive or outliving the emulator. */
export async function pause(ms: number, context: EmulatorContext): Promise<void> {
	await sleep(ms, undefined, { signal: context.closing, ref: false });
}

/** An origin that leads, or seems to lead, to this machine's `port`, or one that no redirect should be followed to. */
export function originFor(to: RedirectTarget, origins: EmulatorContext['origins'], same: string): string {
	const port = new URL(same).port;
	switch (to) {
		case 'same':
			return same;
		case 'cdn':
			return origins.cdn;
		case 'store':
			return origins.store;
		case 'localhost':
			return `http://localhost:${port}`;
		case 'ipv6':
			return `http://[::1]:${port}`;
		case 'mappedIpv6':
			return `http://[::ffff:127.0.0.1]:${port}`;
		case 'decimal':
			return `http://2130706433:${port}`;
		case 'hex':
			return `http://0x7f000001:${port}`;
		case 'short':
			return `http://127.1:${port}`;
		case 'zero':
			return `http://0.0.0.0:${port}`;
		case 'privateNet':
			return 'http://10.0.0.1';
		case 'metadata':
			return 'http://169.254.169.254';
		case 'file':
			return 'file://';
		case 'data':
			return 'data:image/png;base64,iVBORw0KGgo=#';
	}
}
