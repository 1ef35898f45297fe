import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { commands, workspace, type CodeAction } from 'vscode';
import { policy } from '../../src/core/policy.ts';
import { waitFor } from '../support/workbench/waitFor.ts';
import { exists, inWorkspace, run, service, withSettings, type Press } from './hostBench.ts';
import { headerOf, marked, onePixel, someFixesAt, take, useMissingBench } from './missingBench.ts';

suite('a file is paid for once', () => {
	let press: Press;
	const bench = useMissingBench(message => press(message));
	const generate = 'Generate "hero.webp" (45 credits)';
	const all = (command = 'generateMissing') => run(command, { folder: bench.folder, all: true });
	const files = async () =>
		(await readdir(inWorkspace(bench.folder).fsPath)).filter(name => /\.(?:webp|png|jpg)$/.test(name)).sort();
	/** Time itself is what is needed: later a click counts as another one. */
	const afterDoubleClick = () => new Promise(resolve => setTimeout(resolve, policy.doubleClick + 100));
	const total = async () => (await service.ledger()).total;

	setup(() => {
		press = () => Promise.resolve(undefined);
	});

	/** The fixes for one image that two documents lack, each with a description of its own. */
	async function twoDocuments(): Promise<[CodeAction[], CodeAction[]]> {
		const fixesIn = async (name: string, alt: string) => {
			const editor = await bench.open(name, `<img src="hero.webp" alt="${alt}">`);
			await marked(editor, 'hero.webp');
			return someFixesAt(editor, 'hero.webp');
		};
		return [await fixesIn('a.html', 'A red boat'), await fixesIn('b.html', 'A boat, seen from above')];
	}

	test('by the fixes of two documents at the same time', async () => {
		const [one, two] = await twoDocuments();
		await Promise.all([take(one, generate), take(two, generate)]);
		assert.equal(await total(), 45);
		assert.deepEqual(await files(), ['hero.webp']);
		assert.ok(bench.said.some(({ message }) => message.includes('hero.webp is already being generated')));
	});

	test('by a fix whose question was open while another one made the image', async () => {
		const [one, two] = await twoDocuments();
		let answer: (button: string) => void = () => undefined;
		const asked = new Promise<void>(resolve => {
			press = message => {
				if (!message.buttons.includes('Generate')) {
					return Promise.resolve(undefined);
				}
				resolve();
				return new Promise(done => {
					answer = done;
				});
			};
		});
		await withSettings({ confirmAbove: 0 }, async () => {
			const first = take(one, generate);
			await asked;
			press = message => Promise.resolve(message.buttons.includes('Generate') ? 'Generate' : undefined);
			await take(two, generate);
			answer('Generate');
			await first;
		});
		assert.equal(await total(), 45);
		assert.deepEqual(await files(), ['hero.webp']);
		assert.match(bench.said.at(-1)?.message ?? '', /hero\.webp already exists\.$/);
	});

	test('where no answer came, neither the list nor a fix sends for it again', async () => {
		const editor = await bench.open('a.html', '<img src="hero.webp" alt="A red boat">');
		await marked(editor, 'hero.webp');
		await service.addFault({ on: 'create', kind: 'resetAfterBody' });
		assert.deepEqual(await all(), []);
		await afterDoubleClick();
		assert.deepEqual(await all(), []);
		await take(await someFixesAt(editor, 'hero.webp'), generate);
		assert.equal((await service.requests()).filter(({ call }) => call === 'create').length, 1);
		const said = bench.said.filter(({ message }) => message.includes('may have been paid for already'));
		assert.deepEqual(
			said.map(({ buttons }) => buttons),
			[['Show Jobs'], ['Show Jobs']],
		);
	});

	test('the same for placeholders', async () => {
		await run('createPlaceholder', { prompt: 'A boat', file: `${bench.folder}/boat.png`, size: '90x60' });
		await service.addFault({ on: 'create', kind: 'resetAfterBody' });
		assert.deepEqual(await all('renderPlaceholders'), []);
		await afterDoubleClick();
		assert.deepEqual(await all('renderPlaceholders'), []);
		assert.equal((await service.requests()).filter(({ call }) => call === 'create').length, 1);
		assert.ok(bench.said.some(({ message }) => message.includes('may have been paid for already')));
	});

	test('a rendering that is paid and could not be loaded is not made again, and gets its place later', async () => {
		const path = `${bench.folder}/boat.png`;
		await run('createPlaceholder', { prompt: 'A boat', file: path, size: '90x60' });
		const drawn = await workspace.fs.readFile(inWorkspace(path));
		let again: (() => void) | undefined;
		press = message =>
			message.buttons.includes('Try Again')
				? new Promise(resolve => {
						again = () => {
							resolve('Try Again');
						};
					})
				: Promise.resolve(undefined);
		await service.addFault({ on: 'download', kind: 'html', times: 10 });
		assert.deepEqual(await all('renderPlaceholders'), []);
		await waitFor('the message', () => again !== undefined);
		await afterDoubleClick();
		assert.deepEqual(await all('renderPlaceholders'), []);
		assert.equal(await total(), 45);
		await service.clearFaults();
		again?.();
		await waitFor('the image', () => bench.said.some(({ message }) => message.startsWith('Rendered ')));
		assert.notDeepEqual(await workspace.fs.readFile(inWorkspace(path)), drawn);
		assert.deepEqual(await headerOf(path), { format: 'png', width: 90, height: 60 });
		assert.deepEqual(await files(), ['boat.png']);
		assert.equal(await total(), 45);
	});

	test('a placeholder that was rendered while the question was open is not rendered again', async () => {
		await run('createPlaceholder', { prompt: 'A boat', file: `${bench.folder}/boat.png`, size: '90x60' });
		let answer: (button: string) => void = () => undefined;
		const asked = new Promise<void>(resolve => {
			press = message => {
				if (!message.buttons.includes('Render')) {
					return Promise.resolve(undefined);
				}
				resolve();
				return new Promise(done => {
					answer = done;
				});
			};
		});
		await withSettings({ confirmAbove: 0 }, async () => {
			const first = all('renderPlaceholders');
			await asked;
			press = message => Promise.resolve(message.buttons.includes('Render') ? 'Render' : undefined);
			assert.equal((await all('renderPlaceholders')).length, 1);
			await afterDoubleClick();
			answer('Render');
			assert.deepEqual(await first, []);
		});
		assert.equal(await total(), 45);
		assert.match(bench.said.at(-1)?.message ?? '', /boat\.png is no longer a placeholder\.$/);
	});

	test('a message that is older than another order sends nothing', async () => {
		const editor = await bench.open('a.html', '<img src="hero.webp" alt="A red boat">');
		await marked(editor, 'hero.webp');
		let again: (() => void) | undefined;
		press = message =>
			message.buttons.some(button => button.startsWith('Try Again'))
				? new Promise(resolve => {
						again ??= () => {
							resolve(message.buttons.find(button => button.startsWith('Try Again')));
						};
					})
				: Promise.resolve(undefined);
		await service.addFault({ on: 'create', kind: 'status', status: 402, message: 'no credits', times: 1 });
		const fixes = await someFixesAt(editor, 'hero.webp');
		await take(fixes, generate);
		await waitFor('the message', () => again !== undefined);
		await take(fixes, generate);
		assert.equal(await total(), 45);
		again?.();
		await waitFor('the refusal', () => bench.said.some(({ message }) => message.endsWith('already exists.')));
		assert.equal(await total(), 45);
		assert.deepEqual(await files(), ['hero.webp']);
	});

	test('several are tried again for the price of all, and one that is there keeps no other', async () => {
		const names = ['n1.webp', 'n2.webp', 'n3.webp', 'n4.webp', 'n5.webp', 'n6.webp'];
		await bench.write(
			'a.html',
			names.map(name => `<img src="${name}" alt="Boat number ${name}">`).join('\n'),
		);
		const questions: string[] = [];
		let again: (() => void) | undefined;
		press = message => {
			questions.push(...(message.message.endsWith('?') ? [message.message] : []));
			const button = message.buttons.find(each => each.startsWith('Try Again'));
			if (button === undefined) {
				return Promise.resolve(message.buttons.includes('Generate') ? 'Generate' : undefined);
			}
			return new Promise(resolve => {
				again = () => {
					resolve(button);
				};
			});
		};
		await service.addFault({ on: 'create', kind: 'status', status: 402, message: 'no credits', times: 6 });
		await all();
		await waitFor('the message', () => again !== undefined);
		assert.deepEqual(bench.said.at(-1)?.buttons, ['Add Credits', 'Try Again (270 credits)']);
		await workspace.fs.writeFile(inWorkspace(`${bench.folder}/n1.webp`), onePixel);
		again?.();
		await waitFor('the five others', async () => (await total()) === 225);
		await waitFor('the files', async () => (await files()).join() === names.join());
		assert.ok(questions.includes('Generate 6 images for 270 credits?'), questions.join(' | '));
		assert.ok(bench.said.some(({ message }) => message === `${bench.folder}/n1.webp already exists.`));
	});

	test('a size of a picture that is on its way, or may be paid for, keeps the picture from being ordered', async () => {
		const editor = await bench.open('b.html', '<img src="boat.webp" alt="A red boat">');
		await marked(editor, 'boat.webp');
		await bench.write(
			'a.html',
			'<img src="boat.webp" srcset="boat-2x.webp 2x" width="30" height="20" alt="A red boat">',
		);
		await service.addFault({ on: 'create', kind: 'resetAfterBody' });
		await take(await someFixesAt(editor, 'boat.webp'), 'Generate "boat.webp" (45 credits)');
		await afterDoubleClick();
		assert.deepEqual(await all(), []);
		assert.equal((await service.requests()).filter(({ call }) => call === 'create').length, 1);
		assert.ok(bench.said.some(({ message }) => message.startsWith('Skipped: ')));
	});

	test('nothing is drawn over what a job is on its way to', async () => {
		const editor = await bench.open('a.html', '<img src="hero.webp" alt="A red boat">');
		await marked(editor, 'hero.webp');
		await service.setOptions({ durationMs: 60_000 });
		try {
			const making = take(await someFixesAt(editor, 'hero.webp'), generate);
			await waitFor('the job', async () => (await service.jobs()).length === 1);
			const drawn = await run('createPlaceholder', { prompt: 'A boat', file: `${bench.folder}/hero.webp` });
			assert.deepEqual(drawn, []);
			await service.finishAll();
			await making;
		} finally {
			await service.setOptions({ durationMs: 300 });
		}
		assert.deepEqual(await files(), ['hero.webp']);
	});

	test('two spellings of one name are one image, and the second one is a matter of the document', async () => {
		const editor = await bench.open(
			'a.html',
			'<img src="Logo.webp" alt="A red boat">\n<img src="logo.webp">\n',
		);
		await marked(editor, 'Logo.webp', 'logo.webp');
		assert.deepEqual(await all(), [`${bench.folder}/Logo.webp`]);
		assert.deepEqual(await all(), []);
		assert.equal(await total(), 45);
		assert.ok(await exists(`${bench.folder}/Logo.webp`));
		const [mark] = await marked(editor, 'logo.webp');
		assert.equal(mark?.message, "logo.webp doesn't exist, but Logo.webp does.");
		const fixes = await commands.executeCommand<CodeAction[]>(
			'vscode.executeCodeActionProvider',
			editor.document.uri,
			mark.range,
			'quickfix',
		);
		const change = fixes.find(({ title }) => title === 'Change to "Logo.webp"');
		assert.ok(change?.edit && fixes.every(({ title }) => !title.startsWith('Generate')));
		await workspace.applyEdit(change.edit);
		await marked(editor);
		assert.equal(
			editor.document.getText(),
			'<img src="Logo.webp" alt="A red boat">\n<img src="Logo.webp">\n',
		);
	});

	test('a file that exists is not made again under a number', async () => {
		await workspace.fs.writeFile(inWorkspace(`${bench.folder}/hero.webp`), onePixel);
		const editor = await bench.open('a.html', '<img src="HERO.webp" alt="A red boat">');
		await marked(editor, 'HERO.webp');
		assert.deepEqual(await all(), []);
		assert.equal(await total(), 0);
	});
});
