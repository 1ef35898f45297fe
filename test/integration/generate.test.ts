import assert from 'node:assert/strict';
import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, workspace } from 'vscode';
import { waitFor } from '../support/workbench/waitFor.ts';
import {
	enterKeys,
	exists,
	inWorkspace,
	noteMessages,
	run,
	service,
	withSettings,
	type Said,
} from './hostBench.ts';

suite('generating with arguments', () => {
	let said: Said[] = [];
	let restore: () => void;

	setup(async () => {
		await service.clear();
		await commands.executeCommand('workbench.action.closeAllEditors');
		({ said, restore } = await noteMessages());
	});
	teardown(() => {
		restore();
	});

	test('nothing is asked, every argument reaches the wire, and the file is where it should be', async () => {
		const saved = await run('generate', {
			prompt: 'a fox reading a map',
			folder: 'img/icons',
			file: 'fox.png',
			quality: 'medium',
			aspectRatio: '3:2',
			outputFormat: 'jpeg',
			outputCompression: 70,
			background: 'opaque',
			moderation: 'low',
			outputFolder: 'site',
			isPublic: true,
			webhookUrl: 'https://example.com/hook',
		});
		assert.deepEqual(saved, ['img/icons/fox.png']);
		const created = (await service.requests()).find(({ call }) => call === 'create');
		assert.deepEqual(created?.body, {
			model: 'openai/gpt-image-2',
			input: {
				prompt: 'a fox reading a map',
				aspect_ratio: '3:2',
				quality: 'medium',
				background: 'opaque',
				// The extension in the file's name decides.
				output_format: 'png',
				output_compression: 70,
				moderation: 'low',
			},
			output_folder: 'site',
			webhook_url: 'https://example.com/hook',
			is_public: true,
		});
		const bytes = await workspace.fs.readFile(inWorkspace('img/icons/fox.png'));
		assert.equal(Buffer.from(bytes).toString('latin1', 1, 4), 'PNG');
		assert.equal((await service.ledger()).total, 176);
	});

	test('settings reach the wire, and the style is added to the prompt', async () => {
		const settings = {
			quality: 'medium',
			aspectRatio: '2:3',
			outputFormat: 'jpeg',
			outputCompression: 55,
			background: 'opaque',
			moderation: 'low',
			style: 'flat paper cut',
			fileName: '${slug}-${quality}',
			assetsFolder: 'pictures',
			outputFolder: 'kept',
			isPublic: true,
			webhookUrl: 'https://example.com/hook',
		};
		await withSettings(settings, async () => {
			assert.deepEqual(await run('generate', { prompt: 'A quiet harbour' }), [
				'pictures/a-quiet-harbour-medium.jpg',
			]);
		});
		const created = (await service.requests()).find(({ call }) => call === 'create');
		assert.deepEqual(created?.body, {
			model: 'openai/gpt-image-2',
			input: {
				prompt: 'A quiet harbour, flat paper cut',
				aspect_ratio: '2:3',
				quality: 'medium',
				background: 'opaque',
				output_format: 'jpeg',
				output_compression: 55,
				moderation: 'low',
			},
			output_folder: 'kept',
			webhook_url: 'https://example.com/hook',
			is_public: true,
		});
	});

	test('the common parameters of a workspace are not heard', async () => {
		const file = inWorkspace('.vscode/settings.json');
		const content = { 'imageAssets.isPublic': true, 'imageAssets.outputFolder': 'evil' };
		await workspace.fs.writeFile(file, Buffer.from(JSON.stringify(content)));
		try {
			await run('generate', { prompt: 'private' });
			const created = (await service.requests()).find(({ call }) => call === 'create');
			assert.deepEqual(Object.keys(created?.body as object), ['model', 'input']);
		} finally {
			await workspace.fs.delete(file);
		}
	});

	test('count makes as many jobs and files', async () => {
		const saved = await run('generate', { prompt: 'many foxes', count: 3 });
		assert.deepEqual(saved.toSorted(), [
			'assets/many-foxes-1.webp',
			'assets/many-foxes-2.webp',
			'assets/many-foxes.webp',
		]);
		assert.equal((await service.ledger()).entries.length, 3);
	});

	test('a setting that is wrong for a moment does not disturb jobs under way', async () => {
		await withSettings({ parallelJobs: 2 }, async () => {
			const saved = run('generate', { prompt: 'undisturbed', count: 4 });
			await waitFor('the first job', async () => (await service.jobs()).length > 0);
			await withSettings({ quality: 'me' }, async () => {
				assert.equal((await saved).length, 4);
			});
		});
		assert.equal((await service.ledger()).entries.length, 4);
	});

	test('11 the same command twice at once is one job', async () => {
		const [first, second] = await Promise.all([
			run('generate', { prompt: 'a double click' }),
			run('generate', { prompt: 'a double click' }),
		]);
		assert.deepEqual(first, ['assets/a-double-click.webp']);
		assert.deepEqual(second, first);
		assert.equal((await service.ledger()).entries.length, 1);
	});

	test('40 a name that is taken is numbered, and nothing is overwritten', async () => {
		await workspace.fs.writeFile(inWorkspace('assets/taken.webp'), Buffer.from('mine'));
		assert.deepEqual(await run('generate', { prompt: 'x', file: 'taken.webp' }), ['assets/taken-1.webp']);
		assert.equal(
			Buffer.from(await workspace.fs.readFile(inWorkspace('assets/taken.webp'))).toString(),
			'mine',
		);
	});

	test('31 says webp, is png: the bytes decide the extension', async () => {
		await service.addFault({ on: 'download', kind: 'otherFormat', format: 'png' });
		assert.deepEqual(await run('generate', { prompt: 'in disguise' }), ['assets/in-disguise.png']);
	});

	// Each gives one message with at most one next step, and nothing is sent.
	const refused: [string, () => Promise<unknown>, RegExp, string[]][] = [
		['an empty prompt', () => Promise.resolve({ prompt: '' }), /no text to generate an image from/, []],
		['white space', () => Promise.resolve({ prompt: ' \n\t ' }), /no text to generate an image from/, []],
		[
			'100,000 characters',
			() => Promise.resolve({ prompt: 'x'.repeat(100_000) }),
			/has 100,000 characters; the model takes at most 32,000/,
			[],
		],
		[
			'55 a folder above the workspace',
			() => Promise.resolve({ prompt: 'x', folder: '../..' }),
			/can't be saved there/,
			['Open Keyboard Shortcuts'],
		],
		[
			'55 an absolute folder',
			() => Promise.resolve({ prompt: 'x', folder: '/etc' }),
			/can't be saved there/,
			['Open Keyboard Shortcuts'],
		],
		[
			'a link that leads out',
			async () => {
				const outside = await mkdtemp(join(tmpdir(), 'outside-'));
				await symlink(outside, inWorkspace('leads-out').fsPath);
				return { prompt: 'x', folder: 'leads-out' };
			},
			/can't be saved there/,
			['Open Keyboard Shortcuts'],
		],
		[
			'a file for a folder',
			() => Promise.resolve({ prompt: 'x', folder: 'notes.txt' }),
			/can't be saved there/,
			['Open Keyboard Shortcuts'],
		],
		[
			'a value outside its list',
			() => Promise.resolve({ prompt: 'x', quality: 'best' }),
			/"quality" must be one of these: low, medium, high, auto/,
			['Open Keyboard Shortcuts'],
		],
		[
			'an argument that does not exist',
			() => Promise.resolve({ prompt: 'x', colour: 'red' }),
			/These names are unknown: "colour"/,
			['Open Keyboard Shortcuts'],
		],
	];
	for (const [name, args, message, buttons] of refused) {
		test(`${name}: one message, and nothing is sent`, async () => {
			assert.deepEqual(await run('generate', await args()), []);
			assert.equal(said.length, 1, JSON.stringify(said));
			assert.match(said[0]?.message ?? '', message);
			assert.deepEqual(said[0]?.buttons, buttons);
			assert.deepEqual(await service.requests(), []);
		});
	}

	test('a setting outside its list leads to the setting', async () => {
		await withSettings({ quality: 'best' }, async () => {
			assert.deepEqual(await run('generate', { prompt: 'x' }), []);
		});
		assert.match(said[0]?.message ?? '', /"imageAssets\.quality" must be one of/);
		assert.deepEqual(said[0]?.buttons, ['Open Setting']);
	});

	test('55 an assets folder outside the workspace leads to the setting', async () => {
		await withSettings({ assetsFolder: '../..' }, async () => {
			assert.deepEqual(await run('generate', { prompt: 'x' }), []);
		});
		assert.match(said[0]?.message ?? '', /can't be saved there/);
		assert.deepEqual(said[0]?.buttons, ['Open Setting']);
	});

	test('3 an answer that never came is told as one, with what it may have cost, and not sent again', async () => {
		await service.addFault({ on: 'create', kind: 'resetAfterBody' });
		assert.deepEqual(await run('generate', { prompt: 'lost on the way' }), []);
		assert.equal(said.length, 1, JSON.stringify(said));
		assert.match(said[0]?.message ?? '', /^It may have cost 45 credits: .* It isn't sent again/);
		assert.equal((await service.requests()).filter(({ call }) => call === 'create').length, 1);
	});

	// The service knows a prediction by the account that made it, so a job goes on with a key of the same one.
	for (const [on, key] of [
		['create', 'cdt_another'],
		['get', 'cdt_test'],
	] as const) {
		test(`7 a key that is refused (${on}) is asked for again, and the same job goes on`, async () => {
			const input = await enterKeys(key);
			try {
				await service.addFault({ on, kind: 'status', status: 401 });
				assert.deepEqual(await run('generate', { prompt: `a new key ${on}` }), [
					`assets/a-new-key-${on}.webp`,
				]);
				assert.deepEqual(input.told, ['The service refused the API key. Enter another key.']);
				const requests = await service.requests();
				const creates = requests.filter(({ call }) => call === 'create');
				assert.equal(new Set(creates.map(({ headers }) => headers['idempotency-key'])).size, 1);
				assert.equal(requests.findLast(({ call }) => call === 'get')?.headers['x-api-key'], key);
				assert.equal((await service.ledger()).entries.length, 1);
			} finally {
				input.restore();
				await commands.executeCommand('imageAssets.clearApiKey');
			}
		});
	}

	test('54 a key of another account: the job waits for its own key, and goes on when it is there', async () => {
		const input = await enterKeys('cdt_elsewhere', 'cdt_test');
		try {
			await service.addFault({ on: 'get', kind: 'status', status: 401 });
			assert.deepEqual(await run('generate', { prompt: 'of two accounts' }), []);
			assert.match(said[0]?.message ?? '', /made with another API key, .* It's paid for \(45 credits\)/);
			assert.deepEqual(said[0]?.buttons, ['Set API Key']);
			await commands.executeCommand('imageAssets.setApiKey');
			await waitFor('the message that it is saved', () =>
				said.some(({ message }) => message.startsWith('Saved assets/of-two-accounts.webp')),
			);
			assert.ok(await exists('assets/of-two-accounts.webp'));
			assert.equal((await service.requests()).filter(({ call }) => call === 'create').length, 1);
		} finally {
			input.restore();
			await commands.executeCommand('imageAssets.clearApiKey');
		}
	});

	test('a failure of the service is told in its own words', async () => {
		await service.addFault({ on: 'create', kind: 'fails', message: 'Refused by moderation' });
		assert.deepEqual(await run('generate', { prompt: 'x' }), []);
		assert.match(said[0]?.message ?? '', /couldn't make the image: Refused by moderation/);
	});

	test('47 a folder that turned into a file meanwhile: the image is kept, and another folder offered', async () => {
		await service.setOptions({ durationMs: 60_000 });
		try {
			const saved = run('generate', { prompt: 'nowhere to go', folder: 'turned' });
			await waitFor('the job to be accepted', async () => (await service.jobs()).length > 0);
			await workspace.fs.writeFile(inWorkspace('turned'), Buffer.from('a file'));
			await service.finishAll();
			assert.deepEqual(await saved, []);
		} finally {
			await service.setOptions({ durationMs: 50 });
		}
		assert.match(said[0]?.message ?? '', /paid for \(45 credits\), and is kept here until it's saved/);
		assert.deepEqual(said[0]?.buttons, ['Save Elsewhere…']);
	});

	test('an unsaved folder that does not exist is not left behind when nothing was made', async () => {
		await service.addFault({ on: 'create', kind: 'status', status: 402 });
		await run('generate', { prompt: 'x', folder: 'never/made' });
		assert.match(said[0]?.message ?? '', /doesn't have enough credits.*Nothing was charged/);
		assert.deepEqual(said[0]?.buttons, ['Add Credits', 'Try Again (45 credits)']);
		assert.equal(await exists('never'), false);
	});
});
