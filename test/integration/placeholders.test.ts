import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { commands, Selection, workspace } from 'vscode';
import { contentHash } from '../../src/core/images/contentHash.ts';
import { imageHeader, verifyImage } from '../../src/core/images/verifyImage.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import {
	atStart,
	exists,
	inWorkspace,
	noteMessages,
	openFile,
	run,
	service,
	select,
	selectRanges,
	withSettings,
	type Said,
} from './hostBench.ts';

interface Entry {
	prompt: string;
	style?: string;
	input: Record<string, unknown>;
	size?: string;
	credits: number;
	sha256: string;
	placeholder?: true;
	previous?: Entry;
}

const read = async (path: string) => new Uint8Array(await workspace.fs.readFile(inWorkspace(path)));
const hash = async (path: string) => contentHash(await read(path));

async function readRecord(): Promise<Record<string, Entry>> {
	const text = Buffer.from(await read('.vscode/image-assets.json')).toString();
	return (JSON.parse(text) as { assets: Record<string, Entry> }).assets;
}

suite('free placeholders', () => {
	let said: Said[] = [];
	let restore: () => void;
	/** The button that is pressed, where a message has it. */
	let press: string | undefined;

	setup(async () => {
		press = undefined;
		await service.clear();
		await rm(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
		await rm(inWorkspace('holders').fsPath, { recursive: true, force: true });
		({ said, restore } = await noteMessages(({ buttons }) =>
			Promise.resolve(buttons.find(button => button === press)),
		));
	});
	teardown(async () => {
		restore();
		await commands.executeCommand('workbench.action.closeAllEditors');
		await rm(inWorkspace('.vscode').fsPath, { recursive: true, force: true });
		await rm(inWorkspace('holders').fsPath, { recursive: true, force: true });
	});

	const create = (file: string, size: string, more: Record<string, unknown> = {}) =>
		run('createPlaceholder', { prompt: `${file}, a fox`, file, size, ...more });

	suite('Create Free Placeholder…', () => {
		const files = [
			['holders/a.webp', 'webp', '1200x630'],
			['holders/b.png', 'png', '1x1'],
			['holders/c.jpeg', 'jpeg', '4000x100'],
		] as const;
		for (const [file, format, size] of files) {
			test(`${format} of ${size}, at the path that is given, with nothing sent`, async () => {
				assert.deepEqual(await create(file, size), [file], JSON.stringify(said));
				const bytes = await read(file);
				const [width, height] = size.split('x').map(Number);
				assert.deepEqual(imageHeader(bytes), { format, width, height });
				assert.ok(verifyImage(bytes).ok);
				assert.deepEqual(await service.requests(), []);
				assert.equal((await service.ledger()).total, 0);
				const entry = (await readRecord())[file];
				assert.equal(entry?.placeholder, true);
				assert.equal(entry.size, size);
				assert.equal(entry.credits, 0);
				assert.equal(entry.prompt, `${file}, a fox`);
				assert.equal(entry.sha256, contentHash(bytes));
				assert.equal(entry.input.output_format, format);
				assert.equal(entry.input.quality, 'low');
			});
		}

		test('without a size, as large as the service would make it; the style is recorded apart', async () => {
			await withSettings({ style: 'flat paper cut' }, async () => {
				const args = { prompt: 'A tall fox', folder: 'holders', outputFormat: 'png', aspectRatio: '2:3' };
				assert.deepEqual(await run('createPlaceholder', args), ['holders/a-tall-fox.png']);
			});
			const file = 'holders/a-tall-fox.png';
			const header = imageHeader(await read(file));
			assert.deepEqual(header, { format: 'png', width: 1024, height: 1536 });
			const entry = (await readRecord())[file];
			assert.deepEqual(
				[entry?.prompt, entry?.style, entry?.size],
				['A tall fox', 'flat paper cut', '1024x1536'],
			);
		});

		test('a name that is taken is numbered, and what is there stays', async () => {
			await workspace.fs.writeFile(inWorkspace('holders/a.webp'), Buffer.from('mine'));
			const made = await Promise.all([1, 2, 3].map(() => create('holders/a.webp', '40x30')));
			const names = made.flat().sort();
			assert.deepEqual(names, ['holders/a-1.webp', 'holders/a-2.webp', 'holders/a-3.webp']);
			assert.equal(Buffer.from(await read('holders/a.webp')).toString(), 'mine');
			assert.equal(Object.keys(await readRecord()).length, 3);
		});

		test('the link comes where it is asked for, and Undo takes both back', async () => {
			const editor = await openFile('holders/page.md', 'a fox in the snow\n');
			await select(editor, 'a fox in the snow');
			assert.deepEqual(await create('holders/a.webp', '40x30', { link: 'replace' }), ['holders/a.webp']);
			assert.equal(editor.document.getText(), '![holders/a.webp, a fox](a.webp)\n');
			press = 'Undo';
			await selectRanges(editor, [new Selection(atStart, atStart)]);
			assert.deepEqual(await create('holders/b.webp', '40x30', { link: 'insert' }), ['holders/b.webp']);
			await waitFor('the placeholder to be gone', async () => !(await exists('holders/b.webp')));
			assert.equal(editor.document.getText(), '![holders/a.webp, a fox](a.webp)\n');
			assert.deepEqual(await service.requests(), []);
			await editor.document.save();
		});

		test('more than one, and a size that is none, are refused', async () => {
			assert.deepEqual(await create('holders/a.webp', '40x30', { count: 2 }), []);
			assert.deepEqual(await create('holders/a.webp', '0x30'), []);
			assert.deepEqual(await create('../a.webp', '40x30'), []);
			assert.equal(said.filter(({ severity }) => severity === 'error').length, 3);
			assert.equal(await exists('holders'), false);
		});
	});

	suite('Render Placeholders…', () => {
		const sizes: Record<string, string> = {
			'holders/a.webp': '1200x630',
			'holders/b.png': '64x64',
			'holders/deep/c.jpg': '333x777',
		};
		const paths = Object.keys(sizes);
		const before = new Map<string, string>();

		setup(async () => {
			for (const [file, size] of Object.entries(sizes)) {
				// Another prompt each time: the same request within a second is a double click.
				await create(file, size, { prompt: `${file} ${randomUUID()}` });
				before.set(file, await hash(file));
			}
			said.length = 0;
		});

		test('each becomes an image of the same name, size and format; Undo Replace brings it back', async () => {
			const editor = await openFile('holders/page.md', '![a](a.webp)\n');
			assert.deepEqual((await run('renderPlaceholders', { all: true })).sort(), paths, JSON.stringify(said));
			const record = await readRecord();
			assert.deepEqual(Object.keys(record).sort(), paths);
			for (const file of paths) {
				const bytes = await read(file);
				const { width, height } = imageHeader(bytes) ?? { width: 0, height: 0 };
				assert.equal(`${width}x${height}`, sizes[file]);
				assert.notEqual(contentHash(bytes), before.get(file));
				const entry = record[file];
				assert.equal(entry?.placeholder, undefined);
				assert.deepEqual([entry?.sha256, entry?.credits, entry?.size], [contentHash(bytes), 45, sizes[file]]);
				assert.equal(entry?.previous?.placeholder, true);
			}
			assert.equal((await service.ledger()).total, 135);
			assert.equal(editor.document.getText(), '![a](a.webp)\n');
			assert.equal(said.length, 1, JSON.stringify(said));
			assert.match(said[0]?.message ?? '', /Rendered 3 placeholders · 135 credits/);
			// They are none any more.
			assert.deepEqual(await run('renderPlaceholders', { all: true }), []);
			assert.match(said[1]?.message ?? '', /no placeholder/);
		});

		test('one that is undone is a placeholder again', async () => {
			press = 'Undo Replace';
			assert.deepEqual(await run('renderPlaceholders', { folder: 'holders/deep', all: true }), [
				'holders/deep/c.jpg',
			]);
			await waitFor(
				'the file as it was',
				async () => (await hash('holders/deep/c.jpg')) === before.get('holders/deep/c.jpg'),
			);
			await waitFor(
				'the record to call it a placeholder',
				async () => (await readRecord())['holders/deep/c.jpg']?.placeholder === true,
			);
			assert.ok(await exists('holders/deep/c-low.jpg'));
			assert.equal((await service.ledger()).total, 45);
		});

		test('one that fails is named, and stays; the others are images, and it can be run again', async () => {
			await service.addFault({ on: 'create', kind: 'status', status: 400, message: 'refused', times: 1 });
			const made = await run('renderPlaceholders', { all: true });
			assert.equal(made.length, 2, JSON.stringify(said));
			const [left = ''] = paths.filter(path => !made.includes(path));
			assert.equal(await hash(left), before.get(left));
			const problem = said.find(({ severity }) => severity === 'error');
			assert.ok(problem?.message.includes(left), JSON.stringify(said));
			assert.deepEqual(await run('renderPlaceholders', { all: true }), [left]);
			assert.equal((await service.ledger()).total, 135);
		});

		test('one that was changed by hand is left alone, and named', async () => {
			await workspace.fs.writeFile(inWorkspace('holders/b.png'), Buffer.from('mine'));
			assert.deepEqual((await run('renderPlaceholders', { all: true })).sort(), [
				'holders/a.webp',
				'holders/deep/c.jpg',
			]);
			assert.equal(Buffer.from(await read('holders/b.png')).toString(), 'mine');
			assert.match(said[0]?.message ?? '', /Skipped: holders\/b\.png/);
			assert.equal((await service.ledger()).total, 90);
		});

		test('one that is changed while its image is made stays, and the image lies beside it', async () => {
			await service.setOptions({ durationMs: 1500 });
			try {
				const rendering = run('renderPlaceholders', { folder: 'holders/deep', all: true });
				await waitFor('the job', async () => (await service.ledger()).total > 0);
				// Once more meanwhile: there is nothing left to render.
				assert.deepEqual(await run('renderPlaceholders', { folder: 'holders/deep', all: true }), []);
				await workspace.fs.writeFile(inWorkspace('holders/deep/c.jpg'), Buffer.from('mine'));
				assert.deepEqual(await rendering, []);
			} finally {
				await service.setOptions({ durationMs: 300 });
			}
			assert.equal(Buffer.from(await read('holders/deep/c.jpg')).toString(), 'mine');
			assert.ok(await exists('holders/deep/c-low.jpg'));
			assert.ok(said.some(({ message }) => message.includes('changed in the meantime')));
			assert.equal((await service.ledger()).total, 45);
		});

		test('one question for the whole price, and nothing beyond the day’s limit', async () => {
			assert.deepEqual(await run('renderPlaceholders', { all: true, quality: 'medium' }), []);
			assert.match(said[0]?.message ?? '', /Render 3 placeholders for 3 × 176 = 528 credits\?/);
			assert.equal(said.length, 1);
			await withSettings({ dailyCreditLimit: 100, confirmAbove: 10_000 }, async () => {
				assert.deepEqual(await run('renderPlaceholders', { all: true }), []);
			});
			assert.match(said[1]?.message ?? '', /limit/);
			assert.equal((await service.ledger()).total, 0);
			press = 'Render';
			await withSettings({ confirmAbove: 134 }, async () => {
				const made = await run('renderPlaceholders', { all: true });
				assert.deepEqual(made.sort(), paths, JSON.stringify(said));
			});
			assert.match(said[2]?.message ?? '', /3 × 45 = 135 credits\?/);
			assert.equal((await service.ledger()).total, 135);
		});
	});
});
