import { renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { addressFile, type HostAnswer, type HostCall } from './protocol.ts';

/**
 * Lets a UI test inspect and set up what can't be seen in the page: runs functions in this window's
 * extension host. It writes its address to a file named after the window.
 */
export function activate(context: vscode.ExtensionContext): void {
	const folder = process.env.IMAGE_ASSETS_TEST_DRIVER;
	if (folder === undefined) {
		return;
	}
	const server = createServer((request, response) => {
		void answer(request).then(result => response.end(JSON.stringify(result)));
	});
	server.listen(0, '127.0.0.1', () => {
		const file = join(folder, addressFile(windowPath()));
		writeFileSync(`${file}.new`, String((server.address() as AddressInfo).port));
		renameSync(`${file}.new`, file);
	});
	context.subscriptions.push({ dispose: () => server.close() });
}

async function answer(request: IncomingMessage): Promise<HostAnswer> {
	try {
		const chunks: Buffer[] = [];
		for await (const chunk of request) {
			chunks.push(chunk as Buffer);
		}
		const { source, argument } = JSON.parse(Buffer.concat(chunks).toString()) as HostCall;
		// eslint-disable-next-line @typescript-eslint/no-implied-eval -- the point of this extension
		const call = new Function('vscode', 'argument', `return (${source})(vscode, argument);`) as (
			...args: unknown[]
		) => unknown;
		return { value: await call(vscode, argument) };
	} catch (error) {
		return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}

function windowPath(): string {
	const { workspaceFile, workspaceFolders } = vscode.workspace;
	return workspaceFile?.path ?? workspaceFolders?.[0]?.uri.path ?? '';
}
