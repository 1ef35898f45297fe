import assert from 'node:assert/strict';
import { EventEmitter, window, type SecretStorage } from 'vscode';
import { UserError } from '../../src/core/userError.ts';
import { createApiKeys } from '../../src/host/storage/apiKeys.ts';
import type { Log } from '../../src/host/ui/log.ts';
import { acceptingInput } from './hostBench.ts';

suite('a keyring that is locked', () => {
	const reason = 'Cannot create an item in a locked collection';
	const locked: SecretStorage = {
		keys: () => Promise.reject(new Error(reason)),
		get: () => Promise.reject(new Error(reason)),
		store: () => Promise.reject(new Error(reason)),
		delete: () => Promise.reject(new Error(reason)),
		onDidChange: new EventEmitter<never>().event,
	};
	const keys = createApiKeys(locked, undefined, { hide: () => undefined } as unknown as Log);
	const origin = 'https://api.example';
	const says = (words: RegExp) => (error: unknown) => {
		assert.ok(error instanceof UserError);
		assert.match(error.message, words);
		assert.ok(error.message.includes(reason) && error.message.includes("Unlock your system's keyring"));
		return true;
	};

	test('is named, with what helps, where a key is read, kept or removed', async () => {
		await assert.rejects(keys.get(origin), says(/couldn't be read/));
		await assert.rejects(keys.getOrAsk(origin), says(/couldn't be read/));
		await assert.rejects(keys.clear(origin), says(/couldn't be read/));
		const { createInputBox } = window;
		Object.assign(window, { createInputBox: () => acceptingInput('cdt_new') });
		try {
			await assert.rejects(keys.ask(origin), says(/couldn't be saved/));
		} finally {
			Object.assign(window, { createInputBox });
		}
	});
});
