import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import {
	CancellationTokenSource,
	LanguageModelDataPart,
	LanguageModelTextPart,
	lm,
	workspace,
	type CancellationToken,
	type LanguageModelToolResult,
} from 'vscode';
import type { ImagesResult, MissingResult } from '../../src/core/agents/toolResult.ts';
import type { AssetEntry } from '../../src/core/assets/assetRecord.ts';
import { recordPath } from '../../src/core/assets/assetRecord.ts';
import { anyKey } from '../support/filesContaining.ts';
import { inWorkspace, noteMessages, run, service, type Press, type Said } from './hostBench.ts';

/** What each test of the agent tools starts with. */
export interface AgentBench {
	/** The messages of this test so far. */
	readonly said: readonly Said[];
	/** A path in the folder of this test alone. */
	path(name: string): string;
	write(name: string, content: string | Uint8Array): Promise<void>;
	read(name: string): Promise<string>;
	/** The record of a file in that folder. */
	entry(name: string): Promise<AssetEntry>;
	/** A PNG. */
	picture(): Promise<Uint8Array>;
	call(name: string, input: object, token?: CancellationToken): Promise<LanguageModelToolResult>;
	/** The same; checks that the result is one text part, and images after it. */
	images(
		name: string,
		input: object,
	): Promise<{ result: ImagesResult; images: readonly LanguageModelDataPart[] }>;
	missing(name: string, input: object): Promise<{ missing: MissingResult[] }>;
	/** Checks that a call is rejected with an Error that says so. */
	refused(name: string, input: object, message: RegExp): Promise<void>;
}

/** Credits that agents may spend while these tests run: those of all tests together. */
export const agentsMay = 100_000;

let tests = 0;

/** Call it where a suite begins. @param press which buttons of messages are pressed; by default none. */
export function useAgentBench(press?: Press): AgentBench {
	let said: readonly Said[] = [];
	let restore: () => void;
	let folder = '';
	setup(async () => {
		folder = `agents-${++tests}`;
		await service.clear();
		await workspace.getConfiguration('imageAssets').update('agentCreditLimit', agentsMay, true);
		({ said, restore } = await noteMessages(press));
	});
	teardown(async () => {
		restore();
		await workspace.getConfiguration('imageAssets').update('agentCreditLimit', undefined, true);
		await rm(inWorkspace(folder).fsPath, { recursive: true, force: true });
	});
	const path = (name: string) => (name === '' ? folder : `${folder}/${name}`);
	const uriOf = (name: string) => inWorkspace(path(name));
	const call = async (name: string, input: object, token = new CancellationTokenSource().token) => {
		const result = await lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
		assert.doesNotMatch(JSON.stringify(result.content), anyKey, 'an API key is in the result');
		return result;
	};
	return {
		get said() {
			return said;
		},
		path,
		write: async (name, content) => workspace.fs.writeFile(uriOf(name), Buffer.from(content as Uint8Array)),
		read: async name => Buffer.from(await workspace.fs.readFile(uriOf(name))).toString(),
		async entry(name) {
			const text = Buffer.from(await workspace.fs.readFile(inWorkspace(recordPath))).toString();
			const { assets } = JSON.parse(text) as { assets: Record<string, AssetEntry> };
			const entry = assets[path(name)];
			assert.ok(entry, `${path(name)} has no record`);
			return entry;
		},
		async picture() {
			await run('createPlaceholder', {
				prompt: 'p',
				file: `./${path('picture.png')}`,
				size: '64x64',
				link: 'none',
			});
			return workspace.fs.readFile(uriOf('picture.png'));
		},
		call,
		async images(name, input) {
			const [text, ...images] = (await call(name, input)).content;
			assert.ok(text instanceof LanguageModelTextPart);
			assert.ok(images.every(part => part instanceof LanguageModelDataPart));
			return { result: JSON.parse(text.value) as ImagesResult, images };
		},
		async missing(name, input) {
			const { content } = await call(name, input);
			assert.equal(content.length, 1);
			const [text] = content;
			assert.ok(text instanceof LanguageModelTextPart);
			return JSON.parse(text.value) as { missing: MissingResult[] };
		},
		async refused(name, input, message) {
			await assert.rejects(call(name, input), (error: Error) => {
				assert.match(error.message, message);
				assert.doesNotMatch(error.message, anyKey);
				return true;
			});
		},
	};
}
