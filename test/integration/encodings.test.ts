import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, workspace } from 'vscode';
import { inWorkspace, run, service } from './hostBench.ts';
import { useMissingBench } from './missingBench.ts';

suite('text of files that are not open', () => {
	const bench = useMissingBench();

	async function withEncoding(value: string, task: () => Promise<void>): Promise<void> {
		const files = workspace.getConfiguration('files');
		await files.update('encoding', value, ConfigurationTarget.Global);
		try {
			await task();
		} finally {
			await files.update('encoding', undefined, ConfigurationTarget.Global);
		}
	}

	async function promptsSent(): Promise<string[]> {
		return (await service.requests())
			.filter(({ call }) => call === 'create')
			.map(({ body }) => (body as { input: { prompt: string } }).input.prompt);
	}

	/** What Generate Image… on a file sends, with Enter pressed in every step. */
	async function promptOf(name: string): Promise<string | undefined> {
		const pressing = setInterval(() => {
			void commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
		}, 300);
		try {
			const saved = await run('generate', inWorkspace(`${bench.folder}/${name}`));
			assert.equal(saved.length, 1);
			return (await promptsSent()).at(-1);
		} finally {
			clearInterval(pressing);
		}
	}

	test('documents: what the user says of them, and byte order marks', async () => {
		const html = (name: string, alt: string) => `<img src="${name}.png" alt="${alt}">`;
		await bench.write('a.html', Buffer.from(html('a', 'Ein grüner Hügel am Fluss'), 'latin1'));
		await bench.write('b.html', Buffer.from(`\ufeff${html('b', '고양이 한 마리')}`, 'utf16le'));
		await withEncoding('windows1252', async () => {
			assert.equal((await run('generateMissing', { folder: bench.folder, all: true })).length, 2);
		});
		assert.deepEqual((await promptsSent()).sort(), ['Ein grüner Hügel am Fluss', '고양이 한 마리']);
	});

	test('prompt files', async () => {
		await bench.write('a.prompt', Buffer.from('\ufeff고양이 한 마리 a fox', 'utf16le'));
		await bench.write('b.prompt', Buffer.from('\ufeff고양이 한 마리 a fox', 'utf16le').swap16());
		await bench.write('c.prompt', Buffer.from('b0edbee7c0cc', 'hex'));
		assert.equal(await promptOf('a.prompt'), '고양이 한 마리 a fox');
		assert.equal(await promptOf('b.prompt'), '고양이 한 마리 a fox');
		await withEncoding('euckr', async () => {
			assert.equal(await promptOf('c.prompt'), '고양이');
		});
	});

	test('what is no text is no prompt', async () => {
		await bench.write('d.prompt', Buffer.from([0, 0, 0, 1, 0xff, 0, 0, 0, 2, 0xfe]));
		await run('generate', inWorkspace(`${bench.folder}/d.prompt`));
		assert.match(bench.said.at(-1)?.message ?? '', /d\.prompt isn't a prompt/);
	});
});
